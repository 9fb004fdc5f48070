import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { canBeNullish } from '../../analysis/nullish.js';
import { nodeOf, parse } from './parse.js';

function answerFor(text: string): string {
  const code = parse(`export {};\n${text}`);
  const source = /ask\((.*?)\);/.exec(text)?.[1] ?? '';
  const [argument] = nodeOf(code, `ask(${source})`, AST_NODE_TYPES.CallExpression).arguments;
  if (!argument) throw new Error('nothing is asked about');
  return canBeNullish(code, argument);
}

describe('canBeNullish', () => {
  it.each([
    'ask([]);',
    'ask(new Set(x));',
    'ask(0);',
    'ask(/x/);',
    'function f(s: Set<number>) { ask(s); }',
    'function f(s: readonly number[]) { ask(s); }',
    'function f(s: string | number[]) { ask(s); }',
    'function f(s?: Set<number>) { ask(s!); }',
    'function f(s: Set<number> = new Set()) { ask(s); }',
    'type Ids = Set<number>; function f(s: Ids) { ask(s); }',
    'function f(...rest) { ask(rest); }',
    'const s = new Set(); ask(s);',
    'const s = new Map(); ask(s.values());',
    'function* g() {} ask(g());',
    'function g(n) { if (n) return []; let all = [n]; all = all.concat(g(n)); return all; } ask(g());',
    'function g(): string[] { return []; } ask(g());',
    'function f(row: { tags: string[] }) { ask(row.tags); }',
    'function f(rows: { tags: string[] }[]) { rows.flatMap((row) => { ask(row.tags); }); }',
    'function f(rows: { tags: string[] }[]) { rows.flatMap(({ tags }) => { ask(tags); }); }',
    'function f(rows: string[][]) { for (const row of rows) ask(row); }',
    'function f(row: { tags?: string[] }) { ask(row.tags ?? []); }',
    'function f(a: boolean, row: { tags: string[] }) { ask(a ? row.tags : []); }',
    'let all = []; for (const x of xs) all = all.concat(x); ask(all);',
  ])('is no for %s', (text) => expect(answerFor(text)).toBe('no'));

  it('is yes for null itself', () => expect(answerFor('ask(null);')).toBe('yes'));

  it.each([
    'function f(s) { ask(s); }',
    'function f(row: { tags?: string[] }) { ask(row.tags); }',
    'function f(row: { tags: string[] | undefined }) { ask(row.tags); }',
    'function f({ tags }: { tags?: string[] }) { ask(tags); }',
    'function f(row?: { tags: string[] }) { ask(row?.tags); }',
    'function f(rows: string[][]) { ask(rows[5]); }',
    'function f(a: boolean, row: { tags: string[] }) { ask(a && row.tags); }',
    'function f(a: boolean, row: { tags?: string[] }) { ask(a ? row.tags : []); }',
    'function g(n) { if (n) return []; } ask(g());',
    'function g(n) { return n ? [] : null; } ask(g());',
    'function g(): string[] | undefined { return []; } ask(g());',
    'let all; all = []; ask(all);',
    'let all = []; all = next(all); ask(all);',
    'function f(s = []) { ask(s); }',
    'function f(s?: Set<number>) { ask(s); }',
    'function f(s: Set<number> | undefined) { ask(s); }',
    'type Ids = Set<number> | null; function f(s: Ids) { ask(s); }',
    'function f(s: Elsewhere) { ask(s); }',
    'function f(s?: Set<number>) { ask(s?.values()); }',
    'let s; s = new Set(); ask(s);',
    'function f(o) { ask(o.s); }',
    'ask(undefined);',
    'function g(): Set<number> | undefined { return undefined; } ask(g());',
  ])('is unknown for %s', (text) => expect(answerFor(text)).toBe('unknown'));
});
