// The TypeScript types and JSDoc comments that speak of the array.

import type { FixedArray } from '../../analysis/fixed-arrays.js';
import { elementTypeOf } from '../../analysis/declared-types.js';
import { declaratorOf, type Variable } from '../../analysis/variables.js';
import { contains } from '../../analysis/enclosing.js';
import { unwrapped } from '../../analysis/wrappers.js';
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

/** Reads that TypeScript let pass because the elements were `any`. */
export function needsElementType(array: FixedArray, { kind }: Elements): boolean {
  const [name] = array.variable.identifiers;
  const isAnnotated = name !== undefined && 'typeAnnotation' in name && Boolean(name.typeAnnotation);
  return (
    array.allocation.untyped && !isAnnotated && kind !== 'boxedFlags' && array.reads.some(({ node }) => !isTest(node))
  );
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
