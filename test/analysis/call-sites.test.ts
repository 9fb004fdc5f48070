import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { callsOf, passedFor } from '../../analysis/call-sites.js';
import { isFunction } from '../../analysis/enclosing.js';
import { childrenOf } from '../../analysis/children.js';
import type { Node } from '../../core/source-code.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

/** The calls of the snippet's first function, as text. */
function callsIn(text: string, module = true): string[] | null {
  const code = parse(`${module ? 'export {};' : ''}\n${text}`, 'snippet.ts');
  const stack: Node[] = [code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isFunction(node)) return callsOf(code, node)?.map((call) => code.getText(call)) ?? null;
    stack.push(...[...childrenOf(code, node)].reverse());
  }
  throw new Error('no function');
}

describe('callsOf', () => {
  it.each([
    ['function f(x) { return x; } f(1); f(2);', ['f(1)', 'f(2)']],
    ['const f = (x) => x; f(1);', ['f(1)']],
    ['const f = function (x) { return x; }; f(1);', ['f(1)']],
    ['function f(x) { return f(x - 1); } f(2);', ['f(x - 1)', 'f(2)']],
    ['function f() {}', []],
    ['function f() {} type F = () => void; f?.();', ['f?.()']],
  ])('%s', (text, calls) => expect(callsIn(text)).toEqual(calls));

  it.each([
    ['it is exported', 'export function f() {} f();'],
    ['it is exported later', 'function f() {} f(); export { f };'],
    ['it is passed on', 'function f() {} f(); g(f);'],
    ['it is constructed', 'function f() {} new f();'],
    ['its own methods are used', 'function f() {} f.call(null);'],
    ['its length is read', 'function f() {} f(); g(f.length);'],
    ['it tags a template', 'function f() {} f`x`;'],
    ['it is overwritten', 'let f = () => 1; f(); f = () => 2;'],
    ['it is asked for its type', 'function f() {} f(); type F = typeof f;'],
    ['it calls itself by another name', 'const f = function g() { g(); }; f();'],
    ['it has overloads', 'function f(x: string): void; function f(x: number): void; function f(x) {} f(1);'],
    ['it is a method', 'class A { f() {} } new A().f();'],
    ['it is stored in an object', 'const o = { f: () => 1 }; o.f();'],
    ['names are dynamic', 'function f() {} f(); eval(code);'],
  ])('is null when %s', (_, text) => expect(callsIn(text)).toBeNull());

  it('is null at the top of a classic script', () => expect(callsIn('function f() {} f();', false)).toBeNull());
});

describe('passedFor', () => {
  it.each([
    ['each call', 'function f(a, wanted) { use(wanted); } f(1, xs); f(1, ys); f(1);', ['xs', 'ys']],
    ['not what a spread may shift', 'function f(a, wanted) { use(wanted); } f(...xs, ys); f(1, ...ys);', []],
    ['not what is taken apart', 'function f({ wanted }) { use(wanted); } f(xs);', []],
    ['not of calls out of sight', 'export function f(wanted) { use(wanted); } f(xs);', []],
    ['not of a variable', 'const wanted = xs; use(wanted);', []],
  ])('%s: %s', (_, text, passed) => {
    const code = parse(`export {};\n${text}`);
    const use = nodeOf(code, 'use(wanted)', AST_NODE_TYPES.CallExpression);
    const variable = variableOf(code, use.arguments[0] ?? code.ast);
    expect(passedFor(code, variable).map((node) => code.getText(node))).toEqual(passed);
  });
});
