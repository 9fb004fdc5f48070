import { describe, expect, it } from 'vitest';
import { Bounds } from '../../analysis/bounds.js';
import { fixedArraysOf } from '../../analysis/fixed-arrays.js';
import { withNumbers } from '../../analysis/numbers.js';
import { parse } from './parse.js';

/** For each write to an element in the snippet, in source order: whether its index is proved to be within. */
function withinIn(text: string): string {
  const code = parse(`export {};\n${text}`);
  const { all } = fixedArraysOf(code);
  if (all.length === 0) throw new Error('no array of a fixed length');
  return all
    .flatMap((array) => array.writes.map((write) => ({ array, ...write })))
    .sort((a, b) => a.node.range[0] - b.node.range[0])
    .map(({ array, node, owner }) =>
      withNumbers(code, (numbers) =>
        new Bounds(code, node.property, array, owner, (expression) => numbers.of(expression)).isWithin(),
      ),
    )
    .join(' ');
}

/** Around `body`: `a` has `n` elements, `n` being any number with which it can be made. */
function inFunction(body: string, parameters = 'n: number'): string {
  return `function f(${parameters}) { const a = new Array(n).fill(0); ${body} }`;
}

/** As `inFunction`, where `n` is a length. */
function inText(body: string): string {
  return `function f(s: string, k) { const n = s.length; const a = new Array(n).fill(0); ${body} }`;
}

describe('fixedArraysOf', () => {
  it.each([
    [
      'another name that may stand for another array',
      'const a = new Array(3).fill(0); const b = f() ? a : [1]; b[0]++;',
    ],
    [
      'a row that may be another array',
      'const g = Array.from({ length: 2 }, () => new Array(3).fill(0)); const r = f() ? g[0] : []; r[0]++;',
    ],
  ])('leaves out %s', (_, text) => expect(fixedArraysOf(parse(`export {};\n${text}`)).all).toEqual([]));
});

describe('an index is within', () => {
  it.each<[what: string, text: string]>([
    ['a constant', 'const a = new Array(3).fill(0); a[0] = 1; a[2] = 1; a[-0] = 1'],
    ['a counter below the length', inFunction('for (let i = 0; i < n; i++) a[i] = 1')],
    ['a counter below `length`', inFunction('for (let i = 0; i < a.length; i++) a[i] = 1')],
    ['an alias, counted by its own length', inFunction('const b = a; for (let i = 0; i < b.length; i++) b[i] = 1')],
    [
      'a parameter, counted by its own length',
      inFunction('g(a); function g(b) { for (let i = 0; i < b.length; i++) b[i] = 1 }'),
    ],
    ['a counter up to the length less one', inFunction('for (let i = 0; i <= n - 1; i += 1) a[i] = 1')],
    ['a counter in a `while`', inFunction('let i = 0; while (i < n) { a[i] = 1; i++; }')],
    ['a counter used and raised', inFunction('let i = 0; while (i < n) a[i++] = 1')],
    ['a counter that goes down', inText('for (let i = n - 1; i >= 0; i--) a[i] = 1')],
    [
      'a counter from another counter on',
      inFunction('for (let i = 0; i < n; i++) for (let j = i; j < n; j++) a[j] = 1'),
    ],
    ['a counter below another', inFunction('for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[j] = 1')],
    [
      'a neighbour that is asked for',
      inFunction('for (let i = 0; i < n; i++) { if (i > 0) a[i - 1] = 1; if (i + 1 < n) a[i + 1] = 1; }'),
    ],
    ['a name for a neighbour', inFunction('for (let i = 1; i < n; i++) { const k = i - 1; a[k] = 1; }')],
    ['a guard', inText('if (!Number.isInteger(k) || k < 0 || k >= n) return; a[k] = 1')],
    ['a guard around', inFunction('if (Number.isInteger(k) && k >= 0 && k < n) a[k] = 1', 'n: number, k')],
    [
      'a bound by Math.min',
      inFunction('const end = Math.min(k, n); for (let i = 0; i < end; i++) a[i] = 1', 'n: number, k: number'),
    ],
    [
      'a start by Math.max',
      inFunction('for (let i = Math.max(0, k | 0); i < n; i++) a[i] = 1', 'n: number, k: number'),
    ],
    ['a remainder', inText('if (!(n > 0)) return; for (let i = 0; i < n; i++) a[(i * 7) % n] = 1')],
    ['half of a counter', inText('for (let i = 0; i < n; i++) { a[i >> 1] = 1; a[Math.floor(i / 2)] = 1; }')],
    ['a choice of two', inFunction('for (let i = 0; i < n; i++) a[i > 0 ? i - 1 : i] = 1')],
    ['a place by chance', inFunction('for (let i = 0; i < n; i++) a[Math.floor(Math.random() * (i + 1))] = 1')],
    ['a mask', 'function f(x) { const a = new Array(256).fill(0); a[x & 255] = 1 }'],
    ['a byte', 'function f(b: Uint8Array) { const a = new Array(256).fill(0); for (const x of b) a[x] = 1 }'],
    [
      'a length plus one',
      'function f(s: string) { const a = Array(s.length + 1).fill(0); for (let i = 0; i <= s.length; i++) a[i] = 1; a[s.length] = 1; }',
    ],
    [
      'the length of an array that stays',
      'function f(xs: number[]) { const a = Array(xs.length).fill(0); for (let i = 0; i < xs.length; i++) a[i] = 1; }',
    ],
    [
      'a constant name for a length',
      'function f(xs: number[]) { const n = xs.length; const m = n; const a = Array(m).fill(0); for (let i = 0; i < n; i++) a[i] = 1; }',
    ],
    [
      'a place in a plane',
      'function f(s: string, t: string) { const w = s.length; const h = t.length; const a = new Array(w * h).fill(0); for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) a[y * w + x] = 1; }',
    ],
    [
      'a row of a grid',
      'function f(s: string) { const g = Array.from({ length: 9 }, () => new Array(s.length).fill(0)); for (let i = 0; i < s.length; i++) g[0][i] = 1; for (const row of g) for (let i = 0; i < row.length; i++) row[i] = 1; }',
    ],
    [
      '`Array.from` by its own length',
      'function f(n: number) { const a = Array.from({ length: n }, () => 0); for (let i = 0; i < a.length; i++) a[i] = 1 }',
    ],
  ])('%s', (_, text) => {
    expect(withinIn(text)).toMatch(/^true( true)*$/);
  });
});

describe('an index is not proved to be within', () => {
  it.each<[what: string, text: string]>([
    ['the length', inFunction('a[n] = 1')],
    ['the first of an array that may be empty', inFunction('a[0] = 1')],
    ['a counter up to the length', inFunction('for (let i = 0; i <= n; i++) a[i] = 1')],
    ['any number', inFunction('a[k] = 1', 'n: number, k: number')],
    ['a fraction', inFunction('for (let i = 0; i < n; i += 0.5) a[i] = 1')],
    ['a neighbour', inFunction('for (let i = 0; i < n; i++) a[i + 1] = 1')],
    ['a neighbour before', inFunction('for (let i = 0; i < n; i++) a[i - 1] = 1')],
    ['a counter that the body raises', inFunction('for (let i = 0; i < n; i++) { i += 2; a[i] = 1; }')],
    ['a counter that an inner loop raises', inFunction('for (let i = 0; i < n; i++) while (g()) { a[i] = 1; i++; }')],
    [
      'a counter that a closure raises',
      inFunction('for (let i = 0; i < n; i++) { const g = () => { i = 99; }; g(); a[i] = 1; }'),
    ],
    ['a counter behind its loop', inFunction('let i; for (i = 0; i < n; i++) ; a[i] = 1')],
    ['a counter in a closure that runs later', inFunction('for (var i = 0; i < n; i++) g(() => { a[i] = 1; })')],
    [
      'a length that changes',
      inFunction('let m = n; const b = new Array(m).fill(0); m++; for (let i = 0; i < m; i++) b[i] = 1').replace(
        'const a = new Array(n).fill(0);',
        '',
      ),
    ],
    [
      'a length that a loop declares anew',
      'function f() { for (var k = 9; k > 0; k--) { var m = k; var a = a || 0; } const b = new Array(m).fill(0); for (var i = 0; i < m + 1; i++) b[i] = 1 }',
    ],
    [
      'the length of an array that grows',
      'function f(xs: number[]) { const a = Array(xs.length).fill(0); xs.push(1); for (let i = 0; i < xs.length; i++) a[i] = 1; }',
    ],
    [
      'the length of an array before it shrinks',
      'function f(xs: number[]) { const n = xs.length; xs.pop(); const a = Array(xs.length).fill(0); for (let i = 0; i < n; i++) a[i] = 1; }',
    ],
    [
      'the length of an array that others may change',
      'function f(xs: number[], g) { const a = Array(xs.length).fill(0); g(); for (let i = 0; i < xs.length; i++) a[i] = 1; }',
    ],
    [
      'another array’s length',
      'function f(xs: number[], ys: number[]) { const a = Array(xs.length).fill(0); for (let i = 0; i < ys.length; i++) a[i] = 1; }',
    ],
    [
      'a failed comparison with what may be NaN',
      inFunction('const k = m | 0; if (k < 0 || k >= m) return; a[k] = 1', 'n: number, m: number'),
    ],
    ['a comparison of texts', 'function f(n, k) { const a = new Array(n).fill(0); if (k < n) a[k] = 1 }'],
    [
      'a sum that may join texts',
      'function f(n, i) { const a = new Array(n).fill(0); if (Number.isInteger(i) && i >= 0 && i < n + 1) a[i - 1] = 1 }',
    ],
    [
      'a rounded length',
      'function f(n: number) { const a = Array.from({ length: n }, () => 0); for (let i = 0; i < n; i++) a[i] = 1 }',
    ],
    [
      'the length of another activation',
      'function f(n: number, old) { const a = new Array(n).fill(0); const g = (b) => { for (let i = 0; i < n; i++) b[i] = 1 }; g(a); }',
    ],
    ['a random place in nothing', inFunction('a[Math.floor(Math.random() * n)] = 1')],
    [
      'a triangle’s row by the longest row',
      'function f(s: string) { const g = Array.from({ length: s.length }, (_, i) => new Array(i + 1).fill(0)); for (let i = 0; i < s.length; i++) for (let j = 0; j < s.length; j++) g[i][j] = 1; }',
    ],
    [
      'a guard in a declared function',
      inFunction(
        'if (!Number.isInteger(k) || k < 0 || k >= n) return; function g() { a[k + n - n] = 1 }',
        'n: number, k',
      ),
    ],
  ])('%s', (_, text) => {
    expect(withinIn(text)).toContain('false');
  });
});
