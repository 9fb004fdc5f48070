// What walks the last array of a chain: a loop, `forEach`, or `reduce`.

import type { TSESTree } from '@typescript-eslint/utils';
import { usesArguments } from '../../analysis/calls.js';
import { isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { useOf } from '../../analysis/uses.js';
import { wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { callbackIn, isPattern, type Named, type Pattern } from './callbacks.js';

export type Consumer =
  | { readonly kind: 'forOf'; readonly node: TSESTree.ForOfStatement; readonly element: Pattern }
  | ForEach
  | { readonly kind: 'forEachNamed'; readonly call: TSESTree.CallExpression; readonly callback: Named }
  | Reduce;

interface ForEach {
  readonly kind: 'forEach';
  readonly call: TSESTree.CallExpression;
  readonly callback: FunctionNode;
  readonly element: Pattern;
}

export interface Reduce {
  readonly kind: 'reduce';
  readonly call: TSESTree.CallExpression;
  readonly callback: FunctionNode;
  readonly accumulator: TSESTree.Identifier;
  readonly element: Pattern;
  readonly seed: TSESTree.Expression;
}

export function consumerOf(code: SourceCode, array: Node): Consumer | null {
  // `xs.filter(p) as Row[]` says something about types that would be lost.
  if (wrapped(array) !== array) return null;
  const use = useOf(array);
  if (use.kind === 'forOf') return loopOf(use.node);
  if (use.kind !== 'method' || use.node.optional) return null;
  const { callee, arguments: passed } = use.node;
  if (callee.type !== 'MemberExpression' || callee.optional || callee.computed) return null;
  if (use.name === 'forEach' && passed.length === 1) return forEachOf(code, use.node);
  return use.name === 'reduce' && passed.length === 2 ? reduceOf(code, use.node) : null;
}

export function elementOf(consumer: Consumer): Pattern | null {
  return consumer.kind === 'forEachNamed' ? null : consumer.element;
}

/** The code whose turns the stages join. */
export function regionOf(consumer: Consumer): Node {
  switch (consumer.kind) {
    case 'forOf':
      return consumer.node.body;
    case 'forEachNamed':
      return consumer.callback.node;
    default:
      return consumer.callback;
  }
}

function loopOf(node: TSESTree.ForOfStatement): Consumer | null {
  const { left, body } = node;
  if (node.await || left.type !== 'VariableDeclaration' || !/^(?:const|let)$/.test(left.kind)) return null;
  const element = left.declarations[0]?.id;
  // The guard needs a block, which a single expression gets.
  const hasRoom = body.type === 'BlockStatement' ? body.body.length > 0 : body.type === 'ExpressionStatement';
  return hasRoom && element && isPattern(element) ? { kind: 'forOf', node, element } : null;
}

function forEachOf(code: SourceCode, call: TSESTree.CallExpression): Consumer | null {
  const [argument] = call.arguments;
  if (call.typeArguments || call.parent.type !== 'ExpressionStatement' || !argument) return null;
  if (!isFunction(argument)) {
    const callback = callbackIn(code, argument);
    return callback?.kind === 'named' ? { kind: 'forEachNamed', call, callback } : null;
  }
  const [element, ...others] = argument.params;
  if (!element || others.length > 0 || !isPattern(element) || !canBeFused(code, argument)) return null;
  return { kind: 'forEach', call, callback: argument, element };
}

function reduceOf(code: SourceCode, call: TSESTree.CallExpression): Consumer | null {
  const [callback, seed] = call.arguments;
  if (!callback || !seed || !isFunction(callback) || seed.type === 'SpreadElement') return null;
  const [accumulator, element, ...others] = callback.params;
  if (accumulator?.type !== 'Identifier' || accumulator.name === 'this' || others.length > 0) return null;
  if (!element || !isPattern(element) || !canBeFused(code, callback)) return null;
  return { kind: 'reduce', call, callback, accumulator, element, seed };
}

/** It goes on after its first `await`, when the walk is over; a named function may be called by its name. */
function canBeFused(code: SourceCode, node: FunctionNode): boolean {
  if (node.async || node.generator || node.typeParameters || usesArguments(code, node)) return false;
  if (node.type === 'FunctionExpression' && node.id) return false;
  return node.body.type !== 'BlockStatement' || (node.body.body.length > 0 && !hasDirective(node.body));
}

function hasDirective({ body }: TSESTree.BlockStatement): boolean {
  return body.some((statement) => statement.type === 'ExpressionStatement' && Boolean(statement.directive));
}
