// A local array of a fixed length that holds only numbers or booleans: V8 takes 8 bytes for each element (24 for a double
// in an array that began with `null`), a typed array 1, 2, 4 or 8.

import { every, type Answer } from '../analysis/answer.js';
import { fixedArraysOf, type FixedArray } from '../analysis/fixed-arrays.js';
import { MOST_ELEMENTS } from '../analysis/known-values.js';
import { valuesOf } from '../analysis/numbers.js';
import { isNumber, type Values } from '../analysis/values.js';
import { declaratorOf } from '../analysis/variables.js';
import { wrapped } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { annotationsOf, hasJsDocType, needsElementType, type Annotations } from './no-boxed-numbers/annotations.js';
import { elementsOf, type Elements } from './no-boxed-numbers/elements.js';
import { isEachIndexWithin } from './no-boxed-numbers/indexes.js';
import { initialOf, type Initial } from './no-boxed-numbers/initial.js';

type MessageId = 'boxedFlags' | 'boxedIntegers' | 'boxedDoubles' | 'boxedRows';
type Reason =
  'lengthUnproved' | 'indexUnproved' | 'rangeUnproved' | 'untypedElements' | 'jsDocType' | 'rowWidthUnproved';

export interface BoxedNumbers extends Match<MessageId, Reason> {
  readonly array: FixedArray;
  /** The expression that makes the array, with the casts around it. */
  readonly target: Node;
  readonly elements: Elements;
  readonly initial: Initial;
  /** `new Uint8Array(n)` makes as many elements. */
  readonly isExact: boolean;
  readonly annotations: Annotations;
}

export interface Options {
  readonly minSavedBytes: number;
}

export const rule: Rule<BoxedNumbers, Options> = {
  id: 'no-boxed-numbers',
  family: 'typed',
  gain: 'bytes',
  description: 'plain arrays of a fixed length that hold only numbers or booleans',
  preset: 'recommended',
  messages: {
    boxedFlags:
      '`{{name}}` takes about 8 bytes for each flag; as `{{type}}` it takes {{bytes}}. Use one, with 1 for true and 0 for false.',
    boxedIntegers:
      '`{{name}}` takes about 8 bytes for each number, all of them whole and small; as `{{type}}` it takes {{bytes}}. Use one.',
    boxedDoubles:
      '`{{name}}` begins without numbers, so each number put in takes about 24 bytes; as `{{type}}` it takes {{bytes}}. Use one.',
    boxedRows:
      'The rows of `{{name}}` take about 8 bytes for each element; as `{{type}}` they take {{bytes}}, and about 108 for each row, so from rows of 32 elements on it is smaller. Use one.',
  },
  reasons: {
    lengthUnproved:
      'the length may not be a whole number from 0 on, with which `new Array` throws and a typed array may not',
    indexUnproved: 'an index may lie outside, where a plain array grows or takes a name and a typed array does not',
    rangeUnproved: 'the numbers grow step by step, and it is not proved that they stay within the element type',
    untypedElements:
      'the elements are `any` to TypeScript, or of a narrower type, and become plain numbers, which the compiler may object to',
    jsDocType: 'a JSDoc comment gives it another type',
    rowWidthUnproved: 'the rows may be narrower than 32 elements, and below 16 typed rows are larger than plain ones',
  },
  options: {
    minSavedBytes: {
      type: 'number',
      minimum: 0,
      description: 'Arrays that would become smaller by fewer bytes than this are not reported.',
    },
  },
  defaults: { minSavedBytes: 1024 },
  tokens: ['Array(', 'Array<', 'Array.from'],
  detect: (code, options, { typescript }) => ({
    *Program() {
      for (const array of fixedArraysOf(code).all) {
        if (!declaratorOf(array.variable)) continue;
        const match = matchOf(code, array, options, typescript);
        if (match) yield match;
      }
    },
  }),
};

/** Below this width typed rows gain nothing. */
const NARROW = 32;
const TYPED_ARRAY_BYTES = 108;

function matchOf(
  code: SourceCode,
  array: FixedArray,
  { minSavedBytes }: Options,
  typescript: boolean,
): BoxedNumbers | null {
  const elements = elementsOf(code, array);
  const annotations = annotationsOf(code, array);
  if (!elements || !annotations) return null;
  const length = valuesOf(code, array.allocation.length);
  if (largestSaving(code, array, elements, length) < minSavedBytes) return null;
  const isExact = array.allocation.takes === 'exactLength' || isLength(length);
  const initial = initialOf(code, array, elements.kind === 'boxedFlags', isExact);
  if (!initial) return null;
  const conditions: Condition<Reason>[] = [
    { holds: lengthAnswer(array, length), reason: 'lengthUnproved' },
    { holds: every([isEachIndexWithin(code, array), elements.isReadWithin]), reason: 'indexUnproved' },
    { holds: elements.isInRange, reason: 'rangeUnproved' },
    { holds: array.grid ? widthAnswer(length) : 'yes', reason: 'rowWidthUnproved' },
    {
      holds: typescript && needsElementType(code, array, elements, annotations) ? 'unknown' : 'yes',
      reason: 'untypedElements',
    },
    { holds: hasJsDocType(code, array.variable) ? 'unknown' : 'yes', reason: 'jsDocType' },
  ];
  const verdict = judge(conditions);
  return (
    verdict && {
      node: array.allocation.node,
      messageId: array.grid ? 'boxedRows' : elements.kind,
      data: { name: array.variable.name, type: elements.type, bytes: String(elements.bytes) },
      verdict,
      array,
      target: wrapped(array.allocation.node),
      elements,
      initial,
      isExact,
      annotations,
    }
  );
}

function isLength(values: Values): boolean {
  return isNumber(values) && values.number.integer && !values.number.nan && values.number.min >= 0;
}

function lengthAnswer({ allocation }: FixedArray, length: Values): Answer {
  if (allocation.takes === 'anyLength' || isLength(length)) return 'yes';
  return length.number ? 'unknown' : 'no';
}

function widthAnswer({ number }: Values): Answer {
  if (!number) return 'unknown';
  return number.min >= NARROW ? 'yes' : number.max < NARROW ? 'no' : 'unknown';
}

function largestSaving(code: SourceCode, array: FixedArray, elements: Elements, length: Values): number {
  const saved = (elements.plainBytes - elements.bytes) * largest(length) - TYPED_ARRAY_BYTES;
  return array.grid ? saved * largest(valuesOf(code, array.grid.length)) : saved;
}

function largest({ number }: Values): number {
  return Math.min(number?.max ?? MOST_ELEMENTS, MOST_ELEMENTS);
}
