// A builder that calls itself and pushes what the inner call collected: every element is copied once for each level.
// One array handed down does the same: it is only pushed to, in the same order, and no inner call reads it.

import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../../analysis/children.js';
import { ancestorsOf, contains } from '../../analysis/enclosing.js';
import { unwrapped } from '../../analysis/wrappers.js';
import { variableOf } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Builder } from './builder.js';

/** `out.push(...walk(child));` or `for (const x of walk(child)) out.push(x);` */
export interface Descent {
  readonly call: TSESTree.CallExpression;
  /** The recursive call, with its `await`. */
  readonly value: TSESTree.CallExpression | TSESTree.AwaitExpression;
  /** What hands the inner call's elements over: the push, or the loop. */
  readonly node: TSESTree.CallExpression | TSESTree.ForOfStatement;
}

/** The descents that can share one array. */
export function descentsOf(
  code: SourceCode,
  builder: Builder,
  calls: readonly TSESTree.CallExpression[],
): readonly Descent[] {
  return calls.flatMap((call) => {
    if (!contains(builder.node.body, call)) return [];
    const descent = descentAt(code, builder, call);
    return descent && isPlainDescent(builder, descent) ? [descent] : [];
  });
}

/** Whether the array can become a parameter: no call fills its place, and no parameter list forbids a default. */
export function canTakeArray(code: SourceCode, builder: Builder, calls: readonly TSESTree.CallExpression[]): boolean {
  const { params, body } = builder.node;
  const names = params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : parameter));
  return (
    !params.some(({ type }) => type === 'RestElement' || type === 'TSParameterProperty') &&
    new Set(names).size === names.length &&
    // `'use strict'` is not allowed beside a default.
    !body.body.some((statement) => statement.type === 'ExpressionStatement' && statement.directive !== undefined) &&
    builder.declaration.declarations.length === 1 &&
    !params.some((parameter) => mentions(code, parameter, builder.array.name)) &&
    calls.every(
      (call) => call.arguments.length <= params.length && call.arguments.every(({ type }) => type !== 'SpreadElement'),
    )
  );
}

/** `(node, base = out.length)`, where `out` is another variable outside, cannot have a parameter of that name beside it. */
function mentions(code: SourceCode, node: Node, name: string): boolean {
  if (node.type === 'Identifier' && node.name === name) return true;
  for (const child of childrenOf(code, node)) if (mentions(code, child, name)) return true;
  return false;
}

function descentAt(code: SourceCode, builder: Builder, call: TSESTree.CallExpression): Descent | null {
  const value = builder.node.async && call.parent.type === 'AwaitExpression' ? call.parent : call;
  if (builder.node.async && value === call) return null;
  const { parent } = value;
  if (parent.type === 'SpreadElement') {
    const push = builder.pushes.find((one) => one.call === parent.parent);
    return push?.call.arguments.length === 1 ? { node: push.call, call, value } : null;
  }
  if (parent.type !== 'ForOfStatement' || parent.await || parent.right !== value) return null;
  const push = builder.pushes.find(({ statement }) => onlyStatement(parent.body) === statement);
  const [argument, ...others] = push?.call.arguments ?? [];
  const isEach = argument && others.length === 0 && !push?.test && isLoopVariable(code, parent, argument);
  return isEach ? { node: parent, call, value } : null;
}

function onlyStatement(body: Node): Node | null {
  if (body.type !== 'BlockStatement') return body;
  return body.body.length === 1 ? (body.body[0] ?? null) : null;
}

function isLoopVariable(code: SourceCode, { left }: TSESTree.ForOfStatement, node: Node): boolean {
  const name = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : null;
  if (name?.type !== 'Identifier') return false;
  const variable = variableOf(code, name);
  return variable !== null && variableOf(code, unwrapped(node)) === variable;
}

/**
 * A caught exception would leave what the inner call had pushed; an optional parameter that is left out would take the
 * array.
 */
function isPlainDescent({ node }: Builder, { call }: Descent): boolean {
  if (call.optional || call.arguments.length !== node.params.length) return false;
  for (const ancestor of ancestorsOf(call)) {
    if (ancestor === node) return true;
    if (ancestor.type === 'TryStatement' && ancestor.handler && contains(ancestor.block, call)) return false;
  }
  return false;
}
