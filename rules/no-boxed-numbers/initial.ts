// How the typed array gets the values that the plain one begins with.

import type { FixedArray } from '../../analysis/fixed-arrays.js';
import type { FunctionNode } from '../../analysis/enclosing.js';
import { valuesOf } from '../../analysis/numbers.js';
import { isNumber } from '../../analysis/values.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { literalText } from './flags.js';

export type Initial =
  | { readonly kind: 'zeros' | 'ones' | 'indexes' }
  | { readonly kind: 'value'; readonly value: Node; readonly isFlag: boolean }
  | { readonly kind: 'callback'; readonly callback: FunctionNode };

/**
 * @param isExact whether `new Uint8Array(length)` makes as many elements
 * @returns `null` when that would take more than a rewrite of the one expression
 */
export function initialOf(
  code: SourceCode,
  { allocation: { initial } }: FixedArray,
  isFlags: boolean,
  isExact: boolean,
): Initial | null {
  if (initial.kind === 'indexes') return { kind: 'indexes' };
  if (initial.kind === 'value') return ofValue(code, initial.value, isFlags);
  if (initial.kind !== 'callback') return { kind: 'zeros' };
  const { callback, results } = initial;
  const [result] = results;
  const isConstant = result?.type === 'Literal' && runsNothingElse(callback, result);
  const constant = isConstant ? ofValue(code, result, isFlags) : null;
  if (constant && (isExact || constant.kind === 'zeros')) return constant;
  // TypeScript wants numbers from the callback.
  return isFlags ? null : { kind: 'callback', callback };
}

function ofValue(code: SourceCode, value: Node, isFlags: boolean): Initial {
  const values = valuesOf(code, value);
  const isName = value.type === 'Literal' || value.type === 'Identifier';
  if (isFlags) {
    const text = literalText(code, value);
    return text ? { kind: text === '0' ? 'zeros' : 'ones' } : { kind: 'value', value, isFlag: !isNumber(values) };
  }
  const isZero = isNumber(values) && values.number.min === 0 && values.number.max === 0;
  return isName && (isZero || !values.number) ? { kind: 'zeros' } : { kind: 'value', value, isFlag: false };
}

/** `() => 0`, `() => { return 0; }` */
function runsNothingElse({ body }: FunctionNode, result: Node): boolean {
  return body === result || (body.type === 'BlockStatement' && body.body.length === 1);
}
