// What the parameters of a callback stand for that is given to a walk over an array: `xs.map((x, i) => …)`.
//
// Guarantee: if the receiver is an array, the parameter is, each time that the callback runs, what is said here. Whether
// the receiver is one is not asked: names alone do not tell.

import type { Node } from '../core/source-code.js';
import { builtinMethod } from './builtins.js';
import { isFunction } from './enclosing.js';
import { propertyName } from './wrappers.js';

export interface WalkParameter {
  /** The expression of the array. */
  readonly array: Node;
  readonly gives: 'element' | 'index';
}

/** @param parameter a whole parameter of a function, a name or a pattern. */
export function walkParameterOf(parameter: Node): WalkParameter | null {
  const callback = parameter.parent;
  if (!callback || !isFunction(callback)) return null;
  const call = callback.parent;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return null;
  const name = propertyName(call.callee);
  const method = name === null ? null : builtinMethod('array', name);
  if (method?.callback === undefined || call.arguments[method.callback] !== callback) return null;
  if (method.passesReceiver === undefined) return null;
  const position = method.passesReceiver - callback.params.indexOf(parameter as never);
  const array = call.callee.object;
  if (position === 1) return { array, gives: 'index' };
  return position === 2 ? { array, gives: 'element' } : null;
}
