// What a callback of `flatMap` gives: one element or none, or an array whose elements are walked.

import type { TSESTree } from '@typescript-eslint/utils';
import { canBeNullish } from '../../analysis/nullish.js';
import { isKind } from '../../analysis/origin.js';
import { isEmptyArray, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Callback, Fixed } from './callbacks.js';

export type Flattening =
  /** `row.id ? [row.id] : []`: `value` where `test` holds, or does not. */
  | {
      readonly kind: 'choice';
      readonly test: Node | null;
      readonly isOpposite: boolean;
      readonly value: TSESTree.Expression;
    }
  /** `row.tags` */
  | { readonly kind: 'each' };

/** `null` where it is not known for an array: `flatMap` takes what is none for an element. */
export function flatteningOf(code: SourceCode, callback: Callback | Fixed): Flattening | null {
  if (callback.kind !== 'inline') return null;
  const result = unwrapped(callback.result);
  const lone = loneElementOf(result);
  if (lone) return { kind: 'choice', test: null, isOpposite: false, value: lone };
  if (result.type === 'ConditionalExpression') {
    const { test, consequent, alternate } = result;
    const value = loneElementOf(consequent) ?? loneElementOf(alternate);
    const isOpposite = isEmptyArray(consequent);
    if (value && (isOpposite || isEmptyArray(alternate))) return { kind: 'choice', test, isOpposite, value };
  }
  const isArray = isKind(code, result, 'array') && canBeNullish(code, callback.result) === 'no';
  return isArray ? { kind: 'each' } : null;
}

function loneElementOf(node: Node): TSESTree.Expression | null {
  const bare = unwrapped(node);
  if (bare.type !== 'ArrayExpression') return null;
  const [only, ...others] = bare.elements;
  return only && others.length === 0 && only.type !== 'SpreadElement' ? only : null;
}
