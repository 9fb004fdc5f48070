// Recognises, by syntax alone, a function that builds an array by pushing and returns it.

import type { TSESTree } from '@typescript-eslint/utils';
import { isRunOnTheSpot, usesArguments } from '../../analysis/calls.js';
import { ownSubtreeOf } from '../../analysis/children.js';
import { contains, functionAround, isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { isOverBefore } from '../../analysis/order.js';
import { usesOf, type VariableUse } from '../../analysis/uses.js';
import { declaratorOf, isGlobal, isWrittenOnce, variableOf, type Variable } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `out.push(…);`, also as `test && out.push(…);` */
export interface Push {
  readonly statement: TSESTree.ExpressionStatement;
  readonly call: TSESTree.CallExpression;
  readonly test: TSESTree.Expression | null;
  readonly inCallback: boolean;
}

export interface Builder {
  readonly node: FunctionNode & { readonly body: TSESTree.BlockStatement };
  readonly array: Variable;
  readonly declarator: TSESTree.VariableDeclarator & { readonly id: TSESTree.Identifier };
  readonly declaration: TSESTree.VariableDeclaration;
  /** What the array begins with: `const out = [root]`. */
  readonly first: readonly TSESTree.Expression[];
  readonly pushes: readonly Push[];
  readonly returns: readonly Return[];
}

/** `return out;`, or `return [root];` before anything was pushed. */
export interface Return {
  readonly statement: TSESTree.ReturnStatement;
  readonly elements: readonly TSESTree.Expression[];
}

/** The builder that `node` is: it only pushes to the array, never reads it, and returns it at its end. */
export function builderOf(code: SourceCode, node: FunctionNode): Builder | null {
  const { body } = node;
  if (node.generator || body.type !== 'BlockStatement') return null;
  const last = body.body.at(-1);
  if (last?.type !== 'ReturnStatement' || last.argument?.type !== 'Identifier') return null;
  const array = variableOf(code, last.argument);
  const declarator = array && declaratorOf(array);
  if (!array || !declarator || !isWrittenOnce(array) || declarator.parent.parent !== body) return null;
  const first = firstElements(code, declarator.init);
  const pushes = first && pushesTo(code, node, array);
  const returns = pushes && returnsOf(code, node, array);
  if (!first || !returns || pushes.length === 0 || hasObstacle(code, node, pushes, returns)) return null;
  if (returns.some((exit) => dropsElements(exit, declarator, first, pushes))) return null;
  return {
    node: node as Builder['node'],
    array,
    declarator: declarator as Builder['declarator'],
    declaration: declarator.parent,
    first,
    pushes,
    returns,
  };
}

/** The elements of `[…]`, `new Array()`; `null` for any other value, holes and spreads. */
function firstElements(code: SourceCode, init: Node | null): TSESTree.Expression[] | null {
  const bare = init && unwrapped(init);
  if (bare?.type === 'NewExpression' || bare?.type === 'CallExpression') {
    return isGlobal(code, bare.callee, 'Array') && bare.arguments.length === 0 ? [] : null;
  }
  if (bare?.type !== 'ArrayExpression') return null;
  const elements = bare.elements.filter((element) => element !== null && element.type !== 'SpreadElement');
  return elements.length === bare.elements.length ? elements : null;
}

function pushesTo(code: SourceCode, node: FunctionNode, array: Variable): Push[] | null {
  const pushes: Push[] = [];
  for (const use of usesOf(array)) {
    if (use.use.kind === 'write' || isReturn(use, node)) continue;
    const push = pushOf(code, node, use);
    if (!push) return null;
    pushes.push(push);
  }
  return pushes;
}

function isReturn({ use, identifier }: VariableUse, node: FunctionNode): boolean {
  const isPlain = use.kind === 'return' && use.node.type === 'ReturnStatement' && use.node.argument === identifier;
  return isPlain && functionAround(use.node) === node;
}

function pushOf(code: SourceCode, node: FunctionNode, { use, identifier }: VariableUse): Push | null {
  if (use.kind !== 'method' || use.name !== 'push' || use.node.arguments.length === 0) return null;
  const { node: call } = use;
  const { callee, parent } = call;
  if (callee.type !== 'MemberExpression' || callee.object !== identifier || callee.optional || call.optional)
    return null;
  const isTested = parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === call;
  const statement = isTested ? parent.parent : parent;
  if (statement.type !== 'ExpressionStatement') return null;
  const around = functionAround(call);
  const inCallback = around !== node;
  if (inCallback && !isOnTheSpot(code, around, node)) return null;
  return { statement, call, test: isTested ? parent.left : null, inCallback };
}

/** `xs.forEach((x) => { out.push(x); })`, however deep. */
function isOnTheSpot(code: SourceCode, inner: ReturnType<typeof functionAround>, outer: FunctionNode): boolean {
  let current = inner;
  while (current && current !== outer) {
    if (!isFunction(current) || !isRunOnTheSpot(code, current)) return false;
    current = functionAround(current);
  }
  return current === outer;
}

/** `null` when one gives something else than the array or one that is written out. */
function returnsOf(code: SourceCode, node: FunctionNode, array: Variable): Return[] | null {
  const returns: Return[] = [];
  for (const statement of ownSubtreeOf(code, node.body)) {
    if (statement.type !== 'ReturnStatement') continue;
    const { argument } = statement;
    const isArray = argument?.type === 'Identifier' && variableOf(code, argument) === array;
    const elements = isArray ? [] : argument?.type === 'ArrayExpression' ? firstElements(code, argument) : null;
    if (!elements) return null;
    returns.push({ statement, elements });
  }
  return returns;
}

/** `return []` after something was pushed: the array is thrown away, but what was yielded is out. */
function dropsElements(
  { statement: exit }: Return,
  declarator: Node,
  first: readonly Node[],
  pushes: readonly Push[],
): boolean {
  if (exit.argument?.type !== 'ArrayExpression') return false;
  if (first.length > 0 && exit.range[0] > declarator.range[0]) return true;
  return pushes.some(({ statement }) => !isOverBefore(exit, statement, declarator));
}

/** All that the function ever puts into an array; a spread stands for its elements. */
export function elementsOf({ first, pushes, returns }: Builder): readonly Node[] {
  return [...first, ...pushes.flatMap(({ call }) => call.arguments), ...returns.flatMap(({ elements }) => elements)];
}

/**
 * What stands against any rewrite: `arguments`; `finally`, which would run when the consumer leaves early; in a sloppy
 * script a declaration in a block, whose name is seen outside of the block, but not that of a generator.
 */
function hasObstacle(
  code: SourceCode,
  node: FunctionNode,
  pushes: readonly Push[],
  returns: readonly Return[],
): boolean {
  if (usesArguments(code, node)) return true;
  if (node.type === 'FunctionDeclaration' && !isInOwnScope(node)) return true;
  const steps = [...pushes, ...returns].map(({ statement }) => statement);
  for (const inner of ownSubtreeOf(code, node.body)) {
    if (inner.type === 'TryStatement' && inner.finalizer && steps.some((step) => contains(inner, step))) return true;
    if (inner.type === 'VariableDeclaration' && inner.kind.endsWith('using')) return true;
    if (inner.type === 'Identifier' && inner.name === 'yield') return true;
  }
  return false;
}

function isInOwnScope({ parent }: TSESTree.FunctionDeclaration): boolean {
  if (parent.type === 'Program') return true;
  return parent.type === 'BlockStatement' && isFunction(parent.parent);
}
