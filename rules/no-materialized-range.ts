// A number of elements that are made into an array only to be walked.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../analysis/answer.js';
import { isPure } from '../analysis/effects.js';
import { isFunction } from '../analysis/enclosing.js';
import { readsTheSame } from '../analysis/interference.js';
import { valuesOf } from '../analysis/numbers.js';
import { agreesWithCount, mayBeOneElement, rangeOf, type Range } from '../analysis/ranges.js';
import { readsOf } from '../analysis/reads.js';
import { constantNumber, SMALL } from '../analysis/size.js';
import { toNumber } from '../analysis/values.js';
import { useOf } from '../analysis/uses.js';
import { hasDynamicNames } from '../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import { shortText } from '../core/short-text.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { countingOf, type Counting } from './no-materialized-range/counting.js';
import { walkOf, type Walk } from './no-materialized-range/walk.js';
import { largestArity } from '../analysis/arity.js';

type MessageId = 'walkedRange' | 'mappedRange' | 'steppedRange';
type Reason =
  'lengthNotProved' | 'mayBeOneElement' | 'mayChangeMeanwhile' | 'nameTaken' | 'usedInExpression' | 'callbackKept';

export type Rewriting =
  | { readonly kind: 'loop'; readonly walk: Walk; readonly counting: Counting }
  /** `Array.from({ length: n }).map(f)` */
  | { readonly kind: 'from'; readonly call: TSESTree.CallExpression; readonly from: TSESTree.CallExpression }
  /** `[...Array(n).keys()]` */
  | { readonly kind: 'numbers'; readonly length: Node };

export interface MaterializedRange extends Match<MessageId, Reason> {
  /** `null` where there is none. */
  readonly rewriting: Rewriting | null;
}

/** From here on a range that is kept is made another way: what that saves is 90 bytes an element for a moment. */
const MANY = 8192;

export const rule: Rule<MaterializedRange> = {
  id: 'no-materialized-range',
  family: 'lazy',
  gain: 'bytes',
  description: 'a number of elements made into an array that is only walked',
  preset: 'recommended',
  messages: {
    walkedRange:
      '`{{range}}` allocates an array (8 bytes for each element, about 40 where an iterator fills it) for no more than counting. Count in a `for` loop, which is many times as fast.',
    mappedRange:
      '`{{range}}` is an array of `undefined` (8 bytes for each element) that is mapped into another. Give the function to `Array.from`.',
    steppedRange:
      '`{{range}}` allocates for each number a result of the iterator (about 90 bytes, a fifth of that is the array at its peak). `Array.from` with a function allocates 8, in up to twice the time.',
  },
  reasons: {
    lengthNotProved:
      'the length is not proved to be a whole number from 0 to 2³² − 1, for which alone both count alike',
    mayBeOneElement: 'the length may be no number: `Array(n)` is then an array of that one element',
    mayChangeMeanwhile: 'what the elements are computed from may change from one turn to the next',
    nameTaken: 'a variable of the loop would have the name of another one that is used there',
    usedInExpression: 'the walk is part of an expression, and a loop is a statement',
    callbackKept: 'the callback cannot be the body of a loop as it stands',
  },
  options: {},
  defaults: {},
  tokens: ['Array.from', 'Array('],
  detect(code) {
    function* find(node: Node): Generator<MaterializedRange> {
      const range = rangeOf(code, node);
      if (!range || hasDynamicNames(code) || isSmallRange(code, range)) return;
      const match = ofWalk(code, range) ?? ofMap(code, range) ?? ofNumbers(code, range);
      if (match) yield match;
    }
    return { ArrayExpression: find, CallExpression: find, NewExpression: find };
  },
};

function isSmallRange(code: SourceCode, { length }: Range): boolean {
  const most = constantNumber(code, length) ?? toNumber(valuesOf(code, length))?.max;
  return most !== undefined && most <= SMALL;
}

function ofWalk(code: SourceCode, range: Range): MaterializedRange | null {
  const walk = walkOf(code, range);
  if (!walk) return ofSearch(code, range);
  const counting = countingOf(code, range, walk);
  const verdict = counting && judge(conditionsOf(code, range, walk));
  if (!verdict) return null;
  const words = found(code, range.node, 'walkedRange');
  return counting === 'nameTaken'
    ? { ...words, verdict: { tier: 'report', reason: 'nameTaken' }, rewriting: null }
    : { ...words, verdict, rewriting: { kind: 'loop', walk, counting } };
}

const SEARCHES = /^(?:every|find|findIndex|reduce|some)$/;

/** Walked by a method that gives something, or that calls a function which is no body of a loop. */
function ofSearch(code: SourceCode, range: Range): MaterializedRange | null {
  const use = useOf(range.node);
  const { element, isIterator } = range;
  if (use.kind !== 'method' || use.node.optional || isIterator || element.kind === 'hole') return null;
  const { node: call, name } = use;
  const [callback] = call.arguments;
  const bare = callback && unwrapped(callback);
  if (!bare || (isFunction(bare) && bare.async) || agreesWithCount(code, range) === 'no') return null;
  const reason = name === 'forEach' && call.parent.type === 'ExpressionStatement' ? 'callbackKept' : 'usedInExpression';
  const isWalk =
    name === 'forEach' || (SEARCHES.test(name ?? '') && call.arguments.length === (name === 'reduce' ? 2 : 1));
  if (!isWalk || largestArity(code, bare) > (name === 'reduce' ? 3 : 2)) return null;
  return { ...found(code, range.node, 'walkedRange'), verdict: { tier: 'report', reason }, rewriting: null };
}

function* conditionsOf(code: SourceCode, range: Range, walk: Walk): Generator<Condition<Reason>> {
  const { element } = range;
  if (element.kind === 'mapped') {
    yield { holds: canBeComputedLater(code, element.mapper, walk), reason: 'mayChangeMeanwhile' };
  }
  const reason = mayBeOneElement(code, range) ? 'mayBeOneElement' : 'lengthNotProved';
  yield { holds: agreesWithCount(code, range), reason };
}

type Mapper = Extract<Range['element'], { kind: 'mapped' }>['mapper'];

/** Whether it does not matter that the turns before have run when an element is computed. */
function canBeComputedLater(code: SourceCode, mapper: Mapper, { statement, body }: Walk): Answer {
  if (mapper.async || mapper.generator || !isPure(code, mapper.body)) return 'no';
  const { parent: call } = mapper;
  if (call.type !== 'CallExpression') return 'no';
  // The body of a callback stands in another function than what it touches.
  const meanwhile = [statement.type === 'ForOfStatement' ? body : statement];
  return readsTheSame(code, readsOf(code, mapper), { callee: mapper, call, meanwhile });
}

function ofMap(code: SourceCode, { node: from, by, element }: Range): MaterializedRange | null {
  if (by !== 'arrayLike' || element.kind !== 'undefined' || from.type !== 'CallExpression') return null;
  const member = from.parent;
  const call = member.parent;
  if (member.type !== 'MemberExpression' || member.object !== from || member.optional) return null;
  if (propertyName(member) !== 'map' || call?.type !== 'CallExpression' || call.callee !== member) return null;
  const [mapper, ...others] = call.arguments;
  if (!mapper || others.length > 0 || call.optional || largestArity(code, mapper) > 2) return null;
  if (from.arguments.length > 1 || from.typeArguments || call.typeArguments) return null;
  return { ...found(code, call, 'mappedRange'), verdict: { tier: 'safe' }, rewriting: { kind: 'from', call, from } };
}

/** Where an iterator steps through many numbers. */
function ofNumbers(code: SourceCode, range: Range): MaterializedRange | null {
  const { node, length, element, isIterator, by } = range;
  const many = constantNumber(code, length);
  if (isIterator || element.kind !== 'index' || by !== 'constructor' || many === null || many < MANY) return null;
  if (wrapped(node) !== node || agreesWithCount(code, range) !== 'yes') return null;
  return {
    ...found(code, node, 'steppedRange'),
    verdict: { tier: 'safe' },
    rewriting: { kind: 'numbers', length: unwrapped(length) },
  };
}

function found<Id extends MessageId>(code: SourceCode, node: Node, messageId: Id) {
  return { node, messageId, data: { range: shortText(code, node) } };
}
