// What is asked of the length of a rest, said by an index into the whole array.
//
// The index may lie beyond the end, where the rest has a length of 0 and the difference is negative: so only questions
// are taken whose answer is the same then.

import type { TSESTree } from '@typescript-eslint/utils';
import { isOnlyTested } from '../../analysis/truthiness.js';
import { wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface LengthTest {
  readonly node: Node;
  /** Where the rest begins. */
  readonly offset: number;
  readonly asks:
    | { readonly kind: 'empty' }
    | { readonly kind: 'any' }
    /** The length compared with a number; `operator` as written with the length on its left. */
    | { readonly kind: 'compared'; readonly operator: string; readonly value: number };
}

/** @param member `rest.length`. */
export function lengthTestOf(code: SourceCode, member: TSESTree.MemberExpression, offset: number): LengthTest | null {
  const node = wrapped(member);
  if (node !== member || member.object.type !== 'Identifier') return null;
  const { parent } = member;
  if (parent.type === 'UnaryExpression' && parent.operator === '!') {
    return { node: parent, offset, asks: { kind: 'empty' } };
  }
  if (parent.type === 'BinaryExpression') return comparedIn(parent, member, offset);
  return isOnlyTested(code, member, () => false) ? { node: member, offset, asks: { kind: 'any' } } : null;
}

const MIRRORED = new Map([
  ['<', '>'],
  ['>', '<'],
  ['<=', '>='],
  ['>=', '<='],
]);

function comparedIn(comparison: TSESTree.BinaryExpression, member: Node, offset: number): LengthTest | null {
  const { left, right } = comparison;
  const isLeft = left === member;
  const other = isLeft ? right : left;
  const value = other.type === 'Literal' ? other.value : null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return null;
  const operator = isLeft ? comparison.operator : (MIRRORED.get(comparison.operator) ?? comparison.operator);
  const asks = questionOf(operator, value);
  return asks && { node: comparison, offset, asks };
}

function questionOf(operator: string, value: number): LengthTest['asks'] | null {
  switch (operator) {
    case '===':
    case '==':
      return value === 0 ? { kind: 'empty' } : { kind: 'compared', operator, value };
    case '!==':
    case '!=':
      return value === 0 ? { kind: 'any' } : { kind: 'compared', operator, value };
    case '<':
      // `length < 0` is never so.
      return value === 0 ? null : value === 1 ? { kind: 'empty' } : { kind: 'compared', operator, value };
    case '<=':
      return value === 0 ? { kind: 'empty' } : { kind: 'compared', operator, value };
    case '>':
      return value === 0 ? { kind: 'any' } : { kind: 'compared', operator, value };
    case '>=':
      return value === 0 ? null : value === 1 ? { kind: 'any' } : { kind: 'compared', operator, value };
    default:
      return null;
  }
}
