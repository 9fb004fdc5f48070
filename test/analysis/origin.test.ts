import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { holdsOnlyFresh, originOf } from '../../analysis/origin.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

/** The kind of the expression that the snippet marks as `ask(expression)`. */
function kindOf(text: string, filePath?: string): string | null {
  const code = parse(`export {};\n${text}`, filePath);
  const source = /ask\((.*)\)(?:;| )/.exec(text)?.[1] ?? '';
  const call = nodeOf(code, `ask(${source})`, AST_NODE_TYPES.CallExpression);
  const [argument] = call.arguments;
  return (argument && originOf(code, argument)?.kind) ?? null;
}

describe('originOf', () => {
  it.each([
    ['ask([1]);', 'array'],
    ['ask(new Map());', 'map'],
    ['ask(new Float32Array(3));', 'typedArray'],
    ['ask(`a${1}`);', 'string'],
    ['ask(Object.keys(globalThis));', 'array'],
    ['ask("a,b".split(","));', 'array'],
    ['ask(Array.from("abc").filter(Boolean).map(String));', 'array'],
    ['ask(new Set([1]).values());', 'iterator'],
    ['function f(xs: readonly string[]) { ask(xs); }', 'array'],
    ['function f(xs: Map<string, number> | undefined) { ask(xs); }', 'map'],
    ['type Ids = number[]; function f(xs: Ids) { ask(xs); }', 'array'],
    ['function f(...xs) { ask(xs); }', 'array'],
    ['function f([x, ...xs]) { ask(xs); }', 'array'],
    ['const [x, ...xs] = globalThis.y; ask(xs);', 'array'],
    ['f([1]); function f(xs) { f(xs.slice(1)); ask(xs); }', 'array'],
    ['f([1]); function f(xs) { const [x, ...rest] = xs; f(rest); ask(xs); }', 'array'],
    ['let x = []; x = [1]; ask(x);', 'array'],
    ['let x = null; x = new Set(); ask(x);', 'set'],
    ['const x = [1]; const y = x; ask(y);', 'array'],
    ['function f(s: string) { for (const c of s) ask(c); }', 'string'],
    ['function f(rows: { tags: string[] }[]) { for (const row of rows) ask(row.tags); }', 'array'],
    ['function f(xs: string[]) { for (const x of xs) ask(x); }', 'string'],
    ['function f(grid: number[][]) { ask(grid[0]); }', 'array'],
    ['function f(rows: { id: string }[]) { for (const { id } of rows) ask(id); }', 'string'],
    ['function f({ tags }: { tags?: Set<string> }) { ask(tags); }', 'set'],
    ['f(1); f(2); function f(n) { ask(n); }', 'number'],
    ['ask(await Promise.all([f()]));', 'array'],
    ['const all = await Promise.allSettled(x.map(f)); ask(all);', 'array'],
    ['async function f(): Promise<Set<string>> { return x; } ask(await f());', 'set'],
    ['function f(x) { if (Array.isArray(x)) ask(x); }', 'array'],
    ['const f = ({ x }) => (Array.isArray(x) && x.length > 1 ? y.map(() => { ask(x);\n }) : 0);', 'array'],
    ['function f(x) { if (!x || !Array.isArray(x)) return; ask(x); }', 'array'],
    ['function f(x) { if (Array.isArray(x?.y.z)) return ask(x.y.z); }', 'array'],
    ['function f(x) { if (!Array.isArray(x.y)) return; const z = [1, x]; ask(x.y!); }', 'array'],
    ['const f = (x) => { return Array.isArray(x["y"]) && ask(x.y); };', 'array'],
    ['function f(x) { for (const y of x) if (Array.isArray(y.zs)) ask(y.zs); }', 'array'],
    ['function f(x) { while (Array.isArray(x)) { ask(x); x = x[0]; } }', 'array'],
    ['f(1); function f(n) { g(n); } function g(m) { ask(m); }', 'number'],
    ['const g = () => { f([1]); f(new Array(3)); }; const f = (xs) => { ask(xs); };', 'array'],
    ['function f(n) { ask(n * 2); }', 'number'],
    ['function f(a, b) { ask(a < b); }', 'boolean'],
    ['class A { #m = new Map(); f() { ask(this.#m); } }', 'map'],
    ['class A { items: Set<number>; f() { ask(this.items); } }', 'set'],
    ['function make(): number[] { return []; } ask(make());', 'array'],
    ['function* make() {} ask(make());', 'generator'],
    [
      'function make(n) { if (n) return []; let all = [n]; all = all.concat(make(n)); return all; } ask(make());',
      'array',
    ],
    ['async function make() {} ask(make());', 'promise'],
    ['let t = ""; t += 5; ask(t);', 'string'],
    ['const xs = [3]; ask(xs.length);', 'number'],
    ['let xs = []; for (const y of ys) xs = xs.concat(y).filter(Boolean); ask(xs);', 'array'],
    ['const xs = "1".split(","); xs.length = 1; console.log(xs.length); for (const x of xs) ask(x);', 'string'],
    ['function f(xs: unknown[]) { xs.map((x, i) => { ask(i); })\n}', 'number'],
    ['Object.keys(globalThis).reduce((acc, key) => { ask(key); }, 0)\n', 'string'],
    ['function f(rows: { tags: string[] }[]) { rows.reduce((acc, { tags }) => { ask(tags); }, 0)\n}', 'array'],
  ])('knows %s as %s', (text, kind) => expect(kindOf(text)).toBe(kind));

  it.each([
    ['a parameter without annotation', 'function f(xs) { ask(xs); }'],
    ['a default is no proof of what callers pass', 'function f(xs = []) { ask(xs); }'],
    ['a name says nothing', 'function f(map) { ask(map.values()); }'],
    ['a shadowed global', 'class Map {} function f(Set) { ask(new Set()); }'],
    ['a shadowed namespace', 'function f(Object) { ask(Object.keys(f)); }'],
    ['two kinds', 'let x = []; x = new Map(); ask(x);'],
    ['a union of kinds', 'function f(x: string | number[]) { ask(x); }'],
    ['a null that becomes a number', 'let x = null; x = 5; ask(x);'],
    ['a function that may return nothing', 'function make(n) { if (n) return [1]; } ask(make());'],
    ['a function that only returns itself', 'function make(n) { return make(n); } ask(make());'],
    ['a value that becomes another', 'let xs = [1]; xs = xs.pop(); ask(xs);'],
    ['a value that follows another', 'let xs = [1], ys = g(); xs = ys; ys = xs; ask(xs);'],
    ['a null that becomes what follows from it', 'let x = null; x = x ? x.next : []; ask(x);'],
    ['the index of who knows what', 'function f(xs) { xs.map((x, i) => { ask(i); })\n}'],
    ['the accumulator', 'function f(xs: number[]) { xs.reduce((acc, x) => { ask(acc); }, 0)\n}'],
    ['an optional number', 'function f({ n }: { n?: number }) { ask(n); }'],
    ['what another Promise gives', 'import Promise from "p"; ask(await Promise.all([1]));'],
    ['the first of several promises', 'ask(await Promise.race([f()]));'],
    ['promises that are not awaited', 'declare const p: unknown; ask(p);'],
    ['what a function of another type promises', 'function f(): Later<string[]> { return x; } ask(await f());'],
    ['a parameter that is no array here', 'function f(x) { if (Array.isArray(x)) return; ask(x); }'],
    ['a property that is no array here', 'function f(x) { if (!Array.isArray(x.y)) ask(x.y); }'],
    ['another property', 'function f(x) { if (Array.isArray(x.y)) ask(x.z); }'],
    ['a property of another', 'function f(x, z) { if (Array.isArray(x.y)) ask(z.y); }'],
    ['a property that is written meanwhile', 'function f(x) { if (Array.isArray(x.y)) { x.y = 1; ask(x.y); } }'],
    ['a property of what is written meanwhile', 'function f(x) { if (Array.isArray(x.y)) { x = g; ask(x.y); } }'],
    ['a property that a call may write', 'function f(x) { if (Array.isArray(x.y)) { g(); ask(x.y); } }'],
    ['a property that a wait may write', 'async function f(x) { if (Array.isArray(x.y)) { await 1; ask(x.y); } }'],
    [
      'a property that a later turn writes',
      'function f(x) { if (Array.isArray(x.y)) for (;;) { ask(x.y); x.y = 1; } }',
    ],
    ['a property that is deleted', 'function f(x) { if (Array.isArray(x.y)) { delete x.y; ask(x.y); } }'],
    ['a property in a closure', 'function f(x) { if (Array.isArray(x.y)) return () => ask(x.y); }'],
    ['a property by another key', 'function f(x, k) { if (Array.isArray(x[k])) ask(x[k]); }'],
    [
      'a property that a walk may write',
      'function f(x) { if (Array.isArray(x.y)) { for (const z of x) z; ask(x.y); } }',
    ],
    [
      'an argument before it may write it',
      'function f(x) { if (Array.isArray(x.y)) { const z = [x.y.pop(), ask(x.y) ]; } }',
    ],
    ['a parameter of which another one is asked', 'function f(x, y) { if (Array.isArray(y)) ask(x); }'],
    ['a parameter that is written after its guard', 'function f(x) { if (Array.isArray(x)) { x = x[0]; ask(x); } }'],
    ['a parameter that may be an array', 'function f(x, y) { if (Array.isArray(x) || y) ask(x); }'],
    [
      'a variable that a closure writes',
      'let x = f(); const g = () => { x = 1; }; if (Array.isArray(x)) { g(); ask(x); }',
    ],
    ['a loop variable that gets another value', 'for (let x of "a b".split(" ")) { x = JSON.parse(x); ask(x); }'],
    ['a number beyond the end of an array', 'function f(xs: number[]) { ask(xs[0]); }'],
    ['a parameter that calls disagree on', 'f(1); f("a"); function f(n) { ask(n); }'],
    ['a parameter that a call leaves out', 'f(1); f(); function f(n) { ask(n); }'],
    ['a parameter of an exported function', 'f(1); export function f(n) { ask(n); }'],
    ['a parameter behind a spread', 'f(...xs, 1); function f(m, n) { ask(n); }'],
    ['a parameter that is written', 'f(1); function f(n) { n = g(); ask(n); }'],
    ['a parameter that is passed only to itself', 'function f(n) { f(n); ask(n); }'],
    ['`+` of unknowns may be a string, a number or a BigInt', 'function f(a, b) { ask(a + b); }'],
    ['`-` of unknowns may be a BigInt', 'function f(a, b) { ask(a - b); }'],
    ['a field that others can assign', 'class A { items = []; f() { ask(this.items); } }'],
    ['a private field that is assigned', 'class A { #m = new Map(); g(x) { this.#m = x; } f() { ask(this.#m); } }'],
    ['a private field in a pattern', 'class A { #m = new Map(); g(x) { [this.#m] = x; } f() { ask(this.#m); } }'],
    ['a private field in a loop head', 'class A { #m = []; g(x) { for (this.#m of x); } f() { ask(this.#m); } }'],
    ['a private field that counts', "class A { #m = ''; g() { (this.#m)++; } f() { ask(this.#m); } }"],
    ['`this` of a plain function', 'class A { #m = []; f() { return function () { ask(this.x); }; } }'],
    ['an element', 'const xs = [[1]]; ask(xs[0]);'],
    ['a cycle', 'let a = b; var b = a; ask(a);'],
    ['a destructured variable', 'const { x } = { x: [] }; ask(x);'],
    ['a truth that may be 0 instead of the object', 'function f(n) { ask(n && [1]); }'],
    ['a truth that may be false instead of a number', 'function f(a, b) { ask(a < b && 1); }'],
    ['a number that is not there yet', 'let n; for (;;) { ask(n); n = 1; }'],
    ['what may be undefined instead of a number', 'function f() { ask((undefined && []) && 1); }'],
    ['an element that was put in later', 'const xs = "1".split(","); xs[0]++; xs.map((x) => { ask(x); })\n'],
    [
      'an element that strangers put in',
      'function f(g) { const xs = Object.keys(g); g(xs); for (const x of xs) ask(x); }',
    ],
    ['what was there, unless there was nothing', 'function f(x) { ask((x ||= 1)); }'],
    ['a reduce', 'ask([1].reduce((a, b) => a + b));'],
    ['a rest that is written again', 'let [x, ...xs] = globalThis.y; xs = globalThis.y; ask(xs);'],
    ['the rest of an object', 'const { x, ...xs } = globalThis.y; ask(xs);'],
    ['a recursion that passes something else', 'f([1]); function f(xs) { f(xs.slice); ask(xs); }'],
    ['a recursion that nobody begins', 'function f(xs) { f(xs.slice(1)); ask(xs); }'],
    ['a recursion that begins with two kinds', 'f([1]); f("a"); function f(xs) { f(xs.slice(1)); ask(xs); }'],
  ])('knows nothing of %s', (_, text) => expect(kindOf(text)).toBe(null));
});

describe('instances', () => {
  it.each([
    'class C {} ask(new C());',
    'class C { constructor(a) { if (a) return; [1].map((x) => { return x; }); } m() { return []; } } ask(new C());',
  ])('%s', (text) => expect(kindOf(text)).toBe('instance'));

  it.each([
    'class C extends Array {} ask(new C());',
    'class C { constructor(a) { if (a) return []; } } ask(new C());',
    'class C {} C = Map; ask(new C());',
  ])('%s may be something else', (text) => expect(kindOf(text)).toBe(null));
});

describe('holdsOnlyFresh', () => {
  const fresh = (text: string): boolean => {
    const code = parse(`export {};\n${text}`);
    const variable = variableOf(code, nodeOf(code, 'x', AST_NODE_TYPES.Identifier));
    if (!variable) throw new Error('no variable x');
    return holdsOnlyFresh(code, variable);
  };

  it.each([
    ['const x = [];'],
    ['let x = new Map(); x = new Map();'],
    ['let x; x = [1].map(String);'],
    ['const x = "a b".split(" ");'],
  ])('is true for %s', (text) => expect(fresh(text)).toBe(true));
  it.each([
    ['function f(x) {}'],
    ['const y = []; const x = y;'],
    ['for (const x of [[1]]) ;'],
    ['const [x] = [[1]];'],
    ['let x = []; x = globalThis.y;'],
    ['let x = []; [x] = [globalThis.y];'],
    ['const x = [3, 1].sort === 1 ? [] : globalThis.y;'],
    ['const y = [2]; const x = y.sort();'],
    ['let x;'],
    ['try {} catch (x) {}'],
  ])('is false for %s', (text) => expect(fresh(text)).toBe(false));
});
