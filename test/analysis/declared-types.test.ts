import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { declaredTypeOf } from '../../analysis/declared-types.js';
import { nodeOf, parse } from './parse.js';

/** The declared type of what the snippet's `ask(…)` is passed. */
function typeIn(text: string): string | null {
  const code = parse(`export {};\n${text}`);
  const call = nodeOf(code, /ask\((?:[^()]|\([^()]*\))*\)/.exec(text)?.[0] ?? '', AST_NODE_TYPES.CallExpression);
  const [asked] = call.arguments;
  const type = asked ? declaredTypeOf(code, asked) : null;
  return type && code.getText(type);
}

describe('declaredTypeOf', () => {
  it.each([
    ['function f(xs: string[]) { ask(xs); }', 'string[]'],
    ['function f(xs: string[]) { for (const x of xs) ask(x); }', 'string'],
    ['function f(xs: readonly number[]) { for (const x of xs) ask(x); }', 'number'],
    ['function f(xs: ReadonlyArray<Row>) { for (const x of xs) ask(x); }', 'Row'],
    ['function f(xs: Set<Row>) { for (const x of xs) ask(x); }', 'Row'],
    ['function f(xs: Set<Row>) { for (const x of [...xs]) ask(x); }', 'Row'],
    ['function f(xs: Set<Row>) { Array.from(xs).map((x) => ask(x)); }', 'Row'],
    ['function f(grid: number[][], y: number) { ask(grid[y]); }', 'number[]'],
    ['function f(grid: number[][]) { for (const row of grid) { const first = row; ask(first); } }', 'number[]'],
    [
      'type Rows = Row[]; interface Row { id: string } function f(rows: Rows) { for (const row of rows) ask(row.id); }',
      'string',
    ],
    [
      'interface Node { kids: Node[] } function f(node: Node) { for (const kid of node.kids) ask(kid.kids); }',
      'Node[]',
    ],
    ['function f(at: { x: number }) { ask(at.x); }', 'number'],
    ['function g(): Map<string, number> { return new Map(); } ask(g());', 'Map<string, number>'],
    ['ask(x as string[]);', 'string[]'],
    ['function f(rows: { tags: string[] }[]) { for (const { tags } of rows) ask(tags); }', 'string[]'],
    ['function f({ tags: all }: { tags: string[] }) { ask(all); }', 'string[]'],
    ['function f(row: { tags?: string[] }) { const { tags } = row; ask(tags); }', 'string[]'],
    ['function f(rows: { tags: string[] }[]) { rows.map((row) => ask(row.tags)); }', 'string[]'],
    ['function f(rows: { tags: string[] }[]) { rows.reduce((n, { tags }, i) => ask(tags), 0); }', 'string[]'],
    ['function f(rows: { tags: string[] }[]) { rows.filter(p).map((row) => ask(row.tags)); }', 'string[]'],
    ['function f(rows: { tags: string[] }[]) { for (const row of rows.slice(1)) ask(row.tags); }', 'string[]'],
    ['function f(names: Set<string>) { names.forEach((name) => ask(name)); }', 'string'],
  ])('%s: %s', (text, type) => expect(typeIn(text)).toBe(type));

  it.each([
    [
      'it is a `filter` of its own',
      'function f(rows: { filter: () => { tags: string[] } }) { ask(rows.filter().tags); }',
    ],
    ['nothing is annotated', 'function f(xs) { for (const x of xs) ask(x); }'],
    ['the property is optional', 'function f(at: { x?: number }) { ask(at.x); }'],
    ['the loop variable is written again', 'function f(xs: string[]) { for (let x of xs) { x = g(x); ask(x); } }'],
    [
      'the interface is declared twice',
      'interface A { x: number } interface A { y: string } function f(a: A) { ask(a.x); }',
    ],
    ['the type takes parameters', 'interface A<T> { x: T } function f(a: A<string>) { ask(a.x); }'],
    ['the property is only known at run time', 'function f(at: { x: number }, k: string) { ask(at[k]); }'],
    [
      'Array is a class of the file',
      'class Array<T> { t?: T } function f(xs: Array<string>) { for (const x of xs) ask(x); }',
    ],
    ['a default may take its place', 'function f({ tags = 1 }: { tags?: string[] }) { ask(tags); }'],
    [
      'the variable that was taken out is written',
      'function f({ tags }: { tags: string[] }) { tags = g(); ask(tags); }',
    ],
    ['an alias is circular', 'type A = B; type B = A; function f(a: A) { ask(a.x); }'],
    ['it is for await', 'async function f(xs: Promise<string>[]) { for await (const x of xs) ask(x); }'],
    ['the variable may have another value by now', 'function f(a: string[], b) { let xs = a; xs = b; ask(xs); }'],
    ['the function is asynchronous', 'async function g(): Promise<string[]> { return []; } ask(g());'],
  ])('gives none when %s', (_, text) => expect(typeIn(text)).toBeNull());
});
