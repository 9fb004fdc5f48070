// Whether the body of a callback can be the body of a loop as it stands.

import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../../analysis/children.js';
import { isFunction } from '../../analysis/enclosing.js';
import { usesArguments } from '../../analysis/calls.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface LoopBody {
  readonly parameter: Node;
  readonly declare: 'const' | 'let';
  readonly body: TSESTree.BlockStatement | TSESTree.Expression;
  /** What the loop declares. */
  readonly names: ReadonlySet<string>;
}

export function bodyAsLoop(code: SourceCode, callback: TSESTree.ArrowFunctionExpression): LoopBody | null {
  const [parameter, ...others] = callback.params;
  if (!parameter || others.length > 0 || callback.async || callback.returnType || callback.typeParameters) return null;
  const isPlain =
    parameter.type === 'Identifier' || parameter.type === 'ArrayPattern' || parameter.type === 'ObjectPattern';
  // A loop's variable takes no annotation.
  if (!isPlain || parameter.typeAnnotation || usesArguments(code, callback)) return null;
  if (!staysWithin(code, callback.body)) return null;
  const variables = code.getDeclaredVariables?.(callback) ?? [];
  const isWritten = variables.some(({ references }) => references.some((reference) => reference.isWrite()));
  // Defaults of a pattern are writes of the pattern's own.
  if (isWritten && parameter.type !== 'Identifier') return null;
  const names = new Set(variables.map(({ name }) => name));
  return { parameter, declare: isWritten ? 'let' : 'const', body: callback.body, names };
}

/** Nothing in the body means the function. */
function staysWithin(code: SourceCode, body: Node): boolean {
  return exitsOf(code, body)?.length === 0;
}

/**
 * The `return`s by which the body of a callback ends; `null` where something else means the function: a `var`, a
 * function declared for the whole body, a directive, a label.
 */
export function exitsOf(code: SourceCode, body: Node): TSESTree.ReturnStatement[] | null {
  const exits: TSESTree.ReturnStatement[] = [];
  const stack: Node[] = [body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    // A label may stand around the callback, too.
    if (node.type === 'FunctionDeclaration' || node.type === 'LabeledStatement') return null;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') return null;
    if (node.type === 'ExpressionStatement' && node.directive) return null;
    if (node.type === 'ReturnStatement') exits.push(node);
    if (isFunction(node) || node.type === 'ClassBody') continue;
    stack.push(...childrenOf(code, node));
  }
  return exits;
}
