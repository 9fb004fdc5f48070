// Which nodes of a program can be watched: expressions whose value can pass through a call on the way, and statements
// that can stand in a block of their own.

import { childrenOf } from '../../analysis/children.js';
import { isFunction } from '../../analysis/enclosing.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** At most so many of the items, from everywhere among them. */
export function sampled<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, index) => index % step === 0);
}

/** All nodes of a program, outer ones first. */
export function nodesOf(code: SourceCode, root: Node = code.ast): Node[] {
  const nodes: Node[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    nodes.push(node);
    stack.push(...[...childrenOf(code, node)].reverse());
  }
  return nodes;
}

const EXPRESSION =
  /^(?:(?:Array|Object|Function|ArrowFunction|New|Call|Member|Conditional|Logical|Assignment|Sequence|Binary|Unary|Update|Await|Yield|Chain)Expression|Identifier|Literal|TemplateLiteral)$/;

/** Whether `f(node)` could stand in the place of `node`, and would get its value each time. */
export function hasValue(node: Node): boolean {
  const { parent } = node;
  if (!parent || !EXPRESSION.test(node.type)) return false;
  switch (parent.type) {
    case 'MemberExpression':
      if (parent.property === node) return parent.computed;
      return !isOnChain(node, parent);
    case 'CallExpression':
      // `xs.pop()` needs its receiver.
      return parent.callee !== node || (node.type !== 'MemberExpression' && !isOnChain(node, parent));
    case 'NewExpression':
      return parent.callee !== node;
    case 'ChainExpression':
    case 'TaggedTemplateExpression':
      return false;
    case 'Property':
      if (parent.parent.type === 'ObjectPattern') return parent.computed && parent.key === node;
      // The function of `get a() {}` has no value of its own.
      if (parent.value === node && (parent.method || parent.kind !== 'init')) return false;
      return parent.shorthand ? false : parent.value === node || parent.computed;
    case 'PropertyDefinition':
      return parent.value === node || parent.computed;
    case 'MethodDefinition':
      return parent.key === node && parent.computed;
    case 'ClassDeclaration':
      return parent.superClass === node;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.right === node;
    case 'VariableDeclarator':
      return parent.init === node;
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right === node;
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
    case 'CatchClause':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ExportSpecifier':
      return false;
    default:
      return !isFunction(parent) || parent.body === node;
  }
}

/** A part of `a?.b.c` that a question mark before it may cut off. */
function isOnChain(node: Node, parent: Node): boolean {
  if (node.type !== 'MemberExpression' && node.type !== 'CallExpression') return false;
  let outer: Node | undefined = parent;
  while (outer?.type === 'MemberExpression' || outer?.type === 'CallExpression') outer = outer.parent;
  return outer?.type === 'ChainExpression';
}

/** Whether `{ node }` could stand in the place of `node`. */
export function isSpan(node: Node): boolean {
  const { parent } = node;
  switch (node.type) {
    case 'ExpressionStatement':
    case 'IfStatement':
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'TryStatement':
    case 'SwitchStatement':
    case 'LabeledStatement':
    case 'ReturnStatement':
    case 'ThrowStatement':
      // A label goes with its loop.
      return parent?.type !== 'LabeledStatement';
    case 'BlockStatement':
      return (
        parent !== undefined && !isFunction(parent) && parent.type !== 'TryStatement' && parent.type !== 'CatchClause'
      );
    default:
      return false;
  }
}
