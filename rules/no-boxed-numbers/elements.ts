// Which typed array can hold what an array holds, so that nobody reads anything else from it.

import type { Answer } from '../../analysis/answer.js';
import type { FixedArray } from '../../analysis/fixed-arrays.js';
import { integers, isWithin, type Interval } from '../../analysis/intervals.js';
import { valuesIfWithin, valuesOf, valuesOfElements, valuesWritten } from '../../analysis/numbers.js';
import { isNumber, numbers, type Values } from '../../analysis/values.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { isPure } from '../../analysis/effects.js';
import { isFunction } from '../../analysis/enclosing.js';
import { flagsOf, type FlagEdits } from './flags.js';

export interface Elements {
  readonly kind: 'boxedFlags' | 'boxedIntegers' | 'boxedDoubles';
  readonly type: string;
  readonly bytes: number;
  /** What an element takes in the plain array. */
  readonly plainBytes: number;
  /** Whether every number is proved to fit. */
  readonly isInRange: Answer;
  /** Whether that rests on no element being read from outside. */
  readonly isReadWithin: Answer;
  /** For flags: what becomes a number. */
  readonly edits: FlagEdits | null;
}

const INTEGERS: readonly (readonly [type: string, bytes: number, min: number, max: number])[] = [
  ['Uint8Array', 1, 0, 255],
  ['Int8Array', 1, -128, 127],
  ['Uint16Array', 2, 0, 65535],
  ['Int16Array', 2, -32768, 32767],
  ['Int32Array', 4, -(2 ** 31), 2 ** 31 - 1],
  ['Uint32Array', 4, 0, 2 ** 32 - 1],
];

export function elementsOf(code: SourceCode, array: FixedArray): Elements | null {
  const values = valuesOfElements(code, array);
  if (values.boolean) return ofFlags(code, array, values);
  if (!actsAlike(code, array)) return null;
  return ofNumbers(code, array, values, 'yes') ?? ofNumbers(code, array, valuesIfWithin(code, array), 'unknown');
}

function ofFlags(code: SourceCode, array: FixedArray, { number, other }: Values): Elements | null {
  if (other || (number && !isWithin(number, 0, 255))) return null;
  const edits = flagsOf(code, array);
  return edits && { ...BYTES, kind: 'boxedFlags', edits };
}

const BYTES = {
  type: 'Uint8Array',
  bytes: 1,
  plainBytes: 8,
  isInRange: 'yes',
  isReadWithin: 'yes',
  edits: null,
} as const;

/** @param isReadWithin whether the values rest on proof that no index is out of range */
function ofNumbers(code: SourceCode, array: FixedArray, values: Values, isReadWithin: Answer): Elements | null {
  if (!isNumber(values)) return null;
  const elements =
    ofRange(values.number) ??
    ofDoubles(code, array) ??
    ofSlowGrowth(code, array, values.number, isReadWithin === 'unknown');
  return elements && { ...elements, isReadWithin };
}

function ofRange(range: Interval): Elements | null {
  const [type, bytes] = INTEGERS.find(([, , min, max]) => isWithin(range, min, max)) ?? [];
  if (type === undefined || bytes === undefined) return null;
  return { ...BYTES, kind: 'boxedIntegers', type, bytes };
}

/** Doubles in an array that never held anything else take 8 bytes there, too. */
function ofDoubles(code: SourceCode, { allocation: { initial } }: FixedArray): Elements | null {
  const isBoxed = initial.kind === 'undefined' || (initial.kind === 'value' && isEmpty(code, initial.value));
  if (!isBoxed) return null;
  return { ...BYTES, kind: 'boxedDoubles', type: 'Float64Array', bytes: 8, plainBytes: 24 };
}

function isEmpty(code: SourceCode, value: Node): boolean {
  return !valuesOf(code, value).number;
}

const LARGE = 2 ** 30;
const STEP = 255;

/** Counters and the like, which take 2 ** 22 writes or more to leave the range; products and Fibonacci numbers do not. */
function ofSlowGrowth(code: SourceCode, array: FixedArray, range: Interval, isWithinAssumed: boolean): Elements | null {
  const least = range.min >= 0 ? 0 : -LARGE;
  const written = valuesWritten(code, array, numbers(integers(least, LARGE)), isWithinAssumed);
  if (!isNumber(written) || !isWithin(written.number, least === 0 ? 0 : -LARGE - STEP, LARGE + STEP)) return null;
  return { ...BYTES, kind: 'boxedIntegers', type: 'Int32Array', bytes: 4, isInRange: 'unknown' };
}

/** `sort()` without a comparator sorts by text in plain arrays, by size in typed ones. */
function actsAlike(code: SourceCode, { calls }: FixedArray): boolean {
  return calls.every(({ node, name }) => {
    if (name !== 'sort') return true;
    const [comparator] = node.arguments;
    return comparator !== undefined && isFunction(comparator) && isPure(code, comparator.body);
  });
}
