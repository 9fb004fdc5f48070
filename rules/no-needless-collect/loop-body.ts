// Whether the body of a callback can be the body of a loop as it stands.

import type { TSESTree } from '@typescript-eslint/utils';
import { ownSubtreeOf } from '../../analysis/children.js';
import { isLoop } from '../../analysis/enclosing.js';
import { usesArguments } from '../../analysis/calls.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { meansFunction } from '../no-intermediate-array/callbacks.js';

export interface LoopBody {
  readonly parameter: Node;
  readonly declare: 'const' | 'let';
  readonly body: TSESTree.BlockStatement | TSESTree.Expression;
  /** What the loop declares. */
  readonly names: ReadonlySet<string>;
  /** Each goes on with the next turn, as `continue` does in a loop. */
  readonly exits: readonly TSESTree.ReturnStatement[];
}

export function bodyAsLoop(
  code: SourceCode,
  callback: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression,
): LoopBody | null {
  const [parameter, ...others] = callback.params;
  if (!parameter || others.length > 0 || callback.async || callback.generator) return null;
  if (callback.returnType || callback.typeParameters) return null;
  const isPlain =
    parameter.type === 'Identifier' || parameter.type === 'ArrayPattern' || parameter.type === 'ObjectPattern';
  // A loop's variable takes no annotation.
  if (!isPlain || parameter.typeAnnotation || usesArguments(code, callback)) return null;
  if (callback.type === 'FunctionExpression' && (callback.id || meansFunction(code, callback))) return null;
  const exits = exitsOf(code, callback.body);
  if (!exits?.every((exit) => canContinue(exit, callback.body))) return null;
  const variables = code.getDeclaredVariables?.(callback) ?? [];
  const isWritten = variables.some(({ references }) => references.some((reference) => reference.isWrite()));
  // Defaults of a pattern are writes of the pattern's own.
  if (isWritten && parameter.type !== 'Identifier') return null;
  const names = new Set(variables.map(({ name }) => name));
  return { parameter, declare: isWritten ? 'let' : 'const', body: callback.body, names, exits };
}

/** `continue` in its place would go on with the callback's own loop, and not every `return` gives nothing. */
export function canContinue(exit: TSESTree.ReturnStatement, body: Node): boolean {
  if (exit.argument) return false;
  for (let current: Node | undefined = exit.parent; current && current !== body; current = current.parent) {
    if (isLoop(current)) return false;
  }
  return true;
}

/**
 * The `return`s by which the body of a callback ends; `null` where something else means the function: a `var`, a
 * function declared for the whole body, a directive, a label.
 */
export function exitsOf(code: SourceCode, body: Node): TSESTree.ReturnStatement[] | null {
  const exits: TSESTree.ReturnStatement[] = [];
  for (const node of ownSubtreeOf(code, body)) {
    // A label may stand around the callback, too.
    if (node.type === 'FunctionDeclaration' || node.type === 'LabeledStatement') return null;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') return null;
    if (node.type === 'ExpressionStatement' && node.directive) return null;
    if (node.type === 'ReturnStatement') exits.push(node);
  }
  return exits;
}
