// The element type that a builder declares, so that its signature can follow the rewrite.

import type { TSESTree } from '@typescript-eslint/utils';
import { contains } from '../../analysis/enclosing.js';
import { wholeSubtreeOf } from '../../analysis/children.js';
import { variableOf } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { elementsOf, type Builder } from './builder.js';

/** What becomes of the function's return type. */
export type ReturnTypeChange =
  | { readonly kind: 'none' }
  /** `string[]` becomes `Generator<string>`; without an annotation one is written. */
  | { readonly kind: 'generator'; readonly element: TSESTree.TypeNode; readonly replaces: TSESTree.TypeNode | null };

const NONE: ReturnTypeChange = { kind: 'none' };

/** `null` when the signature cannot follow: an alias, a union, a type that is only known inside. */
export function returnTypeChange(code: SourceCode, builder: Builder, typescript: boolean): ReturnTypeChange | null {
  const { node, declarator } = builder;
  // `const f: (x: T) => U[] = …`
  if (node.parent.type === 'VariableDeclarator' && node.parent.id.typeAnnotation) return null;
  const annotated = node.returnType?.typeAnnotation;
  if (annotated) {
    const array = node.async ? argumentOf(annotated, 'Promise') : annotated;
    if (array && !node.async && argumentOf(array, 'Iterable')) return NONE;
    const element = array && elementOf(array);
    return element ? { kind: 'generator', element, replaces: annotated } : null;
  }
  const element = elementOfArray(declarator);
  if (element) return isKnownOutside(code, element, builder) ? { kind: 'generator', element, replaces: null } : null;
  if (declarator.id.typeAnnotation) return null;
  return typescript && yieldsLiterals(builder) ? null : NONE;
}

/** The type of the builder's elements, where it is written somewhere and known outside of the function. */
export function elementType(code: SourceCode, builder: Builder): TSESTree.TypeNode | null {
  const element = elementOfArray(builder.declarator);
  if (element) return isKnownOutside(code, element, builder) ? element : null;
  const annotated = builder.node.returnType?.typeAnnotation;
  const array = annotated && builder.node.async ? argumentOf(annotated, 'Promise') : annotated;
  return array ? elementOf(array) : null;
}

/** `const out: T[] = []`, `= [] as T[]`, `= new Array<T>()`. */
function elementOfArray({ id, init }: Builder['declarator']): TSESTree.TypeNode | null {
  if (id.typeAnnotation) return elementOf(id.typeAnnotation.typeAnnotation);
  if (init?.type === 'TSAsExpression' || init?.type === 'TSTypeAssertion') return elementOf(init.typeAnnotation);
  return init?.type === 'NewExpression' ? (init.typeArguments?.params[0] ?? null) : null;
}

/** T of `T[]`, `readonly T[]`, `Array<T>` and `ReadonlyArray<T>`. */
function elementOf(type: TSESTree.TypeNode): TSESTree.TypeNode | null {
  if (type.type === 'TSArrayType') return type.elementType;
  if (type.type === 'TSTypeOperator' && type.operator === 'readonly' && type.typeAnnotation) {
    return elementOf(type.typeAnnotation);
  }
  return argumentOf(type, 'Array') ?? argumentOf(type, 'ReadonlyArray');
}

function argumentOf(type: TSESTree.TypeNode, name: string): TSESTree.TypeNode | null {
  const isNamed = type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === name;
  return isNamed ? (type.typeArguments?.params[0] ?? null) : null;
}

function isKnownOutside(code: SourceCode, type: Node, { node }: Builder): boolean {
  for (const inner of wholeSubtreeOf(code, type)) {
    const variable = inner.type === 'Identifier' ? variableOf(code, inner) : null;
    if (variable?.identifiers.some((identifier) => contains(node.body, identifier))) return false;
  }
  return true;
}

/** An array of `'a'` and `'b'` is a `string[]`, but a generator of them a `Generator<'a' | 'b'>`. */
function yieldsLiterals(builder: Builder): boolean {
  return elementsOf(builder).some(canBeLiteral);
}

function canBeLiteral(node: Node): boolean {
  if (node.type === 'ConditionalExpression') return canBeLiteral(node.consequent) || canBeLiteral(node.alternate);
  if (node.type === 'LogicalExpression') return canBeLiteral(node.left) || canBeLiteral(node.right);
  return node.type === 'Literal' || (node.type === 'UnaryExpression' && canBeLiteral(node.argument));
}
