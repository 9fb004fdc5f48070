import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { constantNumber, largestSize } from '../../analysis/size.js';
import { nodeOf, parse } from './parse.js';

function sizeOf(text: string): number | null {
  const code = parse(`export {};\nfunction ask(x) {}\n${text}`);
  const source = /ask\((.*)\);/.exec(text)?.[1] ?? '';
  const [argument] = nodeOf(code, `ask(${source})`, AST_NODE_TYPES.CallExpression).arguments;
  return argument ? largestSize(code, argument) : null;
}

describe('largestSize', () => {
  it.each([
    ['ask([1, 2, 3]);', 3],
    ['ask([, 1]);', 2],
    ['ask([...[1, 2], 3]);', 3],
    ['ask(new Set([1, 2]));', 2],
    ['ask(new Map());', 0],
    ['const xs = ["a", "b"]; ask(xs);', 2],
    ['const xs = ["a", "b"]; ask(xs.map(String).filter(Boolean));', 2],
    ['const o = { a: 1, b: 2 }; ask(Object.keys(o));', 2],
    ['ask(Array.from({ length: 100 }));', 100],
    ['ask(Array.from({ length: -1 }));', 0],
    ['const n = 4; ask(new Array(n * 2));', 8],
    ['ask("a,b".split(",", 3));', 3],
    ['function f(xs) { ask(xs.slice(2, 5)); }', 3],
    ['function f(c) { ask(c ? [1] : [1, 2]); }', 2],
    ['ask("abc");', 3],
  ])('%s', (text, size) => expect(sizeOf(text)).toBe(size));

  it.each([
    ['const xs = ["a"]; xs.push("b"); ask(xs);'],
    ['const xs = ["a"]; globalThis.xs = xs; ask(xs);'],
    ['let xs = ["a"]; xs = globalThis.xs; ask(xs);'],
    ['export const xs = ["a"]; ask(xs);'],
    ['function f(xs) { ask([...xs]); }'],
    ['function f(xs) { ask(xs.slice(-3)); }'],
    ['function f(n) { ask(new Array(n)); }'],
    ['function f(n) { ask(Array.from({ length: n })); }'],
    ['ask([1].flatMap((x) => globalThis.xs));'],
    ['function f(s) { ask(s.split(",")); }'],
    ['const o = {}; o.a = 1; ask(Object.keys(o));'],
  ])('%s has no bound', (text) => expect(sizeOf(text)).toBe(null));

  it('computes constants', () => {
    const code = parse('const a = 2 ** 3; const b = -a + 1; let c = 1; c += 1;');
    expect(constantNumber(code, nodeOf(code, '-a + 1'))).toBe(-7);
    expect(constantNumber(code, nodeOf(code, 'c', AST_NODE_TYPES.Identifier))).toBe(null);
  });
});
