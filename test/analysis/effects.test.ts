import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { effectsOf, effectsOfCalling, isPure } from '../../analysis/effects.js';
import { nodeOf, parse } from './parse.js';

/** The effects of the body of the snippet's function `f`, as words. */
function wordsOf(text: string): string[] {
  const code = parse(`export {};\nlet outer; let o = {};\n${text}`);
  const f = code.ast.body.find((node) => node.type === 'FunctionDeclaration' && node.id?.name === 'f');
  if (f?.type !== 'FunctionDeclaration') throw new Error('no function f');
  const effects = effectsOf(code, f.body);
  const words = (['unknownCode', 'throws', 'suspends', 'observable'] as const).filter((name) => effects[name]);
  return [...words, ...(isPure(code, f) ? ['pure'] : [])];
}

describe('effectsOf', () => {
  it.each([
    ['function f(a, b) { const xs = []; xs.push(a + b); return xs; }'],
    ['function f(s: string) { return s.trim().split(",").map((x) => x.length); }'],
    ['function f(n) { let t = 0; for (let i = 0; i < n; i++) t += Math.sqrt(i); return t; }'],
    ['function f(xs: number[]) { return xs.reduce((a, b) => a + b, 0); }'],
    ['function g(x) { return x * 2; } function f(x) { return g(g(x)); }'],
    ['function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); }'],
    ['function f(x) { try { throw new Map(); } catch { return x; } }'],
    ['function f(x) { const later = () => outer(); return x; }'],
    ['function f(m: Map<string, number>) { for (const [k, v] of m) if (v) return k; }'],
    ['function* g() { yield 1; } function f() { for (const x of g()) if (x) return x; }'],
    ['function* g(n) { if (n) yield* g(n - 1); yield n; } function f() { for (const x of g(3)) if (x) return x; }'],
    ['function f(xs: string[]) { return xs.map(String).filter(Boolean); }'],
    ['function f(s: string, p: RegExp) { return s.match(p)?.length ?? s.search("a-b"); }'],
    ['function f(s: string) { return [...s.replaceAll(" ", "").matchAll(/a/g)].map((m) => m.index); }'],
    ['function f(a: string, b: string) { return a.normalize("NFC").localeCompare(b, "en"); }'],
    ['function f(n: bigint) { return n * 2n + 1n; }'],
    ['function f(ys: number[]) { const xs = [1]; xs.length = 0; xs.length = ys.length; return xs; }'],
    ['class A { get size() { return o(); } } function f(m: Map<string, number>) { return m.size; }'],
    ['class A { get size() { return o(); } } function f(m: Map<string, number>) { const { size } = m; }'],
    ['class A { get next() { return o(); } } function f(a: A) { const all = { ...a }; }'],
    [
      'function f(s: string) { return Array.from({ length: s.length }, (_, i) => i).concat(Array.from({ length: 9 })); }',
    ],
  ])('is pure: %s', (text) => expect(wordsOf(text)).toEqual(['pure']));

  it.each([
    ['function f(g) { g(); }', ['unknownCode', 'throws']],
    ['function f(n: number) { return Array.from({ length: n }); }', ['throws']],
    ['function f() { return Array.from({ length: 2 ** 32 }); }', ['throws']],
    ['function f(a) { return Array.from({ length: 1, ...a }); }', ['unknownCode', 'throws']],
    ['function f(a) { return Array.from({ get length() { return a(); } }); }', ['unknownCode', 'throws']],
    ['function f(a) { return Array.from({ length: 1 }, a); }', ['unknownCode', 'throws']],
    ['const p = { get next() { return o(); } }; function f() { return p.next; }', ['unknownCode', 'throws']],
    ['class A { get next() { return o(); } } function f(a: A) { return a.next; }', ['unknownCode', 'throws']],
    ['class A { set next(v) { o(v); } } function f(a: A) { a.next = 1; }', ['unknownCode', 'throws']],
    ['class A { set next(v) { o(v); } } function f(a: A) { [a.next] = [1]; }', ['unknownCode', 'throws']],
    ['class A { get next() { return o(); } } function f(a: A) { const { next } = a; }', ['unknownCode', 'throws']],
    ['const p = { get next() { return o(); } }; function f() { const { ...all } = p; }', ['unknownCode', 'throws']],
    ['const p = { get next() { return o(); } }; function f() { return { ...p }; }', ['unknownCode', 'throws']],
    ['class A { toJSON() { return o(); } } function f(a: A) { return JSON.stringify(a); }', ['unknownCode', 'throws']],
    ['function* g(a) { yield* a; } function f(a) { return [...g(a)]; }', ['unknownCode', 'throws']],
    ['function g(n) { return n ? f(n - 1) : 0; } function f(n) { return g(n); }', ['unknownCode', 'throws']],
    ['function f(x) { using y = x; }', ['unknownCode', 'throws']],
    ['function* g(a = o()) { yield a; } function f() { g(); }', ['unknownCode', 'throws']],
    ['function* g() { yield 1; throw o; } function f() { for (const x of g()) ; }', ['throws']],
    ['function f(a) { return a.map((x) => x); }', ['unknownCode', 'throws']],
    ['function f(a) { return [...a]; }', ['unknownCode', 'throws']],
    ['function f(a) { const [b] = a; return b; }', ['unknownCode', 'throws']],
    ['function f(a) { for (const b of a) ; }', ['unknownCode', 'throws']],
    ['function f(xs: number[], g) { return xs.map(g); }', ['unknownCode', 'throws']],
    ['function f(xs: number[]) { xs.forEach(async (x) => { o(x); }); }', ['unknownCode']],
    ['function f(xs: number[]) { xs.forEach(((x) => o(x)) as never); }', ['unknownCode', 'throws']],
    ['function f(a) { return a`x`; }', ['unknownCode', 'throws']],
    ['function f() { class A { static x = outer(); } }', ['unknownCode', 'throws']],
    ['function f() { throw o; }', ['throws']],
    ['function f(x) { try { return x; } finally { throw o; } }', ['throws']],
    ['function f(x) { try { return x; } catch { throw o; } }', ['throws']],
    ['function g() { throw o; } function f() { g(); }', ['throws']],
    ['function f(s: string) { return JSON.parse(s); }', ['throws']],
    ['function f(xs: number[]) { return xs.reduce((a, b) => a + b); }', ['throws']],
    ['function f(n) { return new Array(n); }', ['throws']],
    ['function f(s: string, p: string) { return s.match(p); }', ['throws']],
    ['function f(s: string, p: RegExp) { return s.replaceAll(p, ""); }', ['throws']],
    ['function f(s: string) { return [...s.matchAll(/a/)]; }', ['throws']],
    ['function f(s: string, form: string) { return s.normalize(form); }', ['throws']],
    ['function f(n: number, locale: string) { return n.toLocaleString(locale); }', ['throws']],
    ['function f(a: string, b: string, locale: string) { return a.localeCompare(b, locale); }', ['throws']],
    ['function f(n: bigint) { return 10n / n; }', ['throws']],
    ['function f(n: bigint) { let m = 1n; m %= n; return m; }', ['throws']],
    ['function f(n) { const xs = [1]; xs.length = n; }', ['throws']],
    ['function f() { const xs = [1]; xs.length -= 2; }', ['throws']],
    ['function f() { const x = 1; x = 2; }', ['throws']],
    ['function f() { const x = 1; for (x of [2]) ; }', ['throws']],
    ['function f() { console.log(1); }', ['observable']],
    ['function f() { return Math.random(); }', ['observable']],
    ['function g() { console.log(1); } function f() { g(); }', ['observable']],
    ['function f() { outer = 1; }', []],
    ['function f() { o.x = 1; }', []],
    ['function f() { const p = o; p.x = 1; }', []],
    ['function f(x) { x.y = 1; }', []],
    ['function f(xs: number[]) { xs.push(1); }', []],
    ['function f(xs: number[]) { xs.forEach((x) => { outer = x; }); }', []],
    ['function g() { outer = 1; } function f() { g(); }', []],
    ['function f() { ({ x: o.y } = { x: 1 }); }', []],
    ['function f() { for (outer of [1]) ; }', []],
    ['function* g() { outer = 1; yield 1; } function f() { return [...g()]; }', []],
  ])('is not pure: %s', (text, words) => expect(wordsOf(text)).toEqual(words));

  it('sees that an async function suspends, and that calling one only runs it', () => {
    const code = parse('export {};\nasync function g() { await 1; }\nfunction f() { g(); }');
    expect(effectsOf(code, nodeOf(code, 'await 1')).suspends).not.toBe(null);
    const f = code.ast.body[2];
    if (f?.type !== 'FunctionDeclaration') throw new Error('no function f');
    expect(effectsOfCalling(code, f).suspends).toBe(null);
  });

  it('lists what a callee writes to its parameter', () => {
    const code = parse('export {};\nfunction g(t: Set<number>) { t.add(9); }\nfunction f(s: Set<number>) { g(s); }');
    const { writes } = effectsOf(code, nodeOf(code, 'g(s)', AST_NODE_TYPES.CallExpression));
    expect(writes.map(({ variable }) => variable?.name)).toEqual(['t']);
  });
});
