// The tables of built-ins say what the built-ins of this Node do: each entry is tried out.

import buffer from 'node:buffer';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import url from 'node:url';
import util from 'node:util';
import { describe, expect, it } from 'vitest';
import { builtinFunction, builtinMethod, type Kind } from '../../analysis/builtins.js';
import { PLATFORM_FUNCTIONS } from '../../analysis/platform.js';

const PROTOTYPES = {
  array: Array.prototype,
  typedArray: Object.getPrototypeOf(Uint8Array.prototype) as object,
  map: Map.prototype,
  set: Set.prototype,
  weakMap: WeakMap.prototype,
  weakSet: WeakSet.prototype,
  string: String.prototype,
  number: Number.prototype,
  regexp: RegExp.prototype,
  date: Date.prototype,
} as const satisfies Partial<Record<Kind, object>>;

const MAKE: Record<keyof typeof PROTOTYPES, () => unknown> = {
  array: () => [3, 1, 2],
  // Of a class of its own, which changes what `slice` does.
  typedArray: () => Buffer.alloc(3).fill(1, 0, 1).fill(2, 1, 2),
  map: () => new Map([['a', 1]]),
  set: () => new Set(['a']),
  weakMap: () => new WeakMap(),
  weakSet: () => new WeakSet(),
  string: () => 'cab',
  number: () => 12.5,
  regexp: () => /a/g,
  date: () => new Date(0),
};

/** Arguments with which a method does something that shows, whatever the method is. */
const ARGUMENTS = new Map<string, readonly unknown[]>(
  Object.entries({
    add: ['b'],
    concat: [[4]],
    copyWithin: [0, 1],
    delete: ['a'],
    fill: [9],
    includes: [1],
    indexOf: [1],
    lastIndexOf: [1],
    push: [9],
    reduce: [(sum: number) => sum, 0],
    reduceRight: [(sum: number) => sum, 0],
    set: ['b', 2],
    splice: [0, 1],
    toSpliced: [0, 1],
    unshift: [9],
    with: [0, 9],
    exec: ['a'],
    test: ['a'],
    repeat: [2],
    matchAll: [/a/g],
  }),
);

type Kinds = keyof typeof PROTOTYPES;

const METHODS = (Object.keys(PROTOTYPES) as Kinds[]).flatMap((kind) =>
  Object.getOwnPropertyNames(PROTOTYPES[kind])
    .filter((name) => builtinMethod(kind, name) && !kind.startsWith('weak'))
    .map((name): [Kinds, string] => [kind, name]),
);

function argumentsFor(kind: Kinds, name: string): readonly unknown[] {
  if (kind === 'typedArray' && name === 'set') return [[7]];
  if (kind === 'set' && /^(?:is|union|inter|diff|symm)/.test(name)) return [new Set()];
  if (kind === 'date' && name.startsWith('set')) return [5];
  if (kind === 'string' && name === 'concat') return ['d'];
  const isComparing = name === 'sort' || name === 'toSorted';
  if (builtinMethod(kind, name)?.callback === 0 && !ARGUMENTS.has(name)) {
    return [isComparing ? (a: number, b: number) => a - b : () => 0];
  }
  return ARGUMENTS.get(name) ?? [];
}

/** `undefined` where the kind has no name for what it is. */
function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return 'array';
  if (ArrayBuffer.isView(value)) return 'typedArray';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  if (value === null || typeof value !== 'object') return typeof value as Kind;
  if (Symbol.iterator in value && 'next' in value) return 'iterator';
  return 'object';
}

function snapshot(value: unknown): unknown {
  if (value instanceof RegExp) return value.lastIndex;
  return structuredClone(value);
}

describe('methods', () => {
  it.each(METHODS)('%s.%s', (kind, name) => {
    const method = builtinMethod(kind, name);
    const receiver = MAKE[kind]();
    const before = snapshot(receiver);
    const result: unknown = (receiver as Record<string, (...list: unknown[]) => unknown>)[name]?.(
      ...argumentsFor(kind, name),
    );
    expect({ mutates: !util.isDeepStrictEqual(snapshot(receiver), before) }).toEqual({
      mutates: method?.mutates ?? false,
    });
    if (method?.returnsReceiver) expect(isSameMemory(result, receiver)).toBe(true);
    else if (typeof result === 'object' && result !== null) expect(isSameMemory(result, receiver)).toBe(false);
    if (method?.gives) expect(kindOf(result)).toBe(method.gives);
  });

  it('a callback gets the receiver at the place that is named', () => {
    for (const [kind, name] of METHODS) {
      const { passesReceiver, callback } = builtinMethod(kind, name) ?? {};
      if (callback !== 0) continue;
      const receiver = MAKE[kind]();
      const places = new Set<number>();
      const spy = (...list: unknown[]): number => {
        list.forEach((argument, index) => argument === receiver && places.add(index));
        return 0;
      };
      (receiver as Record<string, (...list: unknown[]) => unknown>)[name]?.(spy, 0);
      expect([kind, name, ...places]).toEqual([kind, name, ...(passesReceiver === undefined ? [] : [passesReceiver])]);
    }
  });
});

/** A typed array that is a view on the same memory can change the other. */
function isSameMemory(a: unknown, b: unknown): boolean {
  return a === b || (ArrayBuffer.isView(a) && ArrayBuffer.isView(b) && a.buffer === b.buffer);
}

describe('functions of Node', () => {
  const modules: Record<string, object> = {
    'node:crypto': crypto,
    'node:fs': fs,
    'node:os': os,
    'node:path': path,
    'node:url': url,
    'node:util': util,
  };
  const names = Object.keys(PLATFORM_FUNCTIONS).filter((name) => /^(?:node:|process\.|Buffer\.)/.test(name));

  function find(name: string): unknown {
    const [owner = '', ...members] = name.split('.');
    const start: unknown = modules[owner] ?? (owner === 'Buffer' ? buffer.Buffer : process);
    return members.reduce<unknown>((object, member) => (object as Record<string, unknown>)[member], start);
  }

  it.each(names)('%s is one', (name) => {
    expect(find(name)).toBeTypeOf('function');
  });

  it.each(names.filter((name) => /^(?:node:os|process)\./.test(name)))('%s gives what is said', (name) => {
    const result = (find(name) as () => unknown).call(name.startsWith('process') ? process : os);
    expect(kindOf(result)).toBe(builtinFunction(name)?.gives);
  });
});
