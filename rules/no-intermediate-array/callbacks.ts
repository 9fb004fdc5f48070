// Callbacks of array methods that can run in another place: by their body, or by a call of their name.

import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../../analysis/children.js';
import { usesArguments } from '../../analysis/calls.js';
import { functionNamedBy } from '../../analysis/callees.js';
import { isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { isWrittenOnce, variableOf } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { largestArity } from '../../analysis/arity.js';

export type Pattern = TSESTree.Identifier | TSESTree.ObjectPattern | TSESTree.ArrayPattern;

/** A function whose body is one expression, after some preparations at most. */
export interface Inline {
  readonly kind: 'inline';
  readonly node: FunctionNode;
  readonly parameter: Pattern | null;
  readonly preparations: readonly Preparation[];
  readonly result: TSESTree.Expression;
}

export type Preparation =
  | { readonly kind: 'declaration'; readonly node: TSESTree.VariableDeclaration }
  /** `if (test) return false;`: nothing comes of the element. */
  | { readonly kind: 'skip'; readonly test: TSESTree.Expression };

/** A function that goes by a name, and looks at its first argument only. */
export interface Named {
  readonly kind: 'named';
  readonly node: TSESTree.Identifier | TSESTree.MemberExpression;
  /** `null` for a built-in. */
  readonly callee: FunctionNode | null;
}

/** A function that cannot run in another place as it stands. */
export interface Fixed {
  readonly kind: 'fixed';
  readonly node: Node;
  /** `null` where it is not in sight. */
  readonly callee: FunctionNode | null;
}

export type Callback = Inline | Named;

/**
 * `null` where the callback cannot be taken apart, or looks at more than the element.
 *
 * @param isNothing whether nothing comes of an element for which the callback returns that.
 */
export function callbackIn(code: SourceCode, argument: Node, isNothing: IsNothing = never): Callback | null {
  const node = unwrapped(argument);
  if (node.type === 'Identifier' || node.type === 'MemberExpression') {
    const callee = functionNamedBy(code, node);
    if (largestArity(code, node) > 1 || callee?.async || callee?.generator) return null;
    return { kind: 'named', node, callee };
  }
  return isFunction(node) && node === argument ? inlineOf(code, node, isNothing) : null;
}

export type IsNothing = (result: Node) => boolean;
const never: IsNothing = () => false;

/** `null` for what goes on after the array is made. */
export function anyCallbackIn(code: SourceCode, argument: Node, isNothing: IsNothing): Callback | Fixed | null {
  const callback = callbackIn(code, argument, isNothing);
  if (callback) return callback;
  const callee = functionNamedBy(code, argument);
  return callee?.async || callee?.generator ? null : { kind: 'fixed', node: argument, callee };
}

function inlineOf(code: SourceCode, node: FunctionNode, isNothing: IsNothing): Inline | null {
  if (!isMovable(code, node) || node.params.length > 1) return null;
  const [parameter = null] = node.params;
  if (parameter && !isPattern(parameter)) return null;
  const body = bodyOf(node, isNothing);
  return body && { kind: 'inline', node, parameter, ...body };
}

export function isPattern(node: Node): node is Pattern {
  if (node.type === 'Identifier') return node.name !== 'this' && !node.optional;
  return node.type === 'ObjectPattern' || node.type === 'ArrayPattern';
}

/** Nothing in it means the function itself, and it runs to its end when it is called. */
function isMovable(code: SourceCode, node: FunctionNode): boolean {
  if (node.async || node.generator || node.typeParameters || usesArguments(code, node)) return false;
  if (node.returnType?.typeAnnotation.type === 'TSTypePredicate') return false;
  const name = node.type === 'FunctionExpression' && node.id ? variableOf(code, node.id) : null;
  if (name && name.references.length > 0) return false;
  const variables = code.getDeclaredVariables?.(node) ?? [];
  return variables.every(isWrittenOnce) && (node.type === 'ArrowFunctionExpression' || !meansFunction(code, node.body));
}

/** `this`, `super` and `new.target`, of this function or of an arrow function in it. */
export function meansFunction(code: SourceCode, root: Node): boolean {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'ThisExpression' || node.type === 'Super') return true;
    if (node.type === 'MetaProperty' && node.meta.name === 'new') return true;
    if (node !== root && isFunction(node) && node.type !== 'ArrowFunctionExpression') continue;
    stack.push(...childrenOf(code, node));
  }
  return false;
}

function bodyOf({ body }: FunctionNode, isNothing: IsNothing): Pick<Inline, 'preparations' | 'result'> | null {
  if (body.type !== 'BlockStatement') return { preparations: [], result: body };
  const preparations: Preparation[] = [];
  for (const statement of body.body) {
    if (statement.type === 'ReturnStatement') {
      return statement.argument ? { preparations, result: statement.argument } : null;
    }
    const preparation = preparationIn(statement, isNothing);
    if (!preparation) return null;
    preparations.push(preparation);
  }
  return null;
}

function preparationIn(statement: TSESTree.Statement, isNothing: IsNothing): Preparation | null {
  if (statement.type === 'VariableDeclaration') {
    return /^(?:const|let)$/.test(statement.kind) ? { kind: 'declaration', node: statement } : null;
  }
  if (statement.type !== 'IfStatement' || statement.alternate) return null;
  const { test, consequent } = statement;
  const [only, ...others] = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  const isSkip = only?.type === 'ReturnStatement' && only.argument && others.length === 0 && isNothing(only.argument);
  return isSkip ? { kind: 'skip', test } : null;
}
