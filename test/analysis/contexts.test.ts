import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { outlives, usesInTime } from '../../analysis/contexts.js';
import { isFunction } from '../../analysis/enclosing.js';
import { variableOf } from '../../analysis/variables.js';
import type { Node } from '../../core/source-code.js';
import { nodeOf, parse } from './parse.js';

/** The places where `big` is used, as text; `null` when one of them may come at any time. */
function placesOfBig(body: string): string[] | null {
  const code = parse(`export function home(each, wait) { const big = [1]; ${body} }`);
  const variable = variableOf(code, nodeOf(code, 'big'));
  let home: Node = code.ast;
  for (let node: Node | undefined = nodeOf(code, 'big'); node; node = node.parent) if (isFunction(node)) home = node;
  if (!variable) throw new Error('no variable');
  return (
    usesInTime(code, variable, home)
      ?.slice(1)
      .map(({ node, mayComeLater }) => code.getText(node) + (mayComeLater ? ' (or later)' : '')) ?? null
  );
}

describe('usesInTime', () => {
  it('knows no place where an exported function runs', () => {
    const code = parse('const big = [1]; export function peek() { return big; }');
    const variable = variableOf(code, nodeOf(code, 'big'));
    expect(variable && usesInTime(code, variable, code.ast)).toBeNull();
  });

  it.each([
    ['use(big);', ['big']],
    ['[1].forEach(() => big.length);', ['big']],
    ['(() => big)();', ['big']],
    ['const at = (i) => big[i]; at(0); at(1);', ['at(0)', 'at(1)']],
    ['function at(i) { return big[i]; } [1, 2].map(at);', ['[1, 2].map(at)']],
    ['const a = () => big; const b = () => a(); b();', ['b()']],
    ['function f(n) { return n ? f(n - 1) : big; } f(3);', ['f(3)']],
    ['each(() => big);', ['each(() => big) (or later)']],
  ])('places the uses in %s', (body, places) => expect(placesOfBig(body)).toEqual(places));

  it.each([
    ['return () => big;'],
    ['setTimeout(() => big, 1);'],
    ['wait.then(() => big);'],
    ['[1].map(async () => { await wait; big.pop(); });'],
    ['const at = (i) => big[i]; each(at);'],
    ['const at = (i) => big[i]; return { at };'],
    ['const at = () => big; return () => at();'],
    ['function at() { setTimeout(() => big, 1); } at();'],
    ['let at = () => big; at = each; at();'],
    ['function* walk() { yield* big; } walk();'],
    ['class A { field = big; } each(A);'],
    ['class A { accessor field = big; } each(A);'],
  ])('gives up on %s', (body) => expect(placesOfBig(body)).toBe(null));
});

function fateOf(body: string): string | null {
  const code = parse(`const older = {}; export function home(each) { ${body} }`);
  return outlives(code, nodeOf(code, '() => 1', AST_NODE_TYPES.ArrowFunctionExpression));
}

describe('outlives', () => {
  it.each([
    ['return () => 1;', 'returned'],
    ['return { a: [() => 1] };', 'returned'],
    ['const f = () => 1; const api = { f }; return api;', 'returned'],
    ['const api = {}; api.f = () => 1; return api;', 'returned'],
    ['const list = []; list.push(() => 1); return list;', 'returned'],
    ['this.f = () => 1;', 'stored'],
    ['older.f = () => 1;', 'stored'],
    ['this.list.push(() => 1);', 'stored'],
    ['setInterval(() => 1, 5);', 'registered'],
    ['each.on("x", () => 1);', 'registered'],
  ])('%s', (body, fate) => expect(fateOf(body)).toBe(fate));

  it.each([
    ['[1].map(() => 1);'],
    ['const f = () => 1; f();'],
    ['each(() => 1);'],
    ['const o = { f: () => 1 }; o.f();'],
  ])('has no evidence in %s', (body) => expect(fateOf(body)).toBe(null));
});
