import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { functionNamedBy } from '../../analysis/callees.js';
import { readsTheSame } from '../../analysis/interference.js';
import { readsOf } from '../../analysis/reads.js';
import { nodeOf, parse } from './parse.js';

/** Whether what `read` reads stays the same during the body of the snippet's `for (… of read(…))`. */
function answer(text: string): string {
  const code = parse(`export {};\n${text}`);
  const source = /of (read\([^;{]*?\))\) \{/.exec(text)?.[1] ?? '';
  const call = nodeOf(code, source, AST_NODE_TYPES.CallExpression);
  const loop = call.parent;
  const callee = functionNamedBy(code, call.callee);
  if (!callee || loop.type !== AST_NODE_TYPES.ForOfStatement) throw new Error('no loop over read()');
  return readsTheSame(code, readsOf(code, callee), { callee, call, meanwhile: [loop.body] });
}

const EVENS = 'function read(xs: number[]) { for (let i = 0; i < xs.length; i++) if (xs[i] === 2) return; }';
const NAMES = 'function read(rows: Row[]) { for (const row of rows) row.name; }';
const COUNT = 'function read(n: number) { for (let i = 0; i < n; i++) ; }';

describe('readsTheSame', () => {
  it.each([
    ['only numbers are read', `${COUNT} function f(n: number, g) { for (const x of read(n)) { g(x); n += 1; } }`],
    ['numbers by what is passed', `function read(n) { n * 2; } for (const x of read(3)) { g(x); }`],
    ['the loop sets locals', `${EVENS} function f(xs: number[]) { let t = 0; for (const x of read(xs)) { t += x; } }`],
    [
      'another array is filled',
      `${EVENS} function f(xs: number[]) { const ys = []; for (const x of read(xs)) { ys.push(x); } return ys; }`,
    ],
    [
      'a Map is filled',
      `${EVENS} function f(xs: number[], m: Map<number, number>) { for (const x of read(xs)) { m.set(x, 1); } }`,
    ],
    ['another property is set', `${NAMES} function f(rows: Row[]) { for (const x of read(rows)) { x.id = 1; } }`],
    ['the array is a new one', `${EVENS} function f(g) { for (const x of read([1, 2])) { g(x); } }`],
    [
      'nobody else holds the array',
      `${EVENS} function f(g) { const xs = [1]; xs.push(2); for (const x of read(xs)) { g(x); } }`,
    ],
    [
      'a constant of the module that stays in sight',
      `const all = [1, 2]; function read() { all[0]; } export function f(g) { for (const x of read()) { g(x); } }`,
    ],
    [
      'the array that is filled is stored later',
      `${EVENS} function f(xs: number[], o) { const ys = []; for (const x of read(xs)) { ys.push(x); } o.ys = ys; }`,
    ],
  ])('is yes when %s', (_, text) => expect(answer(text)).toBe('yes'));

  it.each([
    [
      'code out of sight runs and others hold the array',
      `${EVENS} function f(xs: number[], g) { for (const x of read(xs)) { g(x); } }`,
    ],
    ['the rows are passed on', `${NAMES} function f(g) { const rows = [a, b]; for (const x of read(rows)) { g(x); } }`],
    [
      'an array that may be the same is filled',
      `${EVENS} function f(xs: number[], ys: number[]) { for (const x of read(xs)) { ys.push(x); } }`,
    ],
    [
      'the filled array was stored before',
      `${EVENS} function f(o: { ys: number[] }) { const ys: number[] = []; o.ys = ys; for (const x of read(o.ys)) { ys.push(x); } }`,
    ],
    [
      'the filled array was stored in the turn before',
      `${EVENS} function f(o: { ys: number[] }) { const ys: number[] = []; for (;;) { for (const x of read(o.ys)) { ys.push(x); } o.ys = ys; } }`,
    ],
    [
      'a property of the same name is set',
      `${NAMES} function f(rows: Row[], o) { for (const x of read(rows)) { o.name = 1; } }`,
    ],
    [
      'a property of unknown name is set',
      `${NAMES} function f(rows: Row[], o, k: string) { for (const x of read(rows)) { o[k] = 1; } }`,
    ],
    [
      'an iterator is passed whose collection is filled',
      `function read(it) { for (const x of it) x; } function f() { const m = new Set([1]); for (const x of read(m.values())) { m.add(x); } }`,
    ],
    [
      'an iterator from outside may walk what is filled',
      `function read(it: IterableIterator<number>) { for (const x of it) x; } function f(it: IterableIterator<number>, m: Set<number>) { for (const x of read(it)) { m.add(x); } }`,
    ],
    ['it waits', `${EVENS} async function f(xs: number[]) { for (const x of read(xs)) { await null; } }`],
    [
      'a binding that a closure writes',
      `let n = 1; export const set = () => { n = 2; }; function read() { n === 2; } export function f(g) { for (const x of read()) { g(x); } }`,
    ],
    [
      'an import, which is alive',
      `import { n } from "m"; function read() { n === 2; } export function f(g) { for (const x of read()) { g(x); } }`,
    ],
    [
      'a kept function fills the array',
      `const all = [1]; export const add = () => { all.push(1); }; function read() { all[0]; } export function f(g) { for (const x of read()) { g(x); } }`,
    ],
    [
      'the global may be set',
      `function read() { limit === 2; } export function f(g) { for (const x of read()) { g(x); } }`,
    ],
  ])('is unknown when %s', (_, text) => expect(answer(text)).toBe('unknown'));

  it.each([
    ['the array is changed', `${EVENS} function f(xs: number[]) { for (const x of read(xs)) { xs.push(x); } }`],
    ['it is changed by its index', `${EVENS} function f(xs: number[]) { for (const x of read(xs)) { xs[0] = x; } }`],
    [
      'it is changed by a helper',
      `${EVENS} function f() { const xs = [1]; const drop = () => xs.pop(); for (const x of read(xs)) { drop(); } }`,
    ],
    [
      'it is changed under another name',
      `${EVENS} function f() { const xs = [1]; const ys = xs; for (const x of read(xs)) { ys.push(1); } }`,
    ],
    [
      'a variable that is read is set',
      `let n = 1; function read() { n === 2; } export function f() { for (const x of read()) { n = 3; } }`,
    ],
    [
      'a global that is read is set',
      `function read() { limit === 2; } export function f() { for (const x of read()) { limit = 3; } }`,
    ],
    [
      'it is changed as one of two',
      `${EVENS} function f(ys: number[]) { const xs = [1]; for (const x of read(xs)) { (x ? xs : ys).pop(); } }`,
    ],
  ])('is no when %s', (_, text) => expect(answer(text)).toBe('no'));
});
