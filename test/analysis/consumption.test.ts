import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { consumptionOf, onlyReadOf, walksOf } from '../../analysis/consumption.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

/** How the snippet uses up the value of `make()`. */
function consumption(text: string): string | null {
  const code = parse(`export {};\nfunction make() { return []; }\n${text}`);
  return consumptionOf(code, nodeOf(code, 'make()', AST_NODE_TYPES.CallExpression))?.kind ?? null;
}

describe('consumptionOf', () => {
  it.each([
    ['for (const x of make()) ;', 'forOf'],
    ['const a = [...make()];', 'collect'],
    ['Array.from(make());', 'collect'],
    ['Math.max(...make());', 'spread'],
    ['const a = [0, ...make()];', 'spread'],
    ['new Set(make());', 'construct'],
    ['new Map(make() as never);', 'construct'],
    ['Array.from(make(), (x) => x);', 'static'],
    ['Object.fromEntries(make());', 'static'],
    ['const [a] = make();', 'destructure'],
    ['function* g() { yield* make(); }', 'delegate'],
  ])('%s', (text, kind) => expect(consumption(text)).toBe(kind));

  it.each([
    ['const a = make();'],
    ['make().length;'],
    ['make();'],
    ['f(make());'],
    ['async () => { for await (const x of make()) ; }'],
    ['Promise.all(make());'],
    ['class Set {} new Set(make());'],
    ['new Array(make());'],
    ['if (make()) f();'],
    ['const o = { ...make() };'],
    ['async () => { for (const x of await make()) ; }'],
  ])('%s is none', (text) => expect(consumption(text)).toBe(null));
});

describe('walksOf', () => {
  const walks = (text: string): string | null => {
    const code = parse(`export {};\nfunction make() { return []; }\n${text}`);
    const found = walksOf(code, nodeOf(code, 'make()', AST_NODE_TYPES.CallExpression));
    return found && `${found.walks.map(({ kind }) => kind).join(' ')}, ${found.places.size} places`;
  };
  it.each([
    ['for (const x of make()) ;', 'forOf, 1 places'],
    ['const xs = make(); for (const x of xs) ;', 'forOf, 2 places'],
    ['function show(xs) { for (const x of xs) ; } show(make());', 'forOf, 2 places'],
    ['const show = (label, xs) => [label, ...xs]; show("a", make());', 'spread, 2 places'],
    ['function all() { return make(); } for (const x of all()) ; new Set(all());', 'forOf construct, 3 places'],
    [
      'const all = () => make(); function show(xs) { const ys = xs; return [...ys]; } show(all());',
      'collect, 4 places',
    ],
    ['function same(xs) { return xs; } for (const x of same(make())) ;', 'forOf, 3 places'],
    ['function* each(xs) { yield* xs; } each(make());', 'delegate, 2 places'],
  ])('%s', (text, found) => expect(walks(text)).toBe(found));

  it.each([
    'const xs = make(); for (const x of xs) ; xs;',
    'function show(xs) { for (const x of xs) ; return xs.length; } show(make());',
    'function show(xs) { while (1) for (const x of xs) ; } show(make());',
    'function show(xs) { return () => [...xs]; } show(make());',
    'function show(...xs) { for (const x of xs) ; } show(make());',
    'function show(xs) { arguments; for (const x of xs) ; } show(make());',
    'function show(a, xs) { for (const x of xs) ; } show(...[1], make());',
    'show(make());',
    'export function all() { return make(); } for (const x of all()) ;',
    'function all() { return make(); } for (const x of all()) ; all().length;',
    'async function all() { return make(); } for (const x of await all()) ;',
    'function all() { return make(); } later(all);',
    'function all() { return make(); }',
    'function same(xs) { return same(xs); } same(make());',
    'let xs = make(); xs = []; for (const x of xs) ;',
    'let xs; xs = make(); for (const x of xs) ;',
  ])('%s: somebody else may have it', (text) => expect(walks(text)).toBe(null));
});

describe('onlyReadOf', () => {
  const isReadOnce = (text: string): boolean => {
    const code = parse(`export {};\n${text}`);
    const variable = variableOf(code, nodeOf(code, 'x', AST_NODE_TYPES.Identifier));
    return variable !== null && onlyReadOf(code, variable) !== null;
  };
  it.each([
    ['function f() { const x = [1]; for (const y of x) ; }'],
    ['function f() { for (;;) { const x = [1]; for (const y of x) ; } }'],
    ['function f(c) { const x = [1]; if (c) return x; }'],
  ])('is the read of %s', (text) => expect(isReadOnce(text)).toBe(true));
  it.each([
    ['function f() { const x = [1]; for (;;) for (const y of x) ; }'],
    ['function f() { const x = [1]; return () => x; }'],
    ['function f() { const x = [1]; return x.length + x[0]; }'],
    ['function f() { let x = [1]; x = [2]; return x; }'],
    ['export const x = [1]; for (const y of x) ;'],
    ['function f() { const x = [1]; }'],
  ])('is none in %s', (text) => expect(isReadOnce(text)).toBe(false));
});
