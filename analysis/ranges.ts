// Arrays and iterators that are made of nothing but a number of elements: `Array.from({ length: n }, f)`,
// `[...Array(n).keys()]`, `Array(n).fill(0)`.
//
// Guarantee: where `agreesWithCount` says `yes`, the value gives `length` elements, each what `element` says, front to
// back, and nobody else holds it. Evaluating it runs no user code but the expression `length` and the mapper, which is
// called for each index before the first element is looked at.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { globalName } from './callees.js';
import { isFunction, type FunctionNode } from './enclosing.js';
import { valuesOf } from './numbers.js';
import { constantNumber } from './size.js';
import { variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** What each element is; array methods other than `fill` and `keys` skip a `hole`, a walk takes it for `undefined`. */
export type RangeElement =
  | { readonly kind: 'hole' | 'undefined' | 'index' }
  /** A literal that all elements share. */
  | { readonly kind: 'value' }
  /** What the function gives for (what `of` says, the index). */
  | { readonly kind: 'mapped'; readonly mapper: FunctionNode; readonly of: 'undefined' | 'index' | 'value' };

export interface Range {
  readonly node: Node;
  /** The expression that says how many. */
  readonly length: Node;
  /** `Array(n)` throws for what is no length, and takes what is no number for its one element; `{ length: n }` takes all. */
  readonly by: 'constructor' | 'arrayLike';
  readonly element: RangeElement;
  /** The value is an iterator: it can be walked once, and has no array methods. */
  readonly isIterator: boolean;
}

export function rangeOf(code: SourceCode, expression: Node): Range | null {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'ArrayExpression': {
      const [only, ...others] = node.elements;
      return only?.type === 'SpreadElement' && others.length === 0 ? collected(code, node, only.argument) : null;
    }
    case 'NewExpression':
      return constructed(code, node);
    case 'CallExpression':
      return node.optional ? null : (constructed(code, node) ?? ofFrom(code, node) ?? ofMethod(code, node));
    default:
      return null;
  }
}

/** `Array(n)`, `new Array(n)` */
function constructed(code: SourceCode, node: TSESTree.CallExpression | TSESTree.NewExpression): Range | null {
  const [length, ...others] = node.arguments;
  if (globalName(code, node.callee) !== 'Array' || !length || others.length > 0 || length.type === 'SpreadElement') {
    return null;
  }
  return { node, length, by: 'constructor', element: { kind: 'hole' }, isIterator: false };
}

/** `Array.from({ length: n })`, `Array.from(Array(n).keys())`, each with a function or without. */
function ofFrom(code: SourceCode, node: TSESTree.CallExpression): Range | null {
  const [source, mapper, ...others] = node.arguments;
  if (globalName(code, node.callee) !== 'Array.from' || !source || others.length > 0) return null;
  const length = lengthIn(source);
  const range: Range | null = length
    ? { node, length, by: 'arrayLike', element: { kind: 'undefined' }, isIterator: false }
    : collected(code, node, source);
  return mapper && range ? mapped(range, node, mapper) : range;
}

/** `n` in `{ length: n }` */
function lengthIn(node: Node): Node | null {
  const bare = unwrapped(node);
  const [property, ...others] = bare.type === 'ObjectExpression' ? bare.properties : [];
  if (property?.type !== 'Property' || others.length > 0 || property.method || property.kind !== 'init') return null;
  return !property.computed && propertyName(property) === 'length' ? property.value : null;
}

/** The elements of a walk in a new array. */
function collected(code: SourceCode, node: Node, source: Node): Range | null {
  const range = rangeOf(code, source);
  if (!range) return null;
  const element = range.element.kind === 'hole' ? ({ kind: 'undefined' } as const) : range.element;
  return { ...range, node, element, isIterator: false };
}

function ofMethod(code: SourceCode, node: TSESTree.CallExpression): Range | null {
  const { callee, arguments: given } = node;
  if (callee.type !== 'MemberExpression' || callee.optional) return null;
  const name = propertyName(callee);
  if (name !== 'keys' && name !== 'fill' && name !== 'map') return null;
  const range = rangeOf(code, callee.object);
  const [first, ...others] = given;
  if (!range || range.isIterator || others.length > 0) return null;
  switch (name) {
    case 'keys':
      // What a mapper gives is not looked at, but it is called.
      if (first || range.element.kind === 'mapped') return null;
      return { ...range, node, element: { kind: 'index' }, isIterator: true };
    case 'fill': {
      const isMissing = !first || isUndefined(code, first);
      if (range.element.kind === 'mapped' || !(isMissing || unwrapped(first).type === 'Literal')) return null;
      return { ...range, node, element: { kind: isMissing ? 'undefined' : 'value' } };
    }
    case 'map':
      // Holes stay holes, and the function is not called for them.
      return first && range.element.kind !== 'hole' ? mapped(range, node, first) : null;
  }
}

function isUndefined(code: SourceCode, node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined' && variableOf(code, node) === null;
}

function mapped(range: Range, node: Node, mapper: Node): Range | null {
  const { kind } = range.element;
  const bare = unwrapped(mapper);
  if (kind === 'mapped' || kind === 'hole' || !isFunction(bare)) return null;
  return { ...range, node, element: { kind: 'mapped', mapper: bare, of: kind }, isIterator: false };
}

const MOST = 2 ** 32 - 1;

/**
 * Whether there are as many elements as turns of `for (let i = 0; i < length; i++)`. `no` means that the value differs
 * or throws whatever `length` is.
 */
export function agreesWithCount(code: SourceCode, { length, by }: Range): Answer {
  const constant = constantNumber(code, length);
  if (constant !== null) return Number.isInteger(constant) && constant >= 0 && constant <= MOST ? 'yes' : 'no';
  const { number, other, boolean, undefined: mayBeUndefined, null: mayBeNull } = valuesOf(code, length);
  if (!number && !boolean && !mayBeUndefined && !mayBeNull) return other ? 'unknown' : 'no';
  const isWhole = !number || (number.integer && number.max <= MOST);
  if (other || !isWhole) return 'unknown';
  // Below nothing there is nothing, and `NaN`, `null`, `false` and `undefined` are none or one in both.
  if (by === 'arrayLike') return 'yes';
  const isLength = number !== null && number.min >= 0 && !number.nan;
  return isLength && !boolean && !mayBeUndefined && !mayBeNull ? 'yes' : 'unknown';
}

/** Whether the length may be something else than a number: `Array('3')` has one element. */
export function mayBeOneElement(code: SourceCode, { length, by }: Range): boolean {
  const { other, boolean, undefined: mayBeUndefined, null: mayBeNull } = valuesOf(code, length);
  return by === 'constructor' && (other || boolean || mayBeUndefined || mayBeNull);
}
