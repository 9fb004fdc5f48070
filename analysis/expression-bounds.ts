// What an expression is at most, or at least, in terms of its parts: `Math.min(a, b)`, `a % b`, `a >> 1`.
//
// Guarantee: each form is a bound of the expression's value.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import type { Form, Forms } from './forms.js';
import { ANY } from './intervals.js';
import { isNumber, toNumber } from './values.js';

export type Side = 'upper' | 'lower';

export function* boundsOfExpression(code: SourceCode, node: Node, side: Side, forms: Forms): Generator<Form> {
  if (node.type === 'CallExpression') {
    yield* boundsOfCall(code, node, side, forms);
    return;
  }
  if (node.type !== 'BinaryExpression' || side === 'lower' || node.left.type === 'PrivateIdentifier') return;
  const { left, right, operator } = node;
  const [a, b] = [forms.valuesOf(left), forms.valuesOf(right)];
  if (!isNumber(a) || !isNumber(b)) return;
  if (operator === '&' || operator === '%' || operator === '>>' || operator === '>>>' || operator === '/') {
    const shrinks = operator !== '/' || b.number.min >= 1;
    if (a.number.min >= 0 && shrinks && !a.number.nan) yield forms.of(left, node);
  }
  if (operator === '&' && b.number.min >= 0) yield forms.of(right, node);
  if (operator === '%' && b.number.min > 0) {
    yield forms.of(right, node).add(a.number.integer && b.number.integer ? -1 : 0);
  }
}

function* boundsOfCall(code: SourceCode, node: TSESTree.CallExpression, side: Side, forms: Forms): Generator<Form> {
  const name = globalName(code, node.callee);
  const given = node.arguments.filter((argument) => argument.type !== 'SpreadElement');
  const [first] = given;
  if (name === (side === 'upper' ? 'Math.min' : 'Math.max')) {
    for (const argument of given) yield forms.of(argument, node);
  } else if (first && side === 'upper' && (name === 'Math.floor' || name === 'Math.trunc')) {
    const scale = scaleOfRandom(code, first, forms);
    if (scale) yield forms.of(scale, node).add(-1);
    else if (isNumber(forms.valuesOf(first)) && isNotNegative(first, forms)) yield forms.of(first, node);
  }
}

function isNotNegative(node: Node, forms: Forms): boolean {
  return (toNumber(forms.valuesOf(node)) ?? ANY).min >= 0;
}

/** `Math.floor(Math.random() * n)` is below `n`, a whole number from 1 on. */
function scaleOfRandom(code: SourceCode, node: Node, forms: Forms): Node | null {
  if (node.type !== 'BinaryExpression' || node.operator !== '*') return null;
  const isRandom = (side: Node): boolean =>
    side.type === 'CallExpression' && globalName(code, side.callee) === 'Math.random';
  const scale = isRandom(node.left) ? node.right : isRandom(node.right) ? node.left : null;
  const values = scale && forms.valuesOf(scale);
  return values && isNumber(values) && values.number.integer && values.number.min >= 1 ? scale : null;
}
