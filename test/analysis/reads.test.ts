import { describe, expect, it } from 'vitest';
import { childrenOf } from '../../analysis/children.js';
import { isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { readsOf, type ObjectRead } from '../../analysis/reads.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { parse } from './parse.js';

function firstFunction(code: SourceCode): FunctionNode {
  const stack: Node[] = [code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isFunction(node)) return node;
    stack.push(...[...childrenOf(code, node)].reverse());
  }
  throw new Error('no function');
}

function describeRead({ variable, field }: ObjectRead): string {
  const place = typeof field === 'string' ? field : field.name;
  return `${variable?.name ?? '?'}.${place}`;
}

/** The objects that the snippet's first function reads. */
function objectsIn(text: string): string[] {
  const code = parse(`export {};\n${text}`);
  return [...new Set(readsOf(code, firstFunction(code)).objects.map(describeRead))].sort();
}

describe('readsOf', () => {
  it.each([
    ['function f(xs: number[]) { for (const x of xs) g(x); }', ['xs.elements']],
    ['function f(xs) { for (let i = 0; i < xs.length; i++) g(xs[i]); }', ['xs.elements']],
    ['function f(o) { return o.name; }', ['o.name']],
    ['function f(o) { return o.a.b; }', ['?.b', 'o.a']],
    ['function f(o, k) { return o[k] === 1; }', ['k.anything', 'o.anything']],
    ['function f(o) { const { a } = o; return a; }', ['o.a']],
    ['function f(xs: string[]) { return xs.map((x) => x.trim()); }', ['xs.elements']],
    ['function f(xs) { return [...xs].map((x) => x.trim()); }', ['?.trim', 'xs.elements']],
    ['function f(xs: { a: number }[]) { return xs.filter(({ a }) => a > 1); }', ['?.a', 'xs.elements']],
    ['function f(m: Map<string, number>) { for (const [k, v] of m) g(k, v); }', ['m.elements']],
    ['function f(xs: number[][]) { for (const [x] of xs) g(x); }', ['?.elements', 'xs.elements']],
    ['function f(o) { return { ...o }; }', ['o.anything']],
    ['function f(o) { return JSON.stringify(o); }', ['?.anything', 'o.anything']],
    ['function f(o) { for (const k in o) g(k); }', ['o.anything']],
    ['function f(d: Date, n: number) { return d > n; }', ['d.anything']],
    ['const xs = [1]; function g() { return xs[0]; } g();', ['xs.elements']],
    ['function f() { return h(xs); } function h(ys: number[]) { return ys.length; }', ['?.elements']],
    ['function f(xs: Set<number>) { return [...xs.values()]; }', ['xs.elements']],
  ])('%s', (text, reads) => expect(objectsIn(text)).toEqual(reads));

  it.each([
    ['primitives', 'function f(s: string, n: number) { return s.length + s.trim() + n; }'],
    ['what it makes itself', 'function f() { const xs = []; xs.push(1); for (const x of xs) g(x); }'],
    ['identity', 'function f(o, p) { return o === p; }'],
    ['what is stored', 'function f(o) { const xs = []; xs.push(o); }'],
    ['constants of the language', 'function f() { return Math.PI + Number.MAX_SAFE_INTEGER; }'],
    ['fresh values', 'function f(s: string) { for (const part of s.split(",")) g(part); }'],
    ['defaults of its own parameters: they are read at the call', 'function f(o, n = 1) { return n === 2; }'],
  ])('leaves out %s', (_, text) => expect(objectsIn(text)).toEqual([]));

  it('lists variables from outside, by way of the functions that it runs', () => {
    const code = parse(
      'export {}; function f(a) { return a + g(); } let n = 1; function g() { const b = n; return b; }',
    );
    const reads = readsOf(code, firstFunction(code));
    expect([...reads.variables].map(({ name }) => name).sort()).toEqual(['g', 'n']);
    expect(reads.functions.size).toBe(2);
  });

  it('lists globals but for the language’s own', () => {
    const code = parse('export {}; function f(a) { return limit + Math.max(a.config, NaN) + window.size; }');
    expect([...readsOf(code, firstFunction(code)).globals].sort()).toEqual(['limit', 'window']);
  });

  it('knows the variables of a function around it as older than itself', () => {
    const outer = parse('export {}; function o() { let n = 1; const r = () => { n; o(); }; return r; }');
    const inner = [...childrenOf(outer, firstFunction(outer).body)];
    const arrow = inner.flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : [])).at(-1)?.init;
    if (arrow?.type !== 'ArrowFunctionExpression') throw new Error('no arrow');
    expect([...readsOf(outer, arrow).variables].map(({ name }) => name).sort()).toEqual(['n', 'o', 'r']);
  });
});
