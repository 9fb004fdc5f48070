import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { flowOf, staysInSight } from '../../analysis/flow.js';
import { variableOf, type Variable } from '../../analysis/variables.js';
import type { SourceCode } from '../../core/source-code.js';
import { nodeOf, parse } from './parse.js';

function variableX(text: string): { code: SourceCode; variable: Variable } {
  const code = parse(`export {};\n${text}`);
  const variable = variableOf(code, nodeOf(code, 'x', AST_NODE_TYPES.Identifier));
  if (!variable) throw new Error('no variable x');
  return { code, variable };
}

function escapesOf(text: string): string[] {
  const { code, variable } = variableX(text);
  return flowOf(code, variable).escapes.map(({ how }) => how);
}

function mutationsOf(text: string): string[] {
  const { code, variable } = variableX(text);
  const { accesses } = flowOf(code, variable);
  return accesses.filter(({ mutates }) => mutates).map(({ use }) => code.getText(use.node));
}

describe('flowOf: escapes', () => {
  it.each([
    ['function f() { const x = []; x.push(1); return x.length; }'],
    ['function f() { const x = []; for (const y of x) x[y] = 1; return [...x]; }'],
    ['function f() { const x = [2, 1]; x.sort().reverse(); }'],
    ['function f() { const x = [1]; x.forEach((y, i) => y + i); }'],
    ['function f() { const x = []; const y = x; y.push(1); }'],
    ['function g(a) { return a.length; } function f() { const x = []; g(x); }'],
    ['function g(a, n) { if (n) g(a, n - 1); } function f() { const x = []; g(x, 3); }'],
    ['function f() { const x = []; return new Set(x).size + Math.max(...x); }'],
    ['function f() { const x = [1]; return [0].concat(x); }'],
    ['function f() { const x = []; if (x && !x.length && x === f) return JSON.stringify(x); }'],
    ['function f() { const x = new Map(); for (const y of x.values()) f(y); }'],
    ['function f() { const x = []; return () => x.length; }'],
    ['function g() {} function f() { const x = []; g(x); }'],
  ])('has none in %s', (text) => {
    const { code, variable } = variableX(text);
    expect(escapesOf(text)).toEqual([]);
    expect(staysInSight(code, variable)).toBe(true);
  });

  it.each([
    ['function f() { const x = []; return x; }', ['returned']],
    ['const f = () => { const x = []; return { x }; }', ['stored']],
    ['function f(g) { const x = []; g(x); }', ['passedOn']],
    ['function f(g) { const x = []; new g(x); }', ['passedOn']],
    ['function f(g) { const x = []; const y = x; g(y); }', ['passedOn']],
    ['function f(g) { const x = [1]; g(x.sort()); }', ['passedOn']],
    ['function f(g) { const x = [1]; x.forEach((a, i, all) => g(all)); }', ['passedOn']],
    ['function f(g) { const x = [1]; x.forEach(g); }', ['passedOn']],
    ['function f(g) { const x = [1]; x.map(function () { g(arguments); }); }', ['passedOn']],
    ['function f(o) { const x = []; o.list = x; }', ['stored']],
    ['function f(o) { const x = []; o.push(x); }', ['passedOn']],
    ['function f() { const x = []; const o = []; o.push(x); }', ['stored']],
    ['function f() { const x = []; return [x]; }', ['stored']],
    ['function f() { const x = new Map(); return new Array(x); }', ['stored']],
    ['function f() { const x = new Map(); const it = x.values(); return it; }', ['other']],
    ['function f() { const x = []; x.custom(); }', ['unknownMethod']],
    ['function f() { const x = []; const p = x.push; return p; }', ['unknownMethod']],
    ['function* f() { const x = []; yield x; }', ['other']],
    ['function f(tag) { const x = []; tag`${x}`; }', ['other']],
    ['function f() { const x = []; throw x; }', ['other']],
    ['function f(o) { const x = []; o = [x]; }', ['stored']],
    ['function g(a) { return a; } function f() { const x = []; return g(x); }', ['returned']],
    ['async function g(a) { await 1; a.push(1); } function f() { const x = []; g(x); }', ['passedOn']],
    ['function g(...a) { return a; } function f() { const x = []; g(x); }', ['passedOn']],
    ['function g(a) { return arguments[0]; } function f() { const x = []; g(x); }', ['passedOn']],
    ['export const x = [];', ['visibleOutside']],
    ['const x = []; export { x };', ['visibleOutside', 'stored']],
    ['function f(c) { const x = []; const y = c ? x : []; return y; }', ['returned']],
    ['function f(c) { const x = []; return c || x; }', ['returned']],
    ['function f() { let x = []; return (x = [1]); }', ['returned']],
    ['function f(g) { let x; g(x ??= []); }', ['passedOn']],
    ['function f() { const x = [1]; return [2].reduce((all) => all, x); }', ['passedOn']],
    ['function f() { const x = [1]; [2].forEach(function () { this.pop(); }, x); }', ['passedOn']],
    ['function f() { const x = {}; return { ...x, self: x }; }', ['stored']],
  ])('finds %s', (text, how) => expect(escapesOf(text)).toEqual(how));
});

describe('flowOf: mutations', () => {
  it.each([
    ['function f() { const x = [1]; x[0] = 2; }', ['x[0]']],
    ['function f() { const x = [1]; x[0]++; delete x[0]; [x[0]] = [3]; }', ['x[0]', 'x[0]', 'x[0]']],
    ['function f() { const x = [1]; x.length = 0; }', ['x.length']],
    ['function f() { const x = [1]; for (x[0] of [2]) ; }', ['x[0]']],
    ['function f() { const x = {}; Object.assign(x, { a: 1 }); }', ['Object.assign(x, { a: 1 })']],
    ['function f() { const x = [1]; const y = x; y.pop(); }', ['y.pop()']],
    ['function f() { const x = new Map(); x.set(1, 2).delete(1); }', ['x.set(1, 2)', 'x.set(1, 2).delete(1)']],
    ['function g(a) { a.pop(); } function f() { const x = [1]; g(x); }', ['g(x)', 'a.pop()']],
    [
      'function h(b) { b.pop(); } function g(a) { h(a); } function f() { const x = [1]; g(x); }',
      ['g(x)', 'h(a)', 'b.pop()'],
    ],
  ])('finds all in %s', (text, mutations) => expect(mutationsOf(text)).toEqual(mutations));

  it.each([
    ['function f() { const x = [1]; x.slice().sort(); x.map((y) => y); return x.at(0) + x[1]; }'],
    ['function g(a) { return a.length; } function f() { const x = [1]; g(x); }'],
  ])('finds none in %s', (text) => expect(mutationsOf(text)).toEqual([]));
});
