// Arithmetic on ranges of numbers.
//
// Guarantee: the result holds every number that the operation can give on numbers of the operands' ranges, IEEE
// rounding, NaN and -0 included.

export interface Interval {
  /** Bounds of every value that is not NaN; both may be infinite, and then the value may be, too. */
  readonly min: number;
  readonly max: number;
  /** Every finite value is a whole number. */
  readonly integer: boolean;
  readonly nan: boolean;
  readonly negativeZero: boolean;
}

export const ANY: Interval = { min: -Infinity, max: Infinity, integer: false, nan: true, negativeZero: true };
export const INT32 = integers(-(2 ** 31), 2 ** 31 - 1);
export const UINT32 = integers(0, 2 ** 32 - 1);

export function integers(min: number, max: number): Interval {
  return { min, max, integer: true, nan: false, negativeZero: false };
}

export function exactly(value: number): Interval {
  if (Number.isNaN(value)) return ANY;
  return { min: value, max: value, integer: isWhole(value), nan: false, negativeZero: Object.is(value, -0) };
}

export function hull(a: Interval, b: Interval): Interval {
  return {
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan,
    negativeZero: a.negativeZero || b.negativeZero,
  };
}

/** Whether every value is a whole number from `min` to `max`, and not -0. */
export function isWithin(a: Interval, min: number, max: number): boolean {
  return a.integer && !a.nan && !a.negativeZero && a.min >= min && a.max <= max;
}

/** Steps at which a range that keeps growing is caught. Adding a constant to 2 ** 107 no longer changes it. */
const STEPS = [0, 1, 127, 255, 32767, 65535, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 53, 2 ** 64, 2 ** 107, Infinity];

/** A range that holds both, and that can grow only a few times more. */
export function widened(before: Interval, after: Interval): Interval {
  const both = hull(before, after);
  return {
    ...both,
    min: both.min < before.min ? -(STEPS.find((step) => -step <= both.min) ?? Infinity) : both.min,
    max: both.max > before.max ? (STEPS.find((step) => step >= both.max) ?? Infinity) : both.max,
  };
}

export function negated(a: Interval): Interval {
  return { ...a, min: -a.max, max: -a.min, negativeZero: hasZero(a) };
}

export function binary(operator: string, a: Interval, b: Interval): Interval {
  switch (operator) {
    case '+':
      return sum(a, b);
    case '-':
      return { ...sum(a, negated(b)), negativeZero: a.negativeZero && hasZero(b) };
    case '*':
      return product(a, b);
    case '/':
      return quotient(a, b);
    case '%':
      return remainder(a, b);
    case '**':
      return power(a, b);
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
    case '>>>':
      return bitwise(operator, a, b);
    default:
      return ANY;
  }
}

export function complement(a: Interval): Interval {
  const bits = toInt32(a);
  return integers(-bits.max - 1, -bits.min - 1);
}

/** `Math.<name>` of the arguments' ranges, all of which must be listed. */
export function math(name: string, [a = ANY, ...others]: readonly Interval[]): Interval {
  switch (name) {
    case 'floor':
      return { ...a, min: Math.floor(a.min), max: Math.floor(a.max), integer: true };
    case 'ceil':
    case 'round':
    case 'trunc': {
      // `Math.round(-0.2)` is -0.
      const negativeZero = a.negativeZero || (!a.integer && a.min < 0);
      return { ...a, min: Math[name](a.min), max: Math[name](a.max), integer: true, negativeZero };
    }
    case 'abs': {
      const min = a.min > 0 ? a.min : a.max < 0 ? -a.max : 0;
      return { ...a, min, max: Math.max(Math.abs(a.min), Math.abs(a.max)), negativeZero: false };
    }
    case 'sign':
      return { ...a, min: Math.sign(a.min), max: Math.sign(a.max), integer: true };
    case 'sqrt':
      return {
        min: Math.sqrt(Math.max(a.min, 0)),
        max: Math.sqrt(Math.max(a.max, 0)),
        integer: false,
        nan: a.nan || a.min < 0,
        negativeZero: a.negativeZero,
      };
    case 'min':
      return others.reduce((x, y) => ({ ...hull(x, y), max: Math.min(x.max, y.max) }), a);
    case 'max':
      return others.reduce((x, y) => ({ ...hull(x, y), min: Math.max(x.min, y.min) }), a);
    case 'clz32':
      return integers(0, 32);
    case 'imul':
      return INT32;
    case 'random':
      return { min: 0, max: 1, integer: false, nan: false, negativeZero: false };
    default:
      return ANY;
  }
}

function sum(a: Interval, b: Interval): Interval {
  return {
    min: orElse(a.min + b.min, -Infinity),
    max: orElse(a.max + b.max, Infinity),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan || (a.max === Infinity && b.min === -Infinity) || (a.min === -Infinity && b.max === Infinity),
    negativeZero: a.negativeZero && b.negativeZero,
  };
}

function product(a: Interval, b: Interval): Interval {
  const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max].map((corner) => orElse(corner, 0));
  const zeroTimesInfinity = (hasZero(a) && isUnbounded(b)) || (hasZero(b) && isUnbounded(a));
  const isSigned = (x: Interval): boolean => x.min < 0 || x.negativeZero;
  const canBeZero = hasZero(a) || hasZero(b) || !a.integer || !b.integer;
  return {
    min: Math.min(...corners),
    max: Math.max(...corners),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan || zeroTimesInfinity,
    negativeZero: canBeZero && (isSigned(a) || isSigned(b)),
  };
}

function quotient(a: Interval, b: Interval): Interval {
  if (hasZero(b)) return ANY;
  const corners = [a.min / b.min, a.min / b.max, a.max / b.min, a.max / b.max].map((corner) => orElse(corner, 0));
  return {
    min: Math.min(...corners),
    max: Math.max(...corners),
    integer: false,
    nan: a.nan || b.nan || (isUnbounded(a) && isUnbounded(b)),
    negativeZero: a.min < 0 || a.negativeZero || b.min < 0,
  };
}

/** The sign of `a % b` is that of `a`. */
function remainder(a: Interval, b: Interval): Interval {
  const integer = a.integer && b.integer;
  const largest = Math.max(Math.abs(b.min), Math.abs(b.max)) - (integer ? 1 : 0);
  return {
    min: a.min < 0 ? -Math.min(-a.min, largest) : 0,
    max: a.max > 0 ? Math.min(a.max, largest) : 0,
    integer,
    nan: a.nan || b.nan || hasZero(b) || isUnbounded(a),
    negativeZero: a.min < 0 || a.negativeZero,
  };
}

function power(a: Interval, b: Interval): Interval {
  const integer = a.integer && b.integer && b.min >= 0;
  if (a.nan || b.nan || a.min < 1 || b.min < 0) return { ...ANY, integer };
  // Powers are not rounded exactly; a bound of whole numbers below 2 ** 53 is.
  const max = a.max ** b.max;
  return { ...ANY, integer, min: 1, max: max <= 2 ** 53 ? max : Infinity, nan: isUnbounded(b), negativeZero: false };
}

function bitwise(operator: string, x: Interval, y: Interval): Interval {
  const a = toInt32(x);
  const b = toInt32(y);
  const shift = b.min === b.max ? b.min & 31 : null;
  switch (operator) {
    case '&':
      if (a.min >= 0 && b.min >= 0) return integers(0, Math.min(a.max, b.max));
      return a.min >= 0 ? integers(0, a.max) : b.min >= 0 ? integers(0, b.max) : INT32;
    case '|':
    case '^': {
      if (y.min === 0 && y.max === 0 && !y.nan) return a;
      const low = operator === '|' ? Math.max(a.min, b.min) : 0;
      return a.min >= 0 && b.min >= 0 ? integers(low, allBits(Math.max(a.max, b.max))) : INT32;
    }
    case '<<': {
      const factor = shift === null ? Infinity : 2 ** shift;
      const fits = a.min * factor >= INT32.min && a.max * factor <= INT32.max;
      return fits ? integers(a.min * factor, a.max * factor) : INT32;
    }
    case '>>':
      if (shift !== null) return integers(a.min >> shift, a.max >> shift);
      return integers(Math.min(a.min, 0), Math.max(a.max, 0));
    default:
      if (isWithin(x, 0, UINT32.max)) return integers(shift === null ? 0 : x.min >>> shift, x.max >>> (shift ?? 0));
      return shift === null ? UINT32 : integers(0, (2 ** 32 - 1) >>> shift);
  }
}

/** What bit operations make of a number. */
function toInt32(a: Interval): Interval {
  const isSame = a.integer && a.min >= INT32.min && a.max <= INT32.max;
  if (!isSame) return INT32;
  // NaN becomes 0.
  return a.nan ? integers(Math.min(a.min, 0), Math.max(a.max, 0)) : integers(a.min, a.max);
}

/** The largest number with as many bits. */
function allBits(value: number): number {
  return value === 0 ? 0 : 2 ** (32 - Math.clz32(value)) - 1;
}

function hasZero(a: Interval): boolean {
  return (a.min <= 0 && a.max >= 0) || a.negativeZero;
}

function isUnbounded(a: Interval): boolean {
  return a.min === -Infinity || a.max === Infinity;
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) || !Number.isFinite(value);
}

function orElse(value: number, whenNaN: number): number {
  return Number.isNaN(value) ? whenNaN : value;
}
