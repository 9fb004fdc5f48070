// The TypeScript types and JSDoc comments that speak of the array.

import type { TSESTree } from '@typescript-eslint/utils';
import type { FixedArray } from '../../analysis/fixed-arrays.js';
import { elementTypeOf, unaliased } from '../../analysis/declared-types.js';
import { subtreeOf } from '../../analysis/children.js';
import { declaratorOf, type Variable } from '../../analysis/variables.js';
import { contains, isFunction } from '../../analysis/enclosing.js';
import { unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Elements } from './elements.js';

/** The types to be replaced by the typed array's. */
export type Annotations = readonly Node[];

/** @returns `null` when a type cannot be replaced where it stands: an alias, a generic, a cast of a whole grid. */
export function annotationsOf(code: SourceCode, array: FixedArray): Annotations | null {
  const found: Node[] = [];
  for (const variable of new Set([...array.names, array.variable])) {
    const [name] = variable.identifiers;
    const annotation = name && 'typeAnnotation' in name ? name.typeAnnotation?.typeAnnotation : undefined;
    if (!annotation) continue;
    const type = array.grid && variable === array.variable ? elementTypeOf(code, annotation) : annotation;
    if (!type || !contains(annotation, type) || !isArrayType(type)) return null;
    found.push(type);
  }
  return array.grid && hasTypedGrid(array, array.grid.node) ? null : found;
}

/** `Array.from<number[]>(…)`, `… as number[][]`, `(): number[] => new Array(n)` */
function hasTypedGrid({ variable, grid }: FixedArray, node: Node): boolean {
  const init = declaratorOf(variable)?.init;
  const isCast = init !== null && init !== undefined && unwrapped(init) !== init;
  const hasArguments = node.type === 'CallExpression' && Boolean(node.typeArguments);
  const callback = grid?.initial.kind === 'callback' ? grid.initial.callback : null;
  return isCast || hasArguments || Boolean(callback?.returnType);
}

function isArrayType(type: Node): boolean {
  if (type.type === 'TSArrayType') return true;
  if (type.type === 'TSTypeOperator') return type.operator === 'readonly';
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  return type.typeName.name === 'Array' || type.typeName.name === 'ReadonlyArray';
}

/** Whether something is read that TypeScript let pass because the elements were `any`, or not just any number. */
export function needsElementType(
  code: SourceCode,
  array: FixedArray,
  { kind }: Elements,
  annotations: Annotations,
): boolean {
  if (kind === 'boxedFlags') return false;
  const { allocation, reads, walks, calls } = array;
  const isTested = reads.every(({ node }) => isTest(node));
  const types = elementTypesOf(code, array, annotations);
  if (types.every((type) => isNumeric(code, type, ['TSNumberKeyword']))) {
    return allocation.untyped && annotations.length === 0 && !isTested;
  }
  const isComparable = types.every((type) => isNumeric(code, type, ['TSNumberKeyword', 'TSLiteralType']));
  return walks.length > 0 || calls.length > 0 || !(isComparable ? isTested : reads.length === 0);
}

/** The types that the code gives the elements, by annotations, type arguments and casts. */
function elementTypesOf(code: SourceCode, array: FixedArray, annotations: Annotations): TSESTree.TypeNode[] {
  const types = annotations.flatMap((type) => elementTypeOf(code, type as TSESTree.TypeNode) ?? []);
  for (const node of subtreeOf(code, wrapped(array.allocation.node))) {
    if (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion') {
      types.push(elementTypeOf(code, node.typeAnnotation) ?? node.typeAnnotation);
    }
    if (node.type === 'NewExpression' || node.type === 'CallExpression')
      types.push(...(node.typeArguments?.params ?? []));
    if (isFunction(node) && node.returnType) types.push(node.returnType.typeAnnotation);
  }
  return types;
}

/** `number`, `0 | 1`, and such beside `null` and `undefined`, which an element has that nobody wrote. */
function isNumeric(code: SourceCode, type: TSESTree.TypeNode, kinds: readonly string[]): boolean {
  const bare = unaliased(code, type);
  if (bare?.type === 'TSUnionType') return bare.types.every((part) => isNumeric(code, part, kinds));
  if (bare?.type === 'TSNullKeyword' || bare?.type === 'TSUndefinedKeyword') return true;
  if (bare?.type === 'TSLiteralType' && !(bare.literal.type === 'Literal' && typeof bare.literal.value === 'number'))
    return false;
  return bare !== null && kinds.includes(bare.type);
}

function isTest({ parent }: Node): boolean {
  return (
    parent?.type === 'IfStatement' ||
    (parent?.type === 'UnaryExpression' && parent.operator === '!') ||
    (parent?.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator)) ||
    (parent?.type === 'AssignmentExpression' && parent.left !== undefined && parent.operator === '=')
  );
}

/** `/** @type {number[]} *\/` right before the declaration. */
export function hasJsDocType(code: SourceCode, variable: Variable): boolean {
  const declaration = declaratorOf(variable)?.parent;
  if (!declaration) return false;
  return code
    .getAllComments()
    .some(
      ({ value, range }) =>
        /@type\b/.test(value) &&
        range[1] <= declaration.range[0] &&
        code.text.slice(range[1], declaration.range[0]).trim() === '',
    );
}
