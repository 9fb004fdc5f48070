// The place that a node has in the source, as far as it matters to code that is put there.

import type { Slot } from './parentheses.js';
import type { Node, SourceCode } from './source-code.js';

/** `null` when nothing around the node can bind to what stands there, as within parentheses. */
export function slotOf(code: SourceCode, node: Node): Slot | null {
  const { parent } = node;
  if (!parent) return null;
  const before = code.getTokenBefore(node);
  const after = code.getTokenAfter(node);
  const closed = before?.value === '(' && after?.value === ')';
  if (closed && !isArgumentList(parent, node, before.range[0])) return null;
  const field = fieldOf(parent, node) ?? '';
  const constructed = field === 'object' && isConstructed(parent, before?.value);
  return {
    parent: constructed ? 'NewExpression' : parent.type,
    field: constructed ? 'callee' : field === 'property' || field === 'key' ? 'computed-property' : field,
    startsStatement: startsStatement(node),
    ...('operator' in parent ? { operator: parent.operator } : {}),
  };
}

function fieldOf(parent: Node, node: Node): string | undefined {
  return Object.entries(parent).find(
    ([key, value]) => key !== 'parent' && (value === node || (Array.isArray(value) && value.includes(node as never))),
  )?.[0];
}

/** Parentheses of a call belong to the call: `f(a, b)` for a sequence would be two arguments. */
function isArgumentList(parent: Node, node: Node, parenthesis: number): boolean {
  if (parent.type === 'ImportExpression') return true;
  return (
    (parent.type === 'CallExpression' || parent.type === 'NewExpression') &&
    parent.callee !== node &&
    parenthesis >= parent.callee.range[1]
  );
}

/** Whether a member is, without parentheses, what `new` constructs: in `new a.b()` a call for `a` would end it. */
function isConstructed(member: Node, tokenBefore: string | undefined): boolean {
  let current = member;
  while (current.parent?.type === 'MemberExpression' && current.parent.object === current) current = current.parent;
  return current.parent?.type === 'NewExpression' && current.parent.callee === current && tokenBefore === 'new';
}

/** Whether nothing but white space stands between the node and where its statement or arrow function's body begins. */
function startsStatement(node: Node): boolean {
  for (let current: Node | undefined = node; current; current = current.parent) {
    const { parent }: Node = current;
    if (parent?.range[0] === node.range[0] && parent.type !== 'ExpressionStatement') continue;
    if (parent?.type === 'ExpressionStatement') return true;
    if (parent?.type === 'ExportDefaultDeclaration') return true;
    return parent?.type === 'ArrowFunctionExpression' && parent.body === current;
  }
  return false;
}
