// Arrays that are made with a length: `new Array(n)`, `Array(n).fill(v)`, `Array.from({ length: n }, f)`.
//
// Guarantee: the expression makes a new array of that length, every element of which is what `initial` says, and does
// nothing else but run the callback once for each index, in order.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { usesArguments } from './calls.js';
import { globalName } from './callees.js';
import { isPure } from './effects.js';
import { isFunction, type FunctionNode } from './enclosing.js';
import { returnedBy } from './returns.js';
import { variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export type Initial =
  | { readonly kind: 'holes' | 'undefined' | 'indexes' }
  | { readonly kind: 'value'; readonly value: Node }
  /** `(_, i) => …`, which takes nothing but the index. */
  | { readonly kind: 'callback'; readonly callback: FunctionNode; readonly results: readonly Node[] };

export interface Allocation {
  /** The whole expression. */
  readonly node: Node;
  /**
   * How the length is taken: `new Array(n)` throws unless `n` is a whole number (and makes `['3']` of a string), while
   * `Array.from({ length: n })` rounds.
   */
  readonly takes: 'exactLength' | 'anyLength';
  readonly length: TSESTree.Expression;
  readonly initial: Initial;
  /** TypeScript takes its elements for `any`, unless the variable is annotated. */
  readonly untyped: boolean;
}

export function allocationOf(code: SourceCode, expression: Node): Allocation | null {
  const node = unwrapped(expression);
  const made = allocated(code, node);
  return made && { ...made, node };
}

function allocated(code: SourceCode, node: Node): Allocation | null {
  switch (node.type) {
    case 'NewExpression':
      return ofConstructor(code, node);
    case 'CallExpression': {
      if (globalName(code, node.callee) === 'Array') return ofConstructor(code, node);
      return globalName(code, node.callee) === 'Array.from' ? ofFrom(code, node) : ofMethod(code, node);
    }
    case 'ArrayExpression': {
      const [spread, ...others] = node.elements;
      return spread?.type === 'SpreadElement' && others.length === 0 ? collected(code, spread.argument) : null;
    }
    default:
      return null;
  }
}

function ofConstructor(code: SourceCode, node: TSESTree.CallExpression | TSESTree.NewExpression): Allocation | null {
  const [length, ...others] = node.arguments;
  if (!length || length.type === 'SpreadElement' || others.length > 0) return null;
  if (globalName(code, node.callee) !== 'Array') return null;
  return { node, takes: 'exactLength', length, initial: { kind: 'holes' }, untyped: !node.typeArguments };
}

function ofFrom(code: SourceCode, node: TSESTree.CallExpression): Allocation | null {
  const [source, callback, ...others] = node.arguments;
  if (!source || others.length > 0) return null;
  const made = ofLengthObject(source) ?? collected(code, source);
  return made && callback ? mapped(code, made, callback) : made;
}

/** `{ length: n }` */
function ofLengthObject(source: Node): Allocation | null {
  const node = unwrapped(source);
  const [property, ...others] = node.type === 'ObjectExpression' ? node.properties : [];
  if (property?.type !== 'Property' || others.length > 0 || property.kind !== 'init') return null;
  if (property.computed || property.method || propertyName(property) !== 'length') return null;
  const length = property.value as TSESTree.Expression;
  return { node, takes: 'anyLength', length, initial: { kind: 'undefined' }, untyped: false };
}

/** What collecting an iterable gives: holes become `undefined`. */
function collected(code: SourceCode, source: Node): Allocation | null {
  const bare = unwrapped(source);
  if (bare.type === 'CallExpression' && bare.callee.type === 'MemberExpression' && bare.arguments.length === 0) {
    const made = propertyName(bare.callee) === 'keys' ? allocationOf(code, bare.callee.object) : null;
    return made && { ...made, initial: { kind: 'indexes' }, untyped: false };
  }
  const made = allocationOf(code, bare);
  return made?.initial.kind === 'holes' ? { ...made, initial: { kind: 'undefined' } } : made;
}

/** `.fill(v)`, `.map(f)` */
function ofMethod(code: SourceCode, { callee, arguments: given }: TSESTree.CallExpression): Allocation | null {
  if (callee.type !== 'MemberExpression' || given.length > 1) return null;
  const name = propertyName(callee);
  if (name !== 'fill' && name !== 'map') return null;
  const made = allocationOf(code, callee.object);
  const [argument] = given;
  // What is put in its place no longer runs.
  if (!made || argument?.type === 'SpreadElement' || !isIdle(code, made.initial)) return null;
  if (name === 'fill')
    return { ...made, initial: argument ? { kind: 'value', value: argument } : { kind: 'undefined' } };
  // `map` leaves holes out.
  return argument && made.initial.kind !== 'holes' ? mapped(code, made, argument) : null;
}

/** The callback takes the index at most, so it does not matter what it is called with first. */
function mapped(code: SourceCode, made: Allocation, argument: Node): Allocation | null {
  const callback = unwrapped(argument);
  if (!isFunction(callback) || !isIdle(code, made.initial)) return null;
  const [first, index] = callback.params;
  const results = returnedBy(code, callback);
  const isUnused = !first || (first.type === 'Identifier' && variableOf(code, first)?.references.length === 0);
  if (!results || !isUnused || callback.params.length > 2 || usesArguments(code, callback)) return null;
  if (index && index.type !== 'Identifier') return null;
  return { ...made, initial: { kind: 'callback', callback, results }, untyped: false };
}

/** Whether making the elements runs nothing that anyone would miss. */
function isIdle(code: SourceCode, initial: Initial): boolean {
  return initial.kind !== 'callback' && (initial.kind !== 'value' || isPure(code, initial.value));
}
