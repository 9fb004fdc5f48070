// Expressions that collect an iterable into a new array.
//
// Guarantee: the value is a new array with exactly the elements that walking `source` gives, front to back, collected
// when the expression is evaluated.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { isIterable } from './builtins.js';
import { globalName } from './callees.js';
import { originOf } from './origin.js';
import { propertyName } from './wrappers.js';

export interface Collecting {
  readonly node: TSESTree.ArrayExpression | TSESTree.CallExpression;
  readonly source: Node;
  /** `slice` keeps the holes of a sparse array; the other ways give `undefined` for them. */
  readonly by: 'spread' | 'arrayFrom' | 'toArray' | 'slice';
}

export function collectingOf(code: SourceCode, node: Node): Collecting | null {
  if (node.type === 'ArrayExpression') {
    const [only, ...others] = node.elements;
    return only?.type === 'SpreadElement' && others.length === 0 ? { node, source: only.argument, by: 'spread' } : null;
  }
  if (node.type !== 'CallExpression' || node.optional || node.typeArguments) return null;
  const [first, ...others] = node.arguments;
  if (globalName(code, node.callee) === 'Array.from') {
    // `Array.from` also takes what has a length but cannot be iterated.
    const isWalk = first && others.length === 0 && isIterable(originOf(code, first)?.kind ?? null);
    return isWalk ? { node, source: first, by: 'arrayFrom' } : null;
  }
  if (node.callee.type !== 'MemberExpression' || node.callee.optional) return null;
  const source = node.callee.object;
  const name = propertyName(node.callee);
  if (name !== 'toArray' && name !== 'slice') return null;
  const kind = originOf(code, source)?.kind;
  if (name === 'toArray') {
    const isIterator = kind === 'iterator' || kind === 'generator';
    return isIterator && !first ? { node, source, by: 'toArray' } : null;
  }
  const isWhole = !first || (others.length === 0 && first.type === 'Literal' && first.value === 0);
  return (kind === 'array' || kind === 'typedArray') && isWhole ? { node, source, by: 'slice' } : null;
}
