// `[...x].forEach(f)` without the array: the collection's own `forEach` where the callback fits it (no garbage at all),
// else a loop around the callback's body.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Kind } from '../../analysis/builtins.js';
import type { Origin } from '../../analysis/origin.js';
import { mentionsNames } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { largestArity } from '../../analysis/arity.js';
import { bodyAsLoop } from './loop-body.js';
import type { Rewriting } from './waste.js';

interface ForEachCall {
  readonly call: TSESTree.CallExpression;
  readonly callback: Node;
  readonly source: Node;
  /** What the source walks, itself where it is no iterator. */
  readonly collection: Node;
  /** The array is a `slice`, which has the holes of its source. */
  readonly keepsHoles: boolean;
  readonly kind: Kind | null;
  /** What the source's iterator gives; `null` where there is none. */
  readonly steps: Origin['steps'] | null;
}

export function forEachRewriting(code: SourceCode, found: ForEachCall): Rewriting | null {
  const { callback, collection, keepsHoles, kind, steps } = found;
  const arity = largestArity(code, callback);
  const isSetOfValues = kind === 'set' && (steps === null || steps === 'values');
  const isMapOfValues = kind === 'map' && steps === 'values';
  if (arity <= 1 && (isSetOfValues || isMapOfValues)) return { kind: 'direct', collection };
  // Both skip them, as a loop would not.
  if (keepsHoles) return arity <= 2 ? { kind: 'direct', collection } : null;
  // Typed arrays have no holes, so nothing is skipped.
  if (arity <= 2 && kind === 'typedArray' && steps === null) return { kind: 'direct', collection };
  if (kind === 'map' && (steps === null || steps === 'entries')) {
    const pair = asPair(code, callback, collection);
    if (pair) return pair;
  }
  return asLoop(code, found);
}

/** `([key, value]) => …`, with plain names. */
function asPair(code: SourceCode, callback: Node, collection: Node): Rewriting | null {
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return null;
  const [pattern, ...others] = callback.params;
  if (pattern?.type !== 'ArrayPattern' || others.length > 0 || pattern.typeAnnotation) return null;
  if (largestArity(code, callback) !== 1 || pattern.elements.length > 2) return null;
  // It may call itself with a pair.
  if (callback.id && mentionsNames(code, callback.body, new Set([callback.id.name]))) return null;
  const [key = null, value = null] = pattern.elements;
  if (key && (key.type !== 'Identifier' || key.name === '_value')) return null;
  if (value && value.type !== 'Identifier') return null;
  // A name for the value that nobody asked for must not hide another.
  if (key && !value && mentionsNames(code, callback.body, new Set(['_value']))) return null;
  return { kind: 'pair', collection, pattern, key, value };
}

function asLoop(code: SourceCode, { call, callback, source }: ForEachCall): Rewriting | null {
  const statement = call.parent;
  if (statement.type !== 'ExpressionStatement' || call.arguments.length !== 1) return null;
  if (callback.type !== 'ArrowFunctionExpression') return null;
  const loop = bodyAsLoop(code, callback);
  return loop?.exits.length === 0 && !mentionsNames(code, source, loop.names)
    ? { kind: 'loop', statement, collection: source, ...loop }
    : null;
}
