// Looks through syntax that does not change a value at run time: TypeScript's assertions, and the node that espree and
// typescript-estree put around an optional chain.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../core/source-code.js';

/** The expression inside `x as T`, `x satisfies T`, `<T>x`, `x!` and a chain's outer node. */
export function unwrapped(node: Node): Node {
  let current = node;
  while (isWrapper(current)) current = current.expression;
  return current;
}

/** The outermost node that wraps `node` without changing its value: `x` in `(x as T)!` gives the whole. */
export function wrapped(node: Node): Node {
  let current = node;
  while (current.parent && isWrapper(current.parent)) current = current.parent;
  return current;
}

function isWrapper(node: Node): node is Extract<Node, { expression: unknown }> & { expression: Node } {
  return (
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion' ||
    node.type === 'ChainExpression'
  );
}

/** The name in `x.name`, `x['name']`, `x?.name` and `{ name: … }`; `null` when it is computed at run time. */
export function propertyName(node: Node): string | null {
  if (node.type === 'MemberExpression') {
    if (!node.computed)
      return node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
    return stringOf(node.property);
  }
  if (node.type === 'Property' || node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') {
    if (node.computed) return stringOf(node.key);
    if (node.key.type === 'Identifier') return node.key.name;
    if (node.key.type === 'PrivateIdentifier') return `#${node.key.name}`;
    return node.key.type === 'Literal' ? String(node.key.value) : null;
  }
  return null;
}

function stringOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'TemplateLiteral' && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? null)
    : null;
}

/** `[]`, also as `[] as T[]`. */
export function isEmptyArray(node: Node): boolean {
  const bare = unwrapped(node);
  return bare.type === 'ArrayExpression' && bare.elements.length === 0;
}

/** The type of `x as T` and `<T>x`. */
export function castOf(node: Node): TSESTree.TypeNode | null {
  return node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion' ? node.typeAnnotation : null;
}
