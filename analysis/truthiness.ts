// Is a value only asked whether it is truthy?
//
// Guarantee: `yes` means that another value of the same truthiness would do in its place, whatever happens.

import type { Node, SourceCode } from '../core/source-code.js';
import { callbackOf, targetOf } from './calls.js';
import { globalName } from './callees.js';
import { isFunction } from './enclosing.js';
import { wrapped } from './wrappers.js';

const ASKING_METHODS = new Set(['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some']);

/** @param isFine whether another place of the value is one where only truthiness counts, such as a store among its like */
export function isOnlyTested(
  code: SourceCode,
  expression: Node,
  isFine: (place: Node, value: Node) => boolean,
): boolean {
  const node = wrapped(expression);
  const { parent } = node;
  if (!parent) return false;
  switch (parent.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return parent.test === node;
    case 'ForStatement':
      return true;
    case 'ConditionalExpression':
      return parent.test === node || isOnlyTested(code, parent, isFine);
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'void';
    case 'LogicalExpression':
      return parent.operator !== '??' && isOnlyTested(code, parent, isFine);
    case 'SequenceExpression':
      return parent.expressions.at(-1) !== node || isOnlyTested(code, parent, isFine);
    case 'ExpressionStatement':
      return true;
    case 'CallExpression':
      return (parent.arguments as Node[]).includes(node) && globalName(code, parent.callee) === 'Boolean';
    case 'ArrowFunctionExpression':
      return parent.body === node && isPredicate(code, parent);
    case 'ReturnStatement': {
      let around: Node | undefined = parent.parent;
      while (around && !isFunction(around)) around = around.parent;
      return around !== undefined && isPredicate(code, around);
    }
    default:
      return isFine(parent, node);
  }
}

/** `xs.filter((x) => seen[x])` */
function isPredicate(code: SourceCode, callback: Node): boolean {
  if (!isFunction(callback) || callback.async || callback.generator) return false;
  const call = callback.parent;
  if (call.type !== 'CallExpression') return false;
  const target = targetOf(code, call);
  return target.kind === 'method' && ASKING_METHODS.has(target.name) && callbackOf(call, target) === callback;
}
