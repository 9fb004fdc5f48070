// What the built-in methods of ECMAScript do with their receiver. Data, from the specification (ECMA-262, 2025).
//
// Guarantee: a method is listed under a kind only if calling it on a value of that kind runs no user code but the
// callbacks named here (built-in prototypes are taken as unpatched, conversions as quiet: docs/assumptions.md).

import { PLATFORM_FUNCTIONS } from './platform.js';

export type Kind =
  | 'array'
  | 'typedArray'
  | 'map'
  | 'set'
  | 'weakMap'
  | 'weakSet'
  | 'string'
  | 'number'
  | 'boolean'
  | 'bigint'
  | 'regexp'
  | 'date'
  | 'promise'
  | 'function'
  /** An iterator made by a built-in: its steps run no user code. */
  | 'iterator'
  /** A generator: its steps run user code. */
  | 'generator'
  /** A plain object: a literal, or what `JSON.parse` or `Object.fromEntries` made. */
  | 'object'
  /** An instance of a class of this file. */
  | 'instance'
  | 'null'
  | 'undefined';

const WALKED_QUIETLY: ReadonlySet<Kind | null> = new Set(['array', 'typedArray', 'map', 'set', 'string', 'iterator']);

/** Whether walking a value of this kind runs no user code. */
export function isWalkedQuietly(kind: Kind | null): boolean {
  return WALKED_QUIETLY.has(kind);
}

/** Whether every value of this kind can be walked. */
export function isIterable(kind: Kind | null): boolean {
  return isWalkedQuietly(kind) || kind === 'generator';
}

export interface Method {
  /** Changes the receiver. */
  readonly mutates?: true;
  /** The argument that is called back, during the call only. */
  readonly callback?: 0 | 1;
  /** The callback's parameter that is the receiver itself. */
  readonly passesReceiver?: number;
  /** The result is the receiver. */
  readonly returnsReceiver?: true;
  /** The kind of the result, where it is always the same; a new object where it is an object. */
  readonly gives?: Kind;
  /** Arguments are stored in the receiver. */
  readonly retains?: true;
  /** May throw on arguments of the right type. */
  readonly throws?: true;
}

type Methods = Readonly<Record<string, Method>>;

// TypeScript checks members of these names against `Object.prototype`, so their values are typed on their own.
const givesString: Method = { gives: 'string' };
const givesStringOrThrows: Method = { gives: 'string', throws: true };
const givesNumber: Method = { gives: 'number' };
const givesBoolean: Method = { gives: 'boolean' };

const walk = { callback: 0, passesReceiver: 2 } as const;
const fold = { callback: 0, passesReceiver: 3 } as const;

const ARRAY: Methods = {
  at: {},
  concat: { gives: 'array' },
  copyWithin: { mutates: true, returnsReceiver: true },
  entries: { gives: 'iterator' },
  every: { ...walk, gives: 'boolean' },
  fill: { mutates: true, returnsReceiver: true, retains: true },
  filter: { ...walk, gives: 'array' },
  find: walk,
  findIndex: { ...walk, gives: 'number' },
  findLast: walk,
  findLastIndex: { ...walk, gives: 'number' },
  flat: { gives: 'array' },
  flatMap: { ...walk, gives: 'array' },
  forEach: { ...walk, gives: 'undefined' },
  includes: { gives: 'boolean' },
  indexOf: { gives: 'number' },
  join: { gives: 'string' },
  keys: { gives: 'iterator' },
  lastIndexOf: { gives: 'number' },
  map: { ...walk, gives: 'array' },
  pop: { mutates: true },
  push: { mutates: true, gives: 'number', retains: true },
  // Without a seed they throw on an empty array; with one they do not.
  reduce: { ...fold, throws: true },
  reduceRight: { ...fold, throws: true },
  reverse: { mutates: true, returnsReceiver: true },
  shift: { mutates: true },
  slice: { gives: 'array' },
  some: { ...walk, gives: 'boolean' },
  sort: { mutates: true, callback: 0, returnsReceiver: true },
  splice: { mutates: true, gives: 'array', retains: true },
  toReversed: { gives: 'array' },
  toSorted: { callback: 0, gives: 'array' },
  toSpliced: { gives: 'array' },
  toString: givesString,
  unshift: { mutates: true, gives: 'number', retains: true },
  values: { gives: 'iterator' },
  with: { gives: 'array', throws: true },
};

const TYPED_ARRAY: Methods = {
  ...Object.fromEntries<Method>(
    Object.entries(ARRAY).filter(
      ([name]) =>
        !['concat', 'flat', 'flatMap', 'pop', 'push', 'shift', 'splice', 'toSpliced', 'unshift'].includes(name),
    ),
  ),
  filter: { ...walk, gives: 'typedArray' },
  map: { ...walk, gives: 'typedArray' },
  // A `Uint8Array` may be a Buffer, whose `slice` is a view on the same memory, as `subarray` is.
  slice: { returnsReceiver: true },
  set: { mutates: true, throws: true },
  // A view on the same memory: whoever holds it can change the receiver's elements.
  subarray: { returnsReceiver: true },
  toReversed: { gives: 'typedArray' },
  toSorted: { callback: 0, gives: 'typedArray' },
  with: { gives: 'typedArray', throws: true },
};

const MAP: Methods = {
  clear: { mutates: true, gives: 'undefined' },
  delete: { mutates: true, gives: 'boolean' },
  entries: { gives: 'iterator' },
  forEach: { ...walk, gives: 'undefined' },
  get: {},
  has: { gives: 'boolean' },
  keys: { gives: 'iterator' },
  set: { mutates: true, returnsReceiver: true, retains: true },
  values: { gives: 'iterator' },
};

const SET: Methods = {
  add: { mutates: true, returnsReceiver: true, retains: true },
  clear: { mutates: true, gives: 'undefined' },
  delete: { mutates: true, gives: 'boolean' },
  difference: { gives: 'set' },
  entries: { gives: 'iterator' },
  forEach: { ...walk, gives: 'undefined' },
  has: { gives: 'boolean' },
  intersection: { gives: 'set' },
  isDisjointFrom: { gives: 'boolean' },
  isSubsetOf: { gives: 'boolean' },
  isSupersetOf: { gives: 'boolean' },
  keys: { gives: 'iterator' },
  symmetricDifference: { gives: 'set' },
  union: { gives: 'set' },
  values: { gives: 'iterator' },
};

const STRING: Methods = {
  ...Object.fromEntries<Method>(
    (
      'at charAt concat normalize padEnd padStart slice substr substring toLocaleLowerCase toLocaleUpperCase ' +
      'toLowerCase toString toUpperCase toWellFormed trim trimEnd trimStart valueOf'
    )
      .split(' ')
      .map((name): [string, Method] => [name, name === 'at' ? {} : { gives: 'string' }]),
  ),
  charCodeAt: { gives: 'number' },
  codePointAt: {},
  endsWith: { gives: 'boolean' },
  includes: { gives: 'boolean' },
  indexOf: { gives: 'number' },
  isWellFormed: { gives: 'boolean' },
  lastIndexOf: { gives: 'number' },
  localeCompare: { gives: 'number' },
  match: {},
  matchAll: { gives: 'iterator' },
  repeat: { gives: 'string', throws: true },
  replace: { gives: 'string', callback: 1 },
  replaceAll: { gives: 'string', callback: 1 },
  search: { gives: 'number' },
  split: { gives: 'array' },
  startsWith: { gives: 'boolean' },
};

const NUMBER: Methods = {
  toExponential: { gives: 'string', throws: true },
  toFixed: { gives: 'string', throws: true },
  toLocaleString: givesString,
  toPrecision: { gives: 'string', throws: true },
  toString: givesStringOrThrows,
  valueOf: givesNumber,
};

/** Iterator helpers (Node 22 and later) walk the receiver, so they change where it stands. */
const ITERATOR: Methods = {
  drop: { mutates: true, gives: 'iterator', throws: true },
  every: { mutates: true, callback: 0, gives: 'boolean' },
  filter: { mutates: true, gives: 'generator' },
  find: { mutates: true, callback: 0 },
  flatMap: { mutates: true, gives: 'generator' },
  forEach: { mutates: true, callback: 0, gives: 'undefined' },
  map: { mutates: true, gives: 'generator' },
  next: { mutates: true },
  reduce: { mutates: true, callback: 0, throws: true },
  some: { mutates: true, callback: 0, gives: 'boolean' },
  take: { mutates: true, gives: 'iterator', throws: true },
  toArray: { mutates: true, gives: 'array' },
};

const METHODS: Partial<Record<Kind, Methods>> = {
  array: ARRAY,
  typedArray: TYPED_ARRAY,
  map: MAP,
  set: SET,
  weakMap: { delete: { mutates: true, gives: 'boolean' }, get: {}, has: { gives: 'boolean' }, set: MAP['set'] ?? {} },
  weakSet: { add: SET['add'] ?? {}, delete: { mutates: true, gives: 'boolean' }, has: { gives: 'boolean' } },
  string: STRING,
  number: NUMBER,
  boolean: { toString: givesString, valueOf: givesBoolean },
  regexp: { exec: { mutates: true }, test: { mutates: true, gives: 'boolean' }, toString: givesString },
  date: {
    ...Object.fromEntries<Method>(
      ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'].flatMap(
        (part): [string, Method][] => [
          [`get${part}`, { gives: 'number' }],
          [`getUTC${part}`, { gives: 'number' }],
          [`set${part}`, { mutates: true, gives: 'number' }],
          [`setUTC${part}`, { mutates: true, gives: 'number' }],
        ],
      ),
    ),
    getTime: { gives: 'number' },
    getTimezoneOffset: { gives: 'number' },
    setTime: { mutates: true, gives: 'number' },
    toISOString: { gives: 'string', throws: true },
    valueOf: givesNumber,
  },
  iterator: ITERATOR,
  object: { hasOwnProperty: givesBoolean, propertyIsEnumerable: givesBoolean },
};

/** What `kind`'s built-in method `name` does, or `null` when there is none of that name or nothing is known of it. */
export function builtinMethod(kind: Kind, name: string): Method | null {
  const methods = METHODS[kind];
  return methods && Object.hasOwn(methods, name) ? (methods[name] ?? null) : null;
}

/** A global function or a static method; its arguments are read and converted, never kept or changed, unless said. */
export interface GlobalFunction {
  readonly gives?: Kind;
  readonly throws?: true;
  /** The argument that is called back, during the call only. */
  readonly callback?: number;
  /** The argument that is changed. */
  readonly mutates?: number;
  /** The argument that is the result, or can be reached from it. */
  readonly returnsArgument?: number;
  /** The program's output can be told apart by it, or its result changes from call to call. */
  readonly observable?: true;
  /** A file or folder is made, changed, moved or removed, or may be. */
  readonly changesFiles?: true;
  /** Walks its first argument to the end, at once. */
  readonly iterates?: true;
}

export const TYPED_ARRAYS = new Set([
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
]);

const number: GlobalFunction = { gives: 'number' };

const GLOBAL_FUNCTIONS: Readonly<Record<string, GlobalFunction>> = {
  ...Object.fromEntries<GlobalFunction>(
    (
      'abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 f16round floor fround hypot imul ' +
      'log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc'
    )
      .split(' ')
      .map((name): [string, GlobalFunction] => [`Math.${name}`, { gives: 'number' }]),
  ),
  'Math.random': { gives: 'number', observable: true },
  'Date.now': { gives: 'number', observable: true },
  'performance.now': { gives: 'number', observable: true },
  Number: number,
  parseInt: number,
  parseFloat: number,
  'Number.parseInt': number,
  'Number.parseFloat': number,
  isNaN: { gives: 'boolean' },
  isFinite: { gives: 'boolean' },
  'Number.isNaN': { gives: 'boolean' },
  'Number.isFinite': { gives: 'boolean' },
  'Number.isInteger': { gives: 'boolean' },
  'Number.isSafeInteger': { gives: 'boolean' },
  String: { gives: 'string' },
  'String.fromCharCode': { gives: 'string' },
  'String.fromCodePoint': { gives: 'string', throws: true },
  Boolean: { gives: 'boolean' },
  BigInt: { gives: 'bigint', throws: true },
  Array: { gives: 'array', throws: true },
  'Array.isArray': { gives: 'boolean' },
  'Array.from': { gives: 'array', callback: 1, iterates: true },
  'Array.of': { gives: 'array' },
  // Float16Array is younger than Node 20.
  ...Object.fromEntries<GlobalFunction>(
    [...TYPED_ARRAYS].flatMap((name): [string, GlobalFunction][] => [
      [`${name}.from`, { gives: 'typedArray', throws: true, callback: 1, iterates: true }],
      [`${name}.of`, { gives: 'typedArray', throws: true }],
    ]),
  ),
  'Object.keys': { gives: 'array' },
  'Object.values': { gives: 'array' },
  'Object.entries': { gives: 'array' },
  'Object.fromEntries': { gives: 'object', iterates: true },
  'Object.hasOwn': { gives: 'boolean' },
  'Object.is': { gives: 'boolean' },
  'Object.getOwnPropertyNames': { gives: 'array' },
  'Object.getPrototypeOf': {},
  // It throws for what is no object.
  'Reflect.ownKeys': { gives: 'array', throws: true },
  'Object.freeze': { mutates: 0, returnsArgument: 0 },
  'Object.assign': { mutates: 0, returnsArgument: 0 },
  'Object.create': { gives: 'instance' },
  'JSON.stringify': { gives: 'string', throws: true, callback: 1 },
  'JSON.parse': { throws: true, callback: 1 },
  structuredClone: { throws: true },
  encodeURIComponent: { gives: 'string', throws: true },
  decodeURIComponent: { gives: 'string', throws: true },
  encodeURI: { gives: 'string', throws: true },
  decodeURI: { gives: 'string', throws: true },
  'Symbol.for': {},
  ...Object.fromEntries<GlobalFunction>(
    ['debug', 'error', 'info', 'log', 'table', 'trace', 'warn', 'time', 'timeEnd', 'count', 'assert', 'dir'].map(
      (name): [string, GlobalFunction] => [`console.${name}`, { gives: 'undefined', observable: true }],
    ),
  ),
};

/** @param name as callees.ts gives it: `parseInt`, `Math.max`, `node:path.join`; not that of something else so named. */
export function builtinFunction(name: string): GlobalFunction | null {
  const functions = Object.hasOwn(GLOBAL_FUNCTIONS, name) ? GLOBAL_FUNCTIONS : PLATFORM_FUNCTIONS;
  return Object.hasOwn(functions, name) ? (functions[name] ?? null) : null;
}

/** Whether `new Name(…)` makes an error: it converts its message, and keeps nothing but a cause. */
export function isErrorConstructor(name: string): boolean {
  return /^(?:|Eval|Range|Reference|Syntax|Type|URI)Error$/.test(name);
}

/** What `new Name(…)` makes; a collection walks its argument at once. */
export function builtinConstructor(name: string): Kind | null {
  if (TYPED_ARRAYS.has(name)) return 'typedArray';
  return CONSTRUCTORS.get(name) ?? null;
}

const CONSTRUCTORS = new Map<string, Kind>([
  ['Array', 'array'],
  ['Map', 'map'],
  ['Set', 'set'],
  ['WeakMap', 'weakMap'],
  ['WeakSet', 'weakSet'],
  ['RegExp', 'regexp'],
  ['Date', 'date'],
  ['Promise', 'promise'],
  ['Object', 'object'],
]);
