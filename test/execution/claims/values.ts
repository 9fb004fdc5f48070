// Claims about the values of expressions: numbers, kinds, lack of a value, holes, sizes.

import { isDense } from '../../../analysis/density.js';
import type { Kind } from '../../../analysis/builtins.js';
import type { Interval } from '../../../analysis/intervals.js';
import { canBeNullish } from '../../../analysis/nullish.js';
import { valuesOf } from '../../../analysis/numbers.js';
import { originOf } from '../../../analysis/origin.js';
import { largestSize } from '../../../analysis/size.js';
import type { Values } from '../../../analysis/values.js';
import { shown, type ClaimKind } from '../claims.js';
import { hasValue } from '../places.js';

export const ranges: ClaimKind = {
  name: 'values',
  make(code, nodes, claims) {
    for (const node of nodes) {
      if (!hasValue(node) || node.type === 'Literal') continue;
      const values = valuesOf(code, node);
      if (values.number && values.boolean && values.undefined && values.null && values.other) continue;
      const says = (): string =>
        JSON.stringify(values, (_, value: unknown) => (typeof value === 'number' ? shown(value) : value));
      if (!values.undefined) claims.ofValue(node, says, (value) => value !== undefined, 'not undefined');
      claims.ofValue(node, says, (value) => admits(values, value), 'kinds');
      const { number } = values;
      for (const [detail, isRight] of number ? claimsOfRange(number) : []) claims.ofValue(node, says, isRight, detail);
    }
  },
};

function* claimsOfRange({
  min,
  max,
  integer,
  nan,
  negativeZero,
}: Interval): Generator<[string, (value: unknown) => boolean]> {
  if (!nan) yield ['not NaN', (value) => !Number.isNaN(value)];
  if (!negativeZero) yield ['not -0', (value) => !Object.is(value, -0)];
  if (integer)
    yield ['integer', (value) => typeof value !== 'number' || !Number.isFinite(value) || Number.isInteger(value)];
  if (min > -Infinity) yield ['at least', (value) => typeof value !== 'number' || !(value < min)];
  if (max < Infinity) yield ['at most', (value) => typeof value !== 'number' || !(value > max)];
}

function admits(values: Values, value: unknown): boolean {
  if (value === undefined) return values.undefined;
  if (value === null) return values.null;
  if (typeof value === 'boolean') return values.boolean;
  return typeof value === 'number' ? values.number !== null : values.other;
}

/** Origins look past `null` and `undefined` where they speak of objects. */
export const origins: ClaimKind = {
  name: 'origin',
  make(code, nodes, claims) {
    for (const node of nodes) {
      if (!hasValue(node) || node.type === 'Literal') continue;
      const origin = originOf(code, node);
      if (origin) claims.ofValue(node, origin.kind, (value) => isOfKind(value, origin.kind), origin.kind);
    }
  },
};

const TAGS: Partial<Record<Kind, RegExp>> = {
  array: /^Array$/,
  typedArray: /^(?:Big)?(?:Uint|Int|Float)\d+(?:Clamped)?Array$/,
  map: /^Map$/,
  set: /^Set$/,
  weakMap: /^WeakMap$/,
  weakSet: /^WeakSet$/,
  regexp: /^RegExp$/,
  date: /^Date$/,
  promise: /^Promise$/,
  iterator: /Iterator$|^Iterator Helper$/,
  generator: /Generator$|^Iterator Helper$/,
  object: /^Object$/,
  function: /Function$/,
};

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'bigint':
      return typeof value === kind;
    case 'null':
    case 'undefined':
      return value === null || value === undefined;
    default: {
      if (value === null || value === undefined) return true;
      const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
      return TAGS[kind]?.test(tag) ?? typeof value === 'object';
    }
  }
}

export const nullish: ClaimKind = {
  name: 'nullish',
  make(code, nodes, claims) {
    for (const node of nodes) {
      if (!hasValue(node) || node.type === 'Literal') continue;
      if (canBeNullish(code, node) === 'no') {
        claims.ofValue(node, 'not nullish', (value) => value !== null && value !== undefined);
      }
    }
  },
};

export const density: ClaimKind = {
  name: 'density',
  make(code, nodes, claims) {
    for (const node of nodes) {
      if (hasValue(node) && isDense(code, node) === 'yes') claims.ofValue(node, 'no holes', hasNoHole);
    }
  },
};

function hasNoHole(value: unknown): boolean {
  if (!Array.isArray(value)) return true;
  for (let index = 0; index < value.length; index += 1) if (!(index in value)) return false;
  return true;
}

export const sizes: ClaimKind = {
  name: 'size',
  make(code, nodes, claims) {
    for (const node of nodes) {
      const largest = hasValue(node) ? largestSize(code, node) : null;
      if (largest !== null) claims.ofValue(node, `at most ${largest}`, (value) => sizeOf(value) <= largest);
    }
  },
};

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (value instanceof Map || value instanceof Set) return value.size;
  const isPlain = Object.prototype.toString.call(value) === '[object Object]';
  return isPlain ? Object.keys(value as object).length : 0;
}
