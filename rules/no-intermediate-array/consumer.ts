// What walks the last array of a chain: a loop, `forEach`, `reduce`, or what makes a Map or an object of its pairs.

import type { TSESTree } from '@typescript-eslint/utils';
import { usesArguments } from '../../analysis/calls.js';
import { hasReturn, jumpsFrom } from '../../analysis/completion.js';
import { consumptionOf } from '../../analysis/consumption.js';
import { isFunction, isInStatementList, type FunctionNode } from '../../analysis/enclosing.js';
import { useOf } from '../../analysis/uses.js';
import { propertyName, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { callbackIn, isPattern, type Named, type Pattern } from './callbacks.js';

export type Consumer =
  | { readonly kind: 'forOf'; readonly node: TSESTree.ForOfStatement; readonly element: Pattern }
  | ForEach
  | { readonly kind: 'forEachNamed'; readonly call: TSESTree.CallExpression; readonly callback: Named }
  | Reduce
  | Filling;

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

/** `const byId = new Map(rows.map((row) => [row.id, row]))`: what the last `map` gives are keys and values. */
export interface Filling {
  readonly kind: 'filling';
  readonly makes: 'map' | 'object';
  readonly node: TSESTree.NewExpression | TSESTree.CallExpression;
  readonly declaration: TSESTree.VariableDeclaration;
  readonly target: TSESTree.Identifier;
}

export function consumerOf(code: SourceCode, array: Node): Consumer | null {
  // `xs.filter(p) as Row[]` says something about types that would be lost.
  if (wrapped(array) !== array) return null;
  const filling = fillingOf(code, array);
  if (filling) return filling;
  const use = useOf(array);
  if (use.kind === 'forOf') return loopOf(use.node);
  if (use.kind !== 'method' || use.node.optional) return null;
  const { callee, arguments: passed } = use.node;
  if (callee.type !== 'MemberExpression' || callee.optional || callee.computed) return null;
  if (use.name === 'forEach' && passed.length === 1) return forEachOf(code, use.node);
  return use.name === 'reduce' && passed.length === 2 ? reduceOf(code, use.node) : null;
}

function fillingOf(code: SourceCode, array: Node): Filling | null {
  const isMapped =
    array.type === 'CallExpression' &&
    array.callee.type === 'MemberExpression' &&
    /^(?:map|flatMap)$/.test(propertyName(array.callee) ?? '');
  const consumption = isMapped ? consumptionOf(code, array) : null;
  const isMap = consumption?.kind === 'construct' && consumption.name === 'Map';
  const isObject = consumption?.kind === 'static' && consumption.name === 'Object.fromEntries';
  if ((!isMap && !isObject) || consumption.node.arguments.length !== 1) return null;
  const { node } = consumption;
  const declarator = node.parent;
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return null;
  const declaration = declarator.parent;
  // Of a `var` somebody may see how far it came when a callback has thrown.
  const isPlain = (declaration.kind === 'const' || declaration.kind === 'let') && declaration.declarations.length === 1;
  if (!isPlain || !isInStatementList(declaration)) return null;
  return { kind: 'filling', makes: isMap ? 'map' : 'object', node, declaration, target: declarator.id };
}

/** Whether TypeScript would still know what is in it. */
export function hasOwnType({ makes, node, target }: Filling): boolean {
  const type = target.typeAnnotation?.typeAnnotation;
  if (makes === 'map') return type !== undefined || Boolean(node.typeArguments);
  const isRecord =
    type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Record';
  return isRecord || (type?.type === 'TSTypeLiteral' && type.members.every(({ type }) => type === 'TSIndexSignature'));
}

/** Whether the walk is a loop once the chain is gone: it sees holes, and its variable stands before the source. */
export function isLoop({ kind }: Consumer): boolean {
  return kind === 'forOf' || kind === 'filling';
}

/** Whether each turn can become a loop of its own: no jump in it means the one that there is, and nothing is handed on. */
export function canNest(code: SourceCode, consumer: Consumer): boolean {
  switch (consumer.kind) {
    case 'forOf':
      return !jumpsFrom(code, consumer.node);
    case 'forEach':
      return !hasReturn(code, consumer.callback);
    case 'reduce':
      return false;
    default:
      return true;
  }
}

/** The name or pattern that the consumer has for what it is given. */
export function elementOf(consumer: Consumer): Pattern | null {
  return consumer.kind === 'forEachNamed' || consumer.kind === 'filling' ? null : consumer.element;
}

/** The code whose turns the stages join. */
export function regionOf(consumer: Consumer): Node {
  switch (consumer.kind) {
    case 'forOf':
      return consumer.node.body;
    case 'forEachNamed':
      return consumer.callback.node;
    case 'filling':
      return consumer.target;
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
