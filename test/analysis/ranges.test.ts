import { describe, expect, it } from 'vitest';
import { agreesWithCount, mayBeOneElement, rangeOf } from '../../analysis/ranges.js';
import { nodeOf, parse } from './parse.js';

function rangeIn(text: string, expression: string) {
  const code = parse(`export {};\n${text.replace('@', expression)}`);
  return { code, range: rangeOf(code, nodeOf(code, expression)) };
}

describe('rangeOf', () => {
  it.each([
    ['Array(n)', 'hole', false],
    ['new Array(n)', 'hole', false],
    ['globalThis.Array(n)', 'hole', false],
    ['[...Array(n)]', 'undefined', false],
    ['Array.from(Array(n))', 'undefined', false],
    ['Array.from({ length: n })', 'undefined', false],
    ['Array(n).fill()', 'undefined', false],
    ['Array(n).fill(undefined)', 'undefined', false],
    ['new Array(n).fill(0)', 'value', false],
    ['Array(n).keys()', 'index', true],
    ['[...Array(n).keys()]', 'index', false],
    ['Array.from(Array.from({ length: n }).keys())', 'index', false],
    ['Array.from({ length: n }, (_, i) => i)', 'mapped', false],
    ['Array.from(Array(n), (_, i) => i)', 'mapped', false],
    ['Array(n).fill(0).map((_, i) => i)', 'mapped', false],
    ['[...Array(n).keys()].map((i) => i)', 'mapped', false],
  ])('%s has elements of kind %s', (expression, kind, isIterator) => {
    const { range } = rangeIn('function f(n) { return @; }', expression);
    expect(range).toMatchObject({ element: { kind }, isIterator });
  });

  it.each([
    ['Array(n).map((_, i) => i)', 'holes are not mapped'],
    ['Array(n, n)', 'two elements'],
    ['Array(...n)', 'so many elements as there are'],
    ['Array.from({ length: n, 0: 1 })', 'another element'],
    ['Array.from({ get length() { return n; } })', 'an accessor'],
    ['Array.from({ length: n }, f)', 'a function of elsewhere'],
    ['Array.from({ length: n }, (_, i) => i).map((i) => i)', 'two functions'],
    ['Array.from({ length: n }, (_, i) => i).keys()', 'a function that is only called'],
    ['Array(n).fill([])', 'what is no literal'],
    ['Array(n).fill(0, 1)', 'a part of it'],
    ['[...Array(n), 1]', 'one more'],
    ['Array?.(n)', 'a chain'],
    ['List(n)', 'another name'],
  ])('%s is none: %s', (expression) => {
    expect(rangeIn('function f(n, List) { return @; }', expression).range).toBe(null);
  });

  it('knows the built-in from a variable of its name', () => {
    expect(rangeIn('function f(Array, n) { return @; }', 'Array(n)').range).toBe(null);
  });
});

describe('agreesWithCount', () => {
  it.each([
    ['Array(12)', 'yes'],
    ['Array(-1)', 'no'],
    ['Array(2.5)', 'no'],
    ['Array(2 ** 32)', 'no'],
    ['Array.from({ length: 2.5 })', 'no'],
    ['Array(text.length)', 'yes'],
    ['Array(text.length - 1)', 'unknown'],
    ['Array.from({ length: text.length - 1 })', 'yes'],
    ['Array(flag ? 3 : 12)', 'yes'],
    ['Array(number)', 'unknown'],
    ['Array.from({ length: number })', 'unknown'],
    ['Array.from({ length: number | 0 })', 'yes'],
    ['Array(number | 0)', 'unknown'],
    ['Array(number >>> 0)', 'yes'],
    ['Array.from({ length: flag })', 'yes'],
    ['Array(flag)', 'unknown'],
    ['Array(anything)', 'unknown'],
    ['Array.from({ length: anything })', 'unknown'],
    ['Array(Math.ceil(number))', 'unknown'],
  ])('%s: %s', (expression, answer) => {
    const { code, range } = rangeIn(
      'function f(text: string, number: number, flag: boolean, anything: any) { return @; }',
      expression,
    );
    expect(range && agreesWithCount(code, range)).toBe(answer);
  });

  it('says whether an array of one element is possible', () => {
    const isPossible = (expression: string): boolean => {
      const { code, range } = rangeIn('function f(number: number, text: any) { return @; }', expression);
      return range !== null && mayBeOneElement(code, range);
    };
    expect(isPossible('Array(text)')).toBe(true);
    expect(isPossible('Array(number)')).toBe(false);
    expect(isPossible('Array.from({ length: text })')).toBe(false);
  });
});
