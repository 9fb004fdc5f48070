// What a function returns.
//
// Guarantee: the function's result is always the value of one of the expressions given.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { leaves } from './conditions.js';
import { ownSubtreeOf } from './children.js';
import type { FunctionNode } from './enclosing.js';

/** All expressions of which one is the result, or `null` when it may be `undefined`, a promise or a generator. */
export function returnedBy(code: SourceCode, callee: FunctionNode): readonly Node[] | null {
  if (callee.async || callee.generator) return null;
  const { body } = callee;
  if (body.type !== 'BlockStatement') return [body];
  if (!leaves(body)) return null;
  const results = returnsIn(code, callee).map(({ argument }) => argument);
  return results.every((result) => result !== null) ? results : null;
}

/** The statements by which the function returns, in source order. */
export function returnsIn(code: SourceCode, callee: FunctionNode): readonly TSESTree.ReturnStatement[] {
  const statements = [...ownSubtreeOf(code, callee.body)].filter((node) => node.type === 'ReturnStatement');
  return statements.reverse();
}
