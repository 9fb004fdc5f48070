// Which conditions hold where a node is evaluated.
//
// Guarantee: each condition was evaluated with the given outcome on every way to the node. Whether what it spoke of has
// changed since then is asked by `isUnwrittenBetween`.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { ancestorsOf, contains, functionAround, isFunction, loopsAround } from './enclosing.js';
import { usesArguments } from './calls.js';
import { perFile } from './per-file.js';
import { hasDynamicNames, isWrittenOnce, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

/** A condition without `&&`, `||` and `!`. */
export interface Condition {
  readonly test: Node;
  readonly holds: boolean;
}

export function conditionsAt(code: SourceCode, node: Node): readonly Condition[] {
  const known = conditions(code).get(node);
  if (known) return known;
  const found = [...conditionsAround(node)];
  conditions(code).set(node, found);
  return found;
}

const conditions = perFile(() => new Map<Node, readonly Condition[]>());

function* conditionsAround(node: Node): Generator<Condition> {
  let child: Node = node;
  for (let current = node.parent; current; child = current, current = current.parent) {
    yield* conditionsOn(current, child);
    // A declared function may be called before the statements above it have run.
    if (current.type === 'FunctionDeclaration') return;
  }
}

/** What `parent` evaluates, and with which outcome, before it evaluates `child`. */
function* conditionsOn(parent: Node, child: Node): Generator<Condition> {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (child !== parent.test) yield* partsOf(parent.test, child === parent.consequent);
      break;
    case 'WhileStatement':
      if (child === parent.body) yield* partsOf(parent.test, true);
      break;
    case 'ForStatement':
      if (parent.test && (child === parent.body || child === parent.update)) yield* partsOf(parent.test, true);
      break;
    case 'LogicalExpression':
      if (child === parent.right && parent.operator !== '??') yield* partsOf(parent.left, parent.operator === '&&');
      break;
    case 'BlockStatement':
    case 'Program':
      yield* guardsBefore(parent.body, child);
      break;
    default:
      break;
  }
}

/** `if (!ok) return;` above: behind it `ok` holds. */
function* guardsBefore(statements: readonly Node[], child: Node): Generator<Condition> {
  for (const statement of statements) {
    if (statement === child) return;
    if (statement.type !== 'IfStatement' || statement.alternate) continue;
    if (leaves(statement.consequent)) yield* partsOf(statement.test, false);
  }
}

/** Whether a statement never comes to its end. */
export function leaves(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'BlockStatement': {
      const last = statement.body.at(-1);
      return last !== undefined && leaves(last);
    }
    case 'IfStatement':
      return Boolean(statement.alternate) && leaves(statement.consequent) && leaves(statement.alternate as Node);
    case 'TryStatement': {
      const { block, handler, finalizer } = statement;
      return (finalizer ? leaves(finalizer) : false) || (leaves(block) && (!handler || leaves(handler.body)));
    }
    default:
      return false;
  }
}

function* partsOf(test: Node, holds: boolean): Generator<Condition> {
  const bare = unwrapped(test);
  if (bare.type === 'UnaryExpression' && bare.operator === '!') {
    yield* partsOf(bare.argument, !holds);
  } else if (bare.type === 'LogicalExpression' && bare.operator === (holds ? '&&' : '||')) {
    yield* partsOf(bare.left, holds);
    yield* partsOf(bare.right, holds);
  } else yield { test: bare, holds };
}

/**
 * Whether the variable has one value from its declaration on. A `var` in a loop is declared once and initialised at
 * every turn.
 */
export function isStable(code: SourceCode, variable: Variable): boolean {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return false;
  if (definition.type === 'Parameter') {
    // Sloppy functions may write a parameter by way of `arguments`.
    if (isFunction(definition.node) && usesArguments(code, definition.node)) return false;
    return variable.references.every((reference) => !reference.isWrite() || isDefault(reference.identifier));
  }
  if (definition.type !== 'Variable' || !isWrittenOnce(variable)) return false;
  return definition.parent.kind !== 'var' || loopsAround(definition.node).next().done === true;
}

/** `(n = 10) => …` */
function isDefault(identifier: Node): boolean {
  return identifier.parent?.type === 'AssignmentPattern' && identifier.parent.left === identifier;
}

/**
 * Whether a variable still has the value that it had in `from` when `to` is evaluated, where `from` is evaluated on
 * every way to `to`.
 */
export function isUnwrittenBetween(code: SourceCode, variable: Variable, from: Node, to: Node): boolean {
  if (isStable(code, variable)) return true;
  if (hasDynamicNames(code)) return false;
  const home = functionAround(to);
  if (functionAround(from) !== home) return false;
  const around = new Set(loopsAround(from));
  const loops = [...loopsAround(to)].filter((loop) => !around.has(loop));
  return variable.references
    .filter((reference) => reference.isWrite())
    .every(({ identifier }) => {
      if (functionAround(identifier) !== home || contains(from, identifier)) return false;
      return !loops.some((loop) => contains(loop, identifier)) && !isWrittenOnTheWay(identifier, from, to);
    });
}

/** In source order, but that a `for` loop's update stands before its body and runs behind it. */
function isWrittenOnTheWay(identifier: Node, from: Node, to: Node): boolean {
  const loop = loopTestedBy(from);
  if (loop?.update && contains(loop.update, identifier) && contains(loop.body, to)) return false;
  if (loop?.update && contains(loop.update, to) && contains(loop.body, identifier)) return true;
  const end = endOfWrite(identifier);
  return end >= from.range[1] && end <= to.range[0];
}

/** The `for` loop whose test `node` is, or is part of. */
function loopTestedBy(node: Node): TSESTree.ForStatement | null {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) return null;
    if (parent.type === 'ForStatement') return parent.test === child ? parent : null;
    child = parent;
  }
  return null;
}

/** Where the write has happened: an assignment writes when its right side is done. */
function endOfWrite(identifier: Node): number {
  const { parent } = identifier;
  const isWriting =
    parent?.type === 'AssignmentExpression' ||
    parent?.type === 'UpdateExpression' ||
    parent?.type === 'VariableDeclarator';
  return (isWriting ? (parent as TSESTree.Node) : identifier).range[1];
}
