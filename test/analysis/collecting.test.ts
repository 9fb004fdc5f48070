import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { collectingOf } from '../../analysis/collecting.js';
import { nodeOf, parse } from './parse.js';

function sourceOf(expression: string): string | null {
  const code = parse(`export function f(s: Set<number>, xs: number[], t: string, any) { ask(${expression}); }`);
  const [argument] = nodeOf(code, `ask(${expression})`, AST_NODE_TYPES.CallExpression).arguments;
  const collecting = argument ? collectingOf(code, argument) : null;
  return collecting && `${collecting.by} ${code.getText(collecting.source)}`;
}

describe('collectingOf', () => {
  it.each([
    ['[...s]', 'spread s'],
    ['[...any]', 'spread any'],
    ['Array.from(s.values())', 'arrayFrom s.values()'],
    ['s.values().toArray()', 'toArray s.values()'],
    ['xs.slice()', 'slice xs'],
    ['xs.slice(0)', 'slice xs'],
  ])('%s is %s', (expression, expected) => expect(sourceOf(expression)).toBe(expected));

  it.each([
    '[...s, 1]',
    '[s]',
    'Array.from(any)',
    'Array.from(s, String)',
    'Array.from<unknown>(s)',
    'any.toArray()',
    's.values().toArray(1)',
    'xs.slice(1)',
    't.slice()',
    'any.slice()',
    'xs?.slice()',
  ])('%s is not understood', (expression) => expect(sourceOf(expression)).toBe(null));
});
