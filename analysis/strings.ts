// Is a value a string?
//
// Guarantee: `true` is proved by the value's origin, or by a `typeof` that was asked before.

import type { Node, SourceCode } from '../core/source-code.js';
import { conditionsAt, isUnwrittenBetween, type Condition } from './conditions.js';
import { isKind } from './origin.js';
import { variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export function isString(code: SourceCode, expression: Node): boolean {
  if (isKind(code, expression, 'string')) return true;
  const bare = unwrapped(expression);
  const variable = variableOf(code, bare);
  if (!variable) return false;
  return conditionsAt(code, bare).some(
    (condition) => saysString(code, condition, variable) && isUnwrittenBetween(code, variable, condition.test, bare),
  );
}

/** `typeof x === 'string'` */
function saysString(code: SourceCode, { test, holds }: Condition, variable: Variable): boolean {
  if (test.type !== 'BinaryExpression' || !/^[!=]==?$/.test(test.operator)) return false;
  const sides: readonly Node[] = [test.left, test.right];
  const asks = sides.some(
    (side) =>
      side.type === 'UnaryExpression' &&
      side.operator === 'typeof' &&
      variableOf(code, unwrapped(side.argument)) === variable,
  );
  const names = sides.some((side) => side.type === 'Literal' && side.value === 'string');
  return asks && names && holds === test.operator.startsWith('=');
}
