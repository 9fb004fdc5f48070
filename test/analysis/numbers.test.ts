import { describe, expect, it } from 'vitest';
import { runInNewContext } from 'node:vm';
import { childrenOf } from '../../analysis/children.js';
import { valuesOf } from '../../analysis/numbers.js';
import type { Values } from '../../analysis/values.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { parse } from './parse.js';

/** The arguments of the snippet's calls of `probe`, by their order. */
function probesOf(code: SourceCode): Node[] {
  const probes: Node[] = [];
  const stack: Node[] = [code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const isProbe = node.type === 'CallExpression' && code.getText(node.callee) === 'probe';
    if (isProbe && node.type === 'CallExpression' && node.arguments[0]) probes.push(node.arguments[0]);
    stack.push(...childrenOf(code, node));
  }
  return probes.sort((a, b) => a.range[0] - b.range[0]);
}

function describeValues({ number, boolean, undefined: isUndefined, null: isNull, other }: Values): string {
  const kinds = [boolean && 'boolean', isUndefined && 'undefined', isNull && 'null', other && 'other'];
  const range = number && `${number.min}..${number.max}`;
  const marks = number && [!number.integer && 'fraction', number.nan && 'NaN', number.negativeZero && '-0'];
  return [range, ...(marks ?? []), ...kinds].filter(Boolean).join(' ');
}

function rangeIn(text: string): string {
  const code = parse(`export {};\n${text}`);
  return probesOf(code)
    .map((probe) => describeValues(valuesOf(code, probe)))
    .join('; ');
}

describe('valuesOf', () => {
  it.each<[text: string, values: string]>([
    ['probe(1 + 2)', '3..3'],
    ['probe("a" + 1)', '-Infinity..Infinity fraction NaN -0 other'],
    ['probe(true)', 'boolean'],
    ['probe(1n * 2n)', '-Infinity..Infinity fraction NaN -0 other'],
    ['function f(x) { probe(x | 0) }', '-2147483648..2147483647'],
    ['function f(x) { probe(x & 255) }', '0..255'],
    ['function f(x) { probe(x >>> 0) }', '0..4294967295'],
    ['function f(x) { probe(~x) }', '-2147483648..2147483647 other'],
    ['function f(x: number) { probe(x) }', '-Infinity..Infinity fraction NaN -0'],
    ['function f(x?: number) { probe(x) }', '-Infinity..Infinity fraction NaN -0 undefined'],
    ['function f(x: number | null) { probe(x) }', '-Infinity..Infinity fraction NaN -0 null'],
    ['type Id = number; function f(x: Id) { probe(x) }', '-Infinity..Infinity fraction NaN -0'],
    ['function f(s: string) { probe(s.length) }', '0..1073741824'],
    ['function f(s: string) { probe(s.charCodeAt(0)) }', '0..65535 NaN'],
    [
      'function f(xs: number[]) { probe(xs.length); probe(xs[0]) }',
      '0..4294967295; -Infinity..Infinity fraction NaN -0 undefined',
    ],
    ['function f(b: Uint8Array) { for (const x of b) probe(x); probe(b[0]) }', '0..255; 0..255 undefined'],
    ['function f() { for (let i = 0; i < 10; i++) probe(i) }', '0..9'],
    ['function f() { for (let i = 10; i >= 0; i -= 2) probe(i) }', '0..10'],
    ['function f() { for (let i = 0; i < 10; i++) { i += 5; probe(i) } }', '0..9007199254740992'],
    ['function f() { var i; for (i = 0; i < 10; i++) probe(i); probe(i) }', '0..9; 0..10 undefined'],
    ['function f() { let n = 0; while (g()) n++; probe(n) }', '0..9007199254740992'],
    ['function f(x: number) { if (x > 3 && x < 5) probe(x) }', '3..5 fraction'],
    ['function f(x: number) { if (!(x >= 0)) return; probe(x) }', '0..Infinity fraction -0'],
    ['function f(x: number) { if (x < 0) return; probe(x) }', '0..Infinity fraction NaN -0'],
    ['function f(x) { if (!Number.isSafeInteger(x) || x < 1) throw x; probe(x) }', '1..9007199254740991'],
    ['function f(x: number) { if (x > 3) { x = -1; probe(x) } }', '-Infinity..Infinity fraction NaN -0'],
    ['function f(x: number, g) { if (x > 3) { g(() => { x = 1 }); probe(x) } }', '-Infinity..Infinity fraction NaN -0'],
    ['function f(x) { probe(typeof x === "number" ? x : 0) }', '-Infinity..Infinity fraction NaN -0'],
    ['function f() { probe(Math.floor(Math.random() * 6)) }', '0..6'],
    ['function f(x) { probe(Math.round(x)) }', '-Infinity..Infinity NaN -0'],
    ['function g(n) { probe(n) } g(1); g(5)', '1..5'],
    ['function g(n) { probe(n) } g(1); h(g)', '-Infinity..Infinity fraction NaN -0 boolean undefined null other'],
    ['function g(n) { probe(n); if (n < 9) g(n + 1) } g(1)', '1..9'],
    ['function g(n: number) { probe(n) } g(1); g(5)', '1..5'],
    ['function g(n: number) { probe(n) } g(1); g(h)', '-Infinity..Infinity fraction NaN -0'],
    ['function g(n: number) { probe(n) } g(1); h(g)', '-Infinity..Infinity fraction NaN -0'],
    ['function g(n: number) { probe(n); if (h()) g(n + 1) } g(0)', '0..9007199254740992'],
    ['function g(n: string) { probe(n) } g(h)', 'other'],
    ['function g(n: any) { probe(n) } g(1); g("a")', '1..1 other'],
    ['function g(n: number) { n = h(); probe(n) } g(1)', '-Infinity..Infinity fraction NaN -0'],
    ['function g() { return h ? 1 : 2 } probe(g())', '1..2'],
    ['function g() { if (h) return 1 } probe(g())', '-Infinity..Infinity fraction NaN -0 boolean undefined null other'],
    ['[5, 6].forEach((x, i) => { probe(x); probe(i) })', '5..6; 0..4294967294'],
    ['for (const d of [-1, 1]) probe(d)', '-1..1'],
    ['const steps = [1, 2]; probe(steps[1]); probe(steps[2])', '1..2; 1..2 undefined'],
    [
      'const steps = [1, 2]; steps.push(9); probe(steps[1])',
      '-Infinity..Infinity fraction NaN -0 boolean undefined null other',
    ],
    ['probe(x || 0)', '-Infinity..Infinity fraction boolean other'],
    ['function f(x?: number) { probe(x ?? 1) }', '-Infinity..Infinity fraction NaN -0'],
    ['const a = new Array(9).fill(0); a[3] = 7; probe(a[2]); probe(a[9])', '0..7; 0..7 undefined'],
    [
      'const a = new Array(typeof unknown); probe(a[0])',
      '-Infinity..Infinity fraction NaN -0 boolean undefined null other',
    ],
    // What is written beyond the end leaves a gap before it.
    ['const a = new Array(4).fill(0); a[5] = 7; for (const x of a) probe(x);', '0..7 undefined'],
    ['const a = new Array(4).fill(0); a[5] = 7; for (let i = 0; i < a.length; i++) probe(a[i]);', '0..7 undefined'],
    [
      'const a = new Array(9).fill(0); a.push(70000); probe(a[2])',
      '-Infinity..Infinity fraction NaN -0 boolean undefined null other',
    ],
    ['const a = new Array(9); probe(a[2])', 'undefined'],
    ['const a = new Array(9); for (let i = 0; i < 9; i++) a[i] = i; probe(a[2])', '0..8'],
    ['const a = new Array(9); for (let i = 0; i < 8; i++) a[i] = i; probe(a[2])', '0..7 undefined'],
    ['const a = new Array(9); for (let i = 0; i < 9; i++) { if (x) break; a[i] = i; } probe(a[2])', '0..8 undefined'],
  ])('%s is %s', (text, values) => {
    expect(rangeIn(text)).toBe(values);
  });
});

function admits({ number, ...rest }: Values, value: unknown): boolean {
  if (typeof value === 'boolean') return rest.boolean;
  if (value === undefined) return rest.undefined;
  if (value === null) return rest.null;
  if (typeof value !== 'number') return rest.other;
  if (!number || Number.isNaN(value)) return number?.nan ?? false;
  if (Object.is(value, -0) && !number.negativeZero) return false;
  const isWhole = Number.isInteger(value) || !Number.isFinite(value);
  return value >= number.min && value <= number.max && (isWhole || !number.integer);
}

/** Runs the snippet, and compares what each probe was given with what it could be given. */
describe('what really comes is among the values', () => {
  it.each([
    'let x = 1; for (let i = 0; i < 40; i++) { probe(x); x = x * 3 - i; probe(x % 7); probe(-x % 2); }',
    'const a = new Array(20).fill(1); for (let i = 2; i < 25; i++) { a[i] = probe(a[i - 1]) + probe(a[i - 2]); } probe(a[24]); probe(a[19]);',
    'let i; probe(i); for (i = 5; i > -5; i--) { probe(i); if (i % 2) continue; probe(1 / i); } probe(i);',
    'var n = 3; function down() { if (n-- > 0) { probe(n); down(); } probe(n); } down(); probe(n);',
    'for (var k = 0; k < 3; k++) { var first = probe(last); var last = k; } probe(first); probe(k);',
    'const f = (a, b = a + 1) => { probe(a); probe(b); }; f(1); f(2, 5); f();',
    'function f(a) { arguments[0] = "text"; probe(a); } f(1);',
    'let x = 0; const set = () => { x = 9; }; if (x < 5) { set(); probe(x); }',
    'let x = 0; do { if (x > 2) { x -= 10; probe(x); } x += 1; } while (probe(x) < 3 && x > -3);',
    'const grid = Array.from({ length: 3 }, (_, y) => new Array(4).fill(y)); grid[1][2] = 9; probe(grid[1][2]); probe(grid[2][7]); probe(grid[0].length);',
    'const a = Array(5).fill(0); a[7] = 1; probe(a.length); probe(a[7]); a[-1] = 4; probe(a[-1]); probe(a["-1"]);',
    'const a = [3, 1, 2]; for (const x of a) { probe(x); } probe(a.indexOf(1)); probe(a.findIndex((x) => x > probe(2)));',
    'let t = 0; outer: for (let i = 0; i < 4; i++) { for (let j = 0; j < 4; j++) { if (j === 2) continue outer; if (i === 3) break outer; t += probe(i * j) - 1; } } probe(t);',
    'let s = ""; let c = 0; try { c = 1; null.x; c = 2; } catch { probe(c); c = -1; } finally { probe(c); } probe(c);',
    'const o = { valueOf: () => 0.5 }; let x = 1; x += +o; probe(x); x = o * 2; probe(x);',
    'let [a, b] = [1, 2]; [a, b] = [b, "x"]; probe(a); probe(b); for (const [i, v] of [5, 6].entries()) { probe(i); probe(v); }',
    'let x = 10; switch (x) { case 10: x = -0; default: probe(x); } probe(x | 0); probe(Math.max(x, 0));',
    'let a = new Array(3); a.fill(2); probe(a[0]); a = "no"; probe(a[0]);',
    'const a = new Array(4).fill(0); [a[0], a[1]] = [7, 8]; [a[2]] = ["x"]; probe(a[0]); probe(a[2]); a[3]++; a[3] **= 2; a[1] -= 0.5; probe(a[3]); probe(a[1]);',
    'const a = new Array(3).fill(null); for (let i = 0; i < 3; i++) { probe(a[i]); a[i] = i; } probe(a[0]);',
    'const show = () => probe(a[0]); const a = new Array(2); const b = (show(), 1); for (let i = 0; i < 2; i++) a[i] = b; probe(a[1]);',
    'let i = 0; const a = new Array(3).fill(0); while (i < 3) { a[i++] = probe(i); probe(i); }',
    'for (let i = 0, n = 3; i < n; i++) { if (i === 1) n = 1e9; if (i > 50) break; probe(i); probe(n); }',
    'function* g() { let x = 1; while (x < 5) { probe(yield x); x *= 2; } probe(x); } for (const v of g()) probe(v);',
  ])('%s', (text) => {
    const code = parse(`export {};\n${text}`, 'snippet.js');
    const probes = probesOf(code);
    const seen: [number, unknown][] = [];
    let next = 0;
    const instrumented = text.replaceAll('probe(', () => `probe(${next++}, `);
    const probe = (index: number, value: unknown): unknown => {
      seen.push([index, value]);
      return value;
    };
    runInNewContext(instrumented, { probe });
    expect(seen.length).toBeGreaterThan(0);
    for (const [index, value] of seen) {
      const argument = probes[index];
      if (!argument) throw new Error(`no probe ${index}`);
      const values = valuesOf(code, argument);
      expect(
        admits(values, value),
        `${code.getText(argument)} was ${String(value)}, not ${describeValues(values)}`,
      ).toBe(true);
    }
  });
});

it('comes to an end where an array is written at an index that it holds', () => {
  expect(rangeIn('const xs = new Array(3).fill(1); xs[xs[0]]--; probe(xs[1]);')).toContain('undefined');
});
