// What a call runs: a known built-in, a function of this file, or code out of sight.
//
// Guarantee: `builtin` and `local` are certain. `unknown` says nothing, not even that user code runs.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import {
  builtinConstructor,
  builtinFunction,
  builtinMethod,
  type GlobalFunction,
  type Kind,
  type Method,
} from './builtins.js';
import { functionNamedBy, globalName } from './callees.js';
import { isField, isFunction, type FunctionNode } from './enclosing.js';
import { originOf } from './origin.js';
import { propertyName } from './wrappers.js';
import { variableOf } from './variables.js';

export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression;

export type CallTarget =
  | {
      readonly kind: 'method';
      readonly method: Method;
      readonly name: string;
      readonly receiver: Node;
      readonly receiverKind: Kind;
    }
  | { readonly kind: 'function'; readonly name: string; readonly known: GlobalFunction }
  | { readonly kind: 'constructor'; readonly name: string; readonly makes: Kind }
  | { readonly kind: 'local'; readonly callee: FunctionNode }
  | { readonly kind: 'unknown' };

const UNKNOWN = { kind: 'unknown' } as const;

export function targetOf(code: SourceCode, call: CallNode): CallTarget {
  const { callee } = call;
  if (call.type === 'NewExpression') {
    const makes = callee.type === 'Identifier' && !variableOf(code, callee) ? builtinConstructor(callee.name) : null;
    return makes && callee.type === 'Identifier' ? { kind: 'constructor', name: callee.name, makes } : UNKNOWN;
  }
  const local = functionNamedBy(code, callee);
  if (local) return { kind: 'local', callee: local };
  const global = globalName(code, callee);
  if (global !== null) {
    const known = builtinFunction(global);
    return known ? { kind: 'function', name: global, known } : UNKNOWN;
  }
  if (callee.type !== 'MemberExpression') return UNKNOWN;
  const name = propertyName(callee);
  const receiver = name === null ? null : originOf(code, callee.object);
  const method = receiver && name !== null ? builtinMethod(receiver.kind, name) : null;
  if (!method || !receiver || name === null) return UNKNOWN;
  return { kind: 'method', method, name, receiver: callee.object, receiverKind: receiver.kind };
}

/** The argument that the built-in calls back while it runs, if it is given one. */
export function callbackOf(call: CallNode, target: CallTarget): Node | null {
  const index =
    target.kind === 'method' ? target.method.callback : target.kind === 'function' ? target.known.callback : undefined;
  const argument = index === undefined ? undefined : call.arguments[index];
  return argument ?? null;
}

/**
 * Whether a function expression runs only while the call (or statement) that it stands in runs: a callback of a known
 * built-in, or called on the spot.
 */
export function isRunOnTheSpot(code: SourceCode, node: FunctionNode): boolean {
  if (node.async || node.generator) return false;
  const { parent } = node;
  if (parent.type !== 'CallExpression') return false;
  return parent.callee === node || callbackOf(parent, targetOf(code, parent)) === node;
}

/** Whether `node` may run at another time than its place in `outer` says: a function in between is kept for later. */
export function isDeferred(code: SourceCode, node: Node, outer: Node | null): boolean {
  for (let current = node.parent; current && current !== outer; current = current.parent) {
    if (isFunction(current) && (!isRunOnTheSpot(code, current) || mayRunAgain(code, current))) return true;
    if (current.type === 'StaticBlock' || isField(current)) return true;
  }
  return false;
}

/** Whether a function expression hands itself on by its own name: `(function tick() { setTimeout(tick); })()`. */
export function mayRunAgain(code: SourceCode, node: FunctionNode): boolean {
  const ownName = node.type === 'FunctionExpression' ? node.id : null;
  const references = (ownName && variableOf(code, ownName)?.references) ?? [];
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    const isCall = parent.type === 'CallExpression' && parent.callee === identifier;
    return !isCall || isDeferred(code, identifier, node);
  });
}

/** Whether a function expression can call itself, by its own name or by `arguments.callee`. */
export function canCallItself(code: SourceCode, node: FunctionNode): boolean {
  if (node.type !== 'FunctionExpression') return false;
  const references = (node.id && variableOf(code, node.id)?.references) ?? [];
  return references.length > 0 || usesArguments(code, node);
}

/** The variable that takes argument `index` in a call of `callee`, where that is certain. */
export function parameterAt(code: SourceCode, callee: FunctionNode, index: number): TSESTree.Identifier | null {
  if (usesArguments(code, callee)) return null;
  const parameter = callee.params[index];
  if (parameter?.type === 'Identifier') return parameter;
  if (parameter?.type === 'AssignmentPattern' && parameter.left.type === 'Identifier') return parameter.left;
  return null;
}

/** Whether a spread among the arguments before `index` moves those behind it to other parameters. */
export function isSpreadBefore(call: CallNode, index: number): boolean {
  return call.arguments.slice(0, index).some(({ type }) => type === 'SpreadElement');
}

/** Whether the function reads `arguments`, its own or (for an arrow) that of the function around it. */
export function usesArguments(code: SourceCode, node: FunctionNode): boolean {
  const scope = code.scopeManager?.acquire(node, true) ?? null;
  const own = scope?.set.get('arguments');
  if (own?.defs.length === 0) return own.references.length > 0;
  return scope?.through.some(({ identifier }) => identifier.name === 'arguments') ?? false;
}
