// Which values an expression can have, as far as numbers, booleans and the lack of a value go.
//
// Guarantee: a kind that is ruled out (`null`, `false`) never occurs.

import { ANY, binary, complement, exactly, hull, integers, negated, widened, type Interval } from './intervals.js';

export interface Values {
  readonly number: Interval | null;
  readonly boolean: boolean;
  readonly undefined: boolean;
  readonly null: boolean;
  /** Strings, BigInts, symbols, objects: anything else. */
  readonly other: boolean;
}

export const NOTHING: Values = { number: null, boolean: false, undefined: false, null: false, other: false };
export const ANYTHING: Values = { number: ANY, boolean: true, undefined: true, null: true, other: true };
export const BOOLEAN: Values = { ...NOTHING, boolean: true };
export const UNDEFINED: Values = { ...NOTHING, undefined: true };
export const NULL: Values = { ...NOTHING, null: true };
export const OTHER: Values = { ...NOTHING, other: true };

export function numbers(number: Interval): Values {
  return { ...NOTHING, number };
}

export function isNothing(values: Values): boolean {
  return !values.number && !values.boolean && !values.undefined && !values.null && !values.other;
}

/** Neither a string, nor an object, nor `undefined`: nothing but numbers. */
export function isNumber(values: Values): values is Values & { number: Interval } {
  return values.number !== null && !values.boolean && !values.undefined && !values.null && !values.other;
}

export function union(a: Values, b: Values, join = hull): Values {
  return {
    number: a.number && b.number ? join(a.number, b.number) : (a.number ?? b.number),
    boolean: a.boolean || b.boolean,
    undefined: a.undefined || b.undefined,
    null: a.null || b.null,
    other: a.other || b.other,
  };
}

export function widen(before: Values, after: Values): Values {
  return union(before, after, widened);
}

export function isSame(a: Values, b: Values): boolean {
  return JSON.stringify(a, finite) === JSON.stringify(b, finite);
}

/** JSON knows no infinity. */
function finite(_: string, value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/** What `Number(x)` gives; `null` when there is no value. */
export function toNumber(values: Values): Interval | null {
  if (values.other) return ANY;
  const parts = [
    values.number,
    values.boolean ? integers(0, 1) : null,
    values.null ? exactly(0) : null,
    values.undefined ? { ...integers(Infinity, -Infinity), nan: true } : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.reduce(hull);
}

export function binaryOf(operator: string, a: Values, b: Values): Values {
  if (/^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(operator)) return BOOLEAN;
  const [left, right] = [toNumber(a), toNumber(b)];
  if (!left || !right) return NOTHING;
  // A string or an object on either side may make a string.
  if (operator === '+' && (a.other || b.other)) return { ...OTHER, number: ANY };
  // Two BigInts make a BigInt; `>>>` takes none.
  if (a.other && b.other && operator !== '>>>') return { ...OTHER, number: binary(operator, left, right) };
  return numbers(binary(operator, left, right));
}

export function unaryOf(operator: string, a: Values): Values {
  if (operator === '!' || operator === 'delete') return BOOLEAN;
  if (operator === 'typeof') return OTHER;
  if (operator === 'void') return UNDEFINED;
  const number = toNumber(a);
  if (!number) return NOTHING;
  if (operator === '+') return numbers(number);
  const result = operator === '-' ? negated(number) : complement(number);
  return { ...numbers(result), other: a.other };
}
