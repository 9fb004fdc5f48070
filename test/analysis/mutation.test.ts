import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isUnmodifiedDuring } from '../../analysis/mutation.js';
import type { Node } from '../../core/source-code.js';
import { nodeOf, parse } from './parse.js';

/** Asks whether the source of the snippet's `for (const x of [...source])` is unmodified during the loop's body. */
function duringLoop(text: string): string {
  const code = parse(`export {};\n${text}`);
  const [, source = ''] = /of \[\.\.\.([^\]]+)\]/.exec(text) ?? [];
  const collected = nodeOf(code, `[...${source}]`, AST_NODE_TYPES.ArrayExpression);
  const [spread] = collected.elements;
  const loop: Node | undefined = collected.parent;
  if (spread?.type !== 'SpreadElement' || loop?.type !== 'ForOfStatement') throw new Error('no loop');
  return isUnmodifiedDuring(code, spread.argument, [loop.body]);
}

describe('isUnmodifiedDuring', () => {
  it.each([
    ['a local that the loop only walks', 'function f(log) { const s = new Set([1]); for (const x of [...s]) log(x); }'],
    [
      'a local changed before and after',
      'function f() { const s = new Set(); s.add(1); for (const x of [...s]) g(x); s.clear(); }',
    ],
    ['a string', 'function f(s: string) { for (const x of [...s]) g(x); }'],
    [
      'what a generator changes when the loop is over',
      'function* f() { const s = new Set([1]); for (const x of [...s]) yield x; s.add(2); }',
    ],
    [
      'a parameter, when nothing unknown runs',
      'function f(s: Set<number>) { let n = 0; for (const x of [...s]) n += x; return n; }',
    ],
    [
      'a parameter, when an array is made and filled meanwhile',
      'function f(s: number[]) { let n = 0; for (const x of [...s]) n += new Array(x).fill(1).length; return n; }',
    ],
    ['a fresh temporary', 'function f(g) { for (const x of [...new Set(g())]) g(x); }'],
    [
      'an iterator of a local',
      'function f(g) { const m = new Map(); m.set(1, 2); for (const x of [...m.values()]) g(x); }',
    ],
    [
      'another collection of its own is changed',
      'function f(s: Set<number>) { const t = new Set(); for (const x of [...s]) t.add(x); return t; }',
    ],
    [
      'an array is filled while a Set is walked',
      'function f(s: Set<number>, out: number[]) { for (const x of [...s]) out.push(x); }',
    ],
    [
      'fields of the elements are set',
      'function f(s: Set<{ seen: boolean }>) { for (const x of [...s]) x.seen = true; }',
    ],
    [
      'a local function that does nothing to it',
      'function h(x) { return x + 1; } function f(s: Set<number>) { let n = 0; for (const x of [...s]) n = h(x); return n; }',
    ],
  ])('is yes for %s', (_, text) => expect(duringLoop(text)).toBe('yes'));

  it.each([
    ['it is changed in the loop', 'function f(s: Set<number>) { for (const x of [...s]) s.delete(x); }'],
    [
      'it is changed through a helper',
      'function f(m: Map<number, number>) { const rm = (k) => m.delete(k); for (const x of [...m]) rm(x[0]); }',
    ],
    [
      'it is changed under another name',
      'function f() { const s = new Set([1]); const t = s; for (const x of [...s]) t.add(x); }',
    ],
    [
      'it is changed in a nested loop',
      'function f(s: Set<number>) { for (const x of [...s]) while (g(x)) { s.add(x + 1); } }',
    ],
    [
      'it is changed by a callee that takes it',
      'function h(t) { t.add(9); } function f() { const s = new Set([1]); for (const x of [...s]) h(s); }',
    ],
    [
      'it is a field that is changed under its own path',
      'class A { items: Set<number> = new Set(); f() { for (const x of [...this.items]) this.items.delete(x); } }',
    ],
    ['an array element is assigned', 'function f(a: number[]) { for (const x of [...a]) a[x] = 0; }'],
    [
      'it is given back by a method that changed it',
      'function f() { const xs = [2, 1]; for (const x of [...xs.sort()]) if (x < 2) xs.push(x); }',
    ],
    [
      'it is one of two',
      'function f(c) { const xs = [1]; const ys = [2]; for (const x of [...(c ? xs : ys)]) ys.push(x); }',
    ],
    [
      'it is named on the spot',
      'function f(c: number[]) { let xs; for (const x of [...(xs = c.slice())]) xs.push(x); }',
    ],
    [
      'it is changed through a helper, as one of two',
      'function f(c) { const xs = [2]; const ys = [1]; const h = () => (c ? xs : ys).pop(); for (const x of [...xs]) h(); }',
    ],
    [
      'it is deleted from through a helper, as one of two',
      'function f(c) { const xs = [2]; const h = () => { delete (c ?? xs)[0]; }; for (const x of [...xs]) h(); }',
    ],
    ['a function gave it back', 'function f() { const xs = [1]; for (const x of [...Object.freeze(xs)]) xs.push(x); }'],
    [
      'it is changed through a helper, where a method gives it',
      'function f() { const xs = [2, 1]; const h = () => { xs.sort()[0] = 3; }; for (const x of [...xs]) h(); }',
    ],
    ['its length is set', 'function f(a: number[]) { for (const x of [...a]) a.length = 0; }'],
  ])('is no when %s', (_, text) => expect(duringLoop(text)).toBe('no'));

  it.each([
    [
      'a parameter may be changed by unknown code',
      'function f(s: Set<number>, log) { for (const x of [...s]) log(x); }',
    ],
    [
      'a field may be changed by its elements',
      'class A { listeners: Set<() => void> = new Set(); f() { for (const l of [...this.listeners]) l(); } }',
    ],
    [
      'two parameters may be one',
      'function f(s: Set<number>, t: Set<number>) { for (const x of [...s]) t.delete(x); }',
    ],
    ['it waits and others hold it', 'async function f(s: Set<number>) { for (const x of [...s]) await x; }'],
    [
      'a closure that was given away changes it',
      'function f(on) { const s = new Set([1]); on(() => s.clear()); for (const x of [...s]) on(x); }',
    ],
    [
      'it is a view on memory that a view made meanwhile writes',
      'function f(u: Uint8Array) { for (const x of [...u]) new Uint8Array(u.buffer).fill(x); }',
    ],
    [
      'it is a view on memory that another view writes',
      'function f() { const u = new Uint8Array(9); const v = new Uint8Array(u.buffer); for (const x of [...u]) v[x] = 1; }',
    ],
    ['it was handed out', 'function f(g) { const s = new Set([1]); g(s); for (const x of [...s]) g(x); }'],
    [
      'the function around a generator goes on',
      'function f() { const s = new Set([1]); const w = function* () { for (const x of [...s]) yield x; }; s.add(2); }',
    ],
    [
      'the generator around it may be told to go on',
      'function* f(g) { const s = new Set([1]); g(() => { for (const x of [...s]) g(x); }); yield 1; s.add(2); }',
    ],
    [
      'it is a second name of what is changed by the first',
      'const t = new Set([1]); function f() { const s = t; for (const x of [...s]) t.add(x); }',
    ],
    [
      'a custom iterator runs meanwhile',
      'function f(s: Set<number>, t) { for (const x of [...s]) for (const y of t) ; }',
    ],
  ])('is unknown when %s', (_, text) => expect(duringLoop(text)).toBe('unknown'));
});
