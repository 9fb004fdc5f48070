// What stands around a node: functions, loops, statements, `try`.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, Range } from '../core/source-code.js';

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export type LoopNode =
  | TSESTree.ForStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

export function isLoop(node: Node): node is LoopNode {
  return (
    node.type === 'ForStatement' ||
    node.type === 'ForOfStatement' ||
    node.type === 'ForInStatement' ||
    node.type === 'WhileStatement' ||
    node.type === 'DoWhileStatement'
  );
}

type Field = TSESTree.PropertyDefinition | TSESTree.AccessorProperty;

/** A field of a class: `x = 1`, `accessor x = 1`. */
export function isField(node: Node): node is Field {
  return node.type === 'PropertyDefinition' || node.type === 'AccessorProperty';
}

export function contains(outer: { readonly range: Range }, inner: { readonly range: Range }): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

export function* ancestorsOf(node: Node): Generator<Node> {
  for (let current: Node | undefined = node.parent; current; current = current.parent) yield current;
}

/**
 * The function whose body runs `node`, or `null` at the top of the file. A class field's initialiser and a static block
 * run in a function of their own, without a node for it: the property or block stands for it.
 */
export function functionAround(node: Node): FunctionNode | Field | TSESTree.StaticBlock | null {
  let child = node;
  for (const current of ancestorsOf(node)) {
    if (isFunction(current)) return current;
    if (current.type === 'StaticBlock') return current;
    if (isField(current) && current.value === child) return current;
    child = current;
  }
  return null;
}

/** The loops that repeat `node` within its function, innermost first. A loop's head counts as far as it is repeated. */
export function* loopsAround(node: Node): Generator<LoopNode> {
  let child = node;
  for (const current of ancestorsOf(node)) {
    if (isFunction(current) || current.type === 'StaticBlock') return;
    if (isField(current) && current.value === child) return;
    if (isLoop(current) && !isEvaluatedOnce(current, child)) yield current;
    child = current;
  }
}

function isEvaluatedOnce(loop: LoopNode, child: Node): boolean {
  if (loop.type === 'ForStatement') return loop.init === child;
  return (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.right === child;
}

/** The innermost statement or declaration that holds `node`, or `node` itself when it is one. */
export function statementAround(node: Node): Node {
  if (isStatement(node)) return node;
  for (const current of ancestorsOf(node)) if (isStatement(current)) return current;
  return node;
}

function isStatement(node: Node): boolean {
  return (
    node.type.endsWith('Statement') ||
    node.type === 'VariableDeclaration' ||
    node.type === 'FunctionDeclaration' ||
    node.type === 'ClassDeclaration' ||
    /^(?:Import|Export)\w*Declaration$/.test(node.type)
  );
}

/** Whether the statement is an item of a list, so that others can be inserted beside it. */
export function isInStatementList(statement: Node): boolean {
  const type = statement.parent?.type;
  return type === 'BlockStatement' || type === 'Program' || type === 'SwitchCase' || type === 'StaticBlock';
}

/** The `try` statements around `node` in its function whose `catch` or `finally` an exception at `node` would reach. */
export function* triesAround(node: Node): Generator<TSESTree.TryStatement> {
  let child = node;
  for (const current of ancestorsOf(node)) {
    if (isFunction(current) || current.type === 'StaticBlock') return;
    if (
      current.type === 'TryStatement' &&
      (current.block === child || (current.handler === child && current.finalizer))
    ) {
      yield current;
    }
    child = current;
  }
}

/** What each turn of the loop gives a value to: a name, a member or a pattern. */
export function loopTarget({ left }: TSESTree.ForOfStatement): Node {
  return left.type === 'VariableDeclaration' ? (left.declarations[0]?.id ?? left) : left;
}
