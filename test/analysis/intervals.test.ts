import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binary,
  complement,
  exactly,
  hull,
  integers,
  isWithin,
  math,
  negated,
  widened,
  type Interval,
} from '../../analysis/intervals.js';

/** Whether the range admits the number. */
function admits(range: Interval, value: number): boolean {
  if (Number.isNaN(value)) return range.nan;
  if (Object.is(value, -0) && !range.negativeZero) return false;
  const isWhole = Number.isInteger(value) || !Number.isFinite(value);
  return value >= range.min && value <= range.max && (isWhole || !range.integer);
}

const SPECIAL = [0, -0, 1, -1, 0.5, -0.5, 2, 3, 31, 32, 33, 255, 256, 65535, 2 ** 31 - 1, 2 ** 31, -(2 ** 31)];
const LARGE = [2 ** 32 - 1, 2 ** 32, 2 ** 53, 2 ** 64, Infinity, -Infinity, NaN, 5e-324, -1e-308];
const number = fc.oneof(
  fc.constantFrom(...SPECIAL, ...LARGE),
  fc.integer(),
  fc.double(),
  fc.integer({ min: -40, max: 40 }),
);
/** Some numbers, and the smallest range that holds them. */
const numbers = fc.array(number, { minLength: 1, maxLength: 4 }).map((values) => ({
  values,
  range: values
    .map((value) => (Number.isNaN(value) ? { ...integers(Infinity, -Infinity), nan: true } : exactly(value)))
    .reduce(hull),
}));

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};
const FUNCTIONS = ['floor', 'ceil', 'round', 'trunc', 'abs', 'sign', 'sqrt', 'clz32', 'cbrt', 'log2'] as const;

describe('a range of results holds every result', () => {
  it.each(Object.keys(OPERATORS))('of %s', (operator) => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const range = binary(operator, left.range, right.range);
        for (const a of left.values) {
          for (const b of right.values) {
            const result = OPERATORS[operator]?.(a, b) ?? NaN;
            expect(admits(range, result), `${a} ${operator} ${b} = ${result} in ${JSON.stringify(range)}`).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(FUNCTIONS)('of Math.%s', (name) => {
    fc.assert(
      fc.property(numbers, ({ values, range }) => {
        for (const value of values) expect(admits(math(name, [range]), Math[name](value)), `${value}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['min', 'max', 'imul', 'atan2'] as const)('of Math.%s', (name) => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const range = math(name, [left.range, right.range]);
        for (const a of left.values) {
          for (const b of right.values) expect(admits(range, Math[name](a, b)), `${a}, ${b}`).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
    expect(admits(math('max', []), -Infinity)).toBe(true);
  });

  it('of - and ~', () => {
    fc.assert(
      fc.property(numbers, ({ values, range }) => {
        for (const value of values) {
          expect(admits(negated(range), -value)).toBe(true);
          expect(admits(complement(range), ~value)).toBe(true);
        }
      }),
    );
  });

  it('of what was there before, after it has grown', () => {
    fc.assert(
      fc.property(numbers, numbers, (before, after) => {
        const range = widened(before.range, after.range);
        for (const value of [...before.values, ...after.values]) expect(admits(range, value)).toBe(true);
      }),
    );
  });
});

describe('a range is narrow enough', () => {
  const byte = integers(0, 255);
  it.each<[Interval, number, number]>([
    [binary('&', integers(-(2 ** 31), 2 ** 31 - 1), byte), 0, 255],
    [binary('%', integers(0, 2 ** 40), exactly(10)), 0, 9],
    [binary('>>', byte, exactly(4)), 0, 15],
    [binary('>>>', { ...integers(-5, 5), nan: true }, exactly(24)), 0, 255],
    [binary('|', { ...integers(0, 5), integer: false }, exactly(0)), -(2 ** 31), 2 ** 31 - 1],
    [binary('<<', integers(0, 3), exactly(2)), 0, 12],
    [binary('-', byte, byte), -255, 255],
    [math('max', [integers(-5, 5), exactly(0)]), 0, 5],
  ])('%j', (range, min, max) => {
    expect(isWithin(range, min, max)).toBe(true);
    expect(isWithin(range, min + 1, max) || isWithin(range, min, max - 1)).toBe(false);
  });

  it('and stops growing: adding a byte for ever stays finite', () => {
    let sum = exactly(0);
    for (let turn = 0; turn < 100; turn += 1) sum = widened(sum, binary('+', sum, byte));
    expect(widened(sum, binary('+', sum, byte))).toEqual(sum);
    expect(Number.isFinite(sum.max)).toBe(true);
  });
});
