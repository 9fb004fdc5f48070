// What the collected array is used for, and how the same is done without it.

import type { TSESTree } from '@typescript-eslint/utils';
import { kindOfAnnotation } from '../../analysis/annotations.js';
import type { Collecting } from '../../analysis/collecting.js';
import type { Kind } from '../../analysis/builtins.js';
import { consumptionOf, type Consumption } from '../../analysis/consumption.js';
import { declaredTypeOf } from '../../analysis/declared-types.js';
import { isFunction } from '../../analysis/enclosing.js';
import { originOf, type Origin } from '../../analysis/origin.js';
import { kindByType } from '../../analysis/types.js';
import { useOf } from '../../analysis/uses.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { largestArity } from '../../analysis/arity.js';
import { forEachRewriting } from './for-each.js';
import type { Place } from './place.js';

export type MessageId =
  'collectedForWalk' | 'collectedTwice' | 'collectedForSize' | 'collectedForLookup' | 'collectedForSearch';

export type Rewriting =
  /** The array is replaced by what it was collected from. */
  | { readonly kind: 'direct'; readonly collection: Node }
  /** The collection around the array goes: `[...[...x]]`. */
  | { readonly kind: 'again'; readonly outer: Node }
  /** `[...set].length` → `set.size`. */
  | {
      readonly kind: 'size';
      readonly member: TSESTree.MemberExpression;
      readonly collection: Node;
      readonly name: string;
    }
  /** `[...set].includes(v)` → `set.has(v)`. */
  | {
      readonly kind: 'method';
      readonly call: TSESTree.CallExpression;
      readonly collection: Node;
      readonly name: string;
    }
  /** `[...set].some(f)` → `set.values().some(f)`. */
  | { readonly kind: 'iterator'; readonly collection: Node; readonly method: string }
  /** `[...map].forEach(([k, v]) => …)` → `map.forEach((v, k) => …)`. */
  | {
      readonly kind: 'pair';
      readonly collection: Node;
      readonly pattern: TSESTree.ArrayPattern;
      readonly key: TSESTree.Identifier | null;
      readonly value: TSESTree.Identifier | null;
    }
  /** `[...text].forEach((c) => …)` → `for (const c of text) …`. */
  | {
      readonly kind: 'loop';
      readonly statement: TSESTree.ExpressionStatement;
      readonly collection: Node;
      readonly declare: 'const' | 'let';
      readonly parameter: Node;
      readonly body: TSESTree.BlockStatement | TSESTree.Expression;
    };

export interface Waste {
  readonly messageId: MessageId;
  readonly rewriting: Rewriting;
  /** What runs between the steps of the direct walk, or before it ends: with a copy it ran after all steps. */
  readonly during: readonly Node[];
  /** Each element is looked into as it comes, so a generator must not change it afterwards. */
  readonly readsEntries?: true;
  /** `undefined` would be taken for empty. */
  readonly refusesNullish?: true;
  /** The rewrite uses iterator helpers. */
  readonly needsHelpers?: true;
  /** What the message names in place of the source. */
  readonly insteadOf?: Node;
}

export function wasteOf(code: SourceCode, collecting: Collecting, { array }: Place): Waste | null {
  // `(isSorted ? [...set] : list).length`
  const consumption = consumptionOf(code, array);
  if (consumption) return ofConsumption(code, collecting, consumption);
  const use = useOf(array);
  if (use.kind === 'get' && use.name === 'length' && !use.node.optional) return ofLength(code, collecting, use.node);
  if (use.kind !== 'method' || use.name === null || use.node.optional) return null;
  const { callee } = use.node;
  return callee.type === 'MemberExpression' && !callee.optional ? ofMethod(code, collecting, use.node, use.name) : null;
}

function ofConsumption(code: SourceCode, collecting: Collecting, consumption: Consumption): Waste | null {
  const { source } = collecting;
  const kind = originOf(code, source)?.kind ?? null;
  const direct: Rewriting = { kind: 'direct', collection: source };
  const twice = { messageId: 'collectedTwice', rewriting: direct, during: [] } as const;
  switch (consumption.kind) {
    case 'forOf':
    case 'delegate':
      return { messageId: 'collectedForWalk', rewriting: direct, during: [consumption.node] };
    case 'destructure':
      return { messageId: 'collectedForWalk', rewriting: direct, during: [consumption.node] };
    case 'collect':
      // Holes that `slice` keeps become `undefined` by the second copy.
      return collecting.by === 'slice' ? twice : { ...twice, rewriting: { kind: 'again', outer: consumption.node } };
    case 'spread':
      return twice;
    case 'construct':
      return ofConstruct(consumption.name, kind, twice);
    case 'static':
      if (consumption.name === 'Object.fromEntries') return { ...twice, readsEntries: true };
      // `Array.from(x, f)`: `f` runs between the steps.
      return consumption.name === 'Array.from' ? { ...twice, during: [consumption.node] } : null;
  }
}

function ofConstruct(name: string, kind: Kind | null, twice: Waste): Waste | null {
  if (name === 'Set' || name === 'WeakSet') return { ...twice, refusesNullish: true };
  if (name === 'Map' || name === 'WeakMap') return { ...twice, refusesNullish: true, readsEntries: true };
  // `new Uint8Array('12')` has twelve elements; an iterable that is no array is collected by the constructor anyway.
  return kind === 'array' || kind === 'typedArray' ? twice : null;
}

function ofLength(code: SourceCode, { source }: Collecting, member: TSESTree.MemberExpression): Waste | null {
  const counted = countedBy(code, source);
  if (!counted) return null;
  const rewriting: Rewriting = { kind: 'size', member, ...counted };
  return { messageId: 'collectedForSize', rewriting, during: [], insteadOf: counted.collection };
}

/** The collection with as many elements as the walk of `source` has steps, and where it says how many. */
function countedBy(code: SourceCode, source: Node): { collection: Node; name: string } | null {
  const collection = directlyWalked(originOf(code, source), source) ?? source;
  const kind = kindAsDeclared(code, collection);
  if (kind === 'map' || kind === 'set') return { collection, name: 'size' };
  return kind === 'array' || kind === 'typedArray' ? { collection, name: 'length' } : null;
}

/** The kind, where the type has its members too: `const names: Iterable<string> = new Set()` has no `size`. */
function kindAsDeclared(code: SourceCode, collection: Node): Kind | null {
  const kind = originOf(code, collection)?.kind ?? null;
  const type = declaredTypeOf(code, collection);
  const isSeen = !type || kindOfAnnotation(code, type) === kind || kindByType(code, collection) === kind;
  return isSeen ? kind : null;
}

/** `map` in `map.keys()`: an iterator that has not been moved. */
function directlyWalked(origin: Origin | null, source: Node): Node | null {
  return origin?.kind === 'iterator' && origin.steps && origin.made === unwrapped(source)
    ? (origin.walks ?? null)
    : null;
}

/** Array methods that treat a hole like `undefined`, as the copy did. */
const SEE_HOLES = new Set(['find', 'findIndex', 'findLast', 'findLastIndex', 'includes', 'join']);
const HELPERS = new Set(['every', 'find', 'some']);

function ofMethod(code: SourceCode, collecting: Collecting, call: TSESTree.CallExpression, name: string): Waste | null {
  const { source } = collecting;
  const kind = kindAsDeclared(code, source);
  const [first, ...others] = call.arguments;
  if (name === 'forEach') return ofForEach(code, collecting, call);
  if (!first || first.type === 'SpreadElement') return null;
  if (name === 'includes') return others.length === 0 ? ofIncludes(code, collecting, call) : null;
  if (kind === 'array' || kind === 'typedArray') {
    const isBlind = name === 'join' || largestArity(code, first) <= 2;
    if (!SEE_HOLES.has(name) || !isBlind) return null;
    const during = name === 'join' ? call.arguments : [call];
    return { messageId: 'collectedForLookup', rewriting: { kind: 'direct', collection: source }, during };
  }
  if (!HELPERS.has(name) || others.length > 0 || largestArity(code, first) > 2) return null;
  const method = kind === 'set' ? 'values' : kind === 'map' ? 'entries' : null;
  if (kind !== 'iterator' && !method) return null;
  const rewriting: Rewriting = method
    ? { kind: 'iterator', collection: source, method }
    : { kind: 'direct', collection: source };
  return { messageId: 'collectedForSearch', rewriting, during: [call], needsHelpers: true };
}

function ofIncludes(code: SourceCode, { source }: Collecting, call: TSESTree.CallExpression): Waste | null {
  const origin = originOf(code, source);
  const walked = directlyWalked(origin, source);
  const collection = walked ?? source;
  const kind = kindAsDeclared(code, collection);
  const messageId = 'collectedForLookup';
  // The value is computed after the copy, and before the look-up.
  const during = call.arguments;
  if (kind === 'set' && origin?.steps !== 'entries') {
    return { messageId, rewriting: { kind: 'method', call, collection, name: 'has' }, during, insteadOf: collection };
  }
  if (kind === 'map' && origin?.steps === 'keys') {
    return { messageId, rewriting: { kind: 'method', call, collection, name: 'has' }, during, insteadOf: collection };
  }
  const isArray = !walked && (kind === 'array' || kind === 'typedArray');
  return isArray ? { messageId, rewriting: { kind: 'direct', collection: source }, during } : null;
}

function ofForEach(code: SourceCode, { source, by }: Collecting, call: TSESTree.CallExpression): Waste | null {
  const [callback] = call.arguments;
  if (!callback || callback.type === 'SpreadElement') return null;
  // It goes on after its first `await`, when the walk is over.
  const bare = unwrapped(callback);
  if (isFunction(bare) && (bare.async || bare.generator)) return null;
  const origin = originOf(code, source);
  const walked = directlyWalked(origin, source);
  const rewriting = forEachRewriting(code, {
    call,
    callback: bare,
    source,
    collection: walked ?? source,
    keepsHoles: by === 'slice',
    kind: kindAsDeclared(code, walked ?? source),
    steps: walked ? (origin?.steps ?? null) : null,
  });
  return rewriting && { messageId: 'collectedForWalk', rewriting, during: [call] };
}
