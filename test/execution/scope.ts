// The names that a program under construction can use at a place.

import type { Tape } from './tape.js';

/** What a name stands for, most of the time: `numbers` is an array that keeps its length, `nested` one of arrays. */
export type Type =
  | 'number'
  | 'string'
  | 'array'
  | 'numbers'
  | 'nested'
  | 'typed'
  | 'object'
  | 'map'
  | 'set'
  | 'function'
  | 'async'
  | 'generator'
  | 'any';

export interface Name {
  readonly name: string;
  readonly type: Type;
  readonly isConstant: boolean;
  readonly parameters?: readonly Type[];
}

const LETTERS: Readonly<Record<Type, string>> = {
  number: 'n',
  string: 's',
  array: 'xs',
  numbers: 'fixed',
  nested: 'rows',
  typed: 'bytes',
  object: 'o',
  map: 'map',
  set: 'set',
  function: 'f',
  async: 'f',
  generator: 'f',
  any: 'v',
};

export class Scope {
  readonly #blocks: Name[][] = [[]];
  #count = 0;

  constructor(readonly tape: Tape) {}

  enter(): void {
    this.#blocks.push([]);
  }

  leave(): void {
    this.#blocks.pop();
  }

  add(name: Name): void {
    this.#blocks.at(-1)?.push(name);
  }

  fresh(type: Type): string {
    this.#count += 1;
    return `${LETTERS[type]}${this.#count}`;
  }

  holding(...types: readonly Type[]): Name | null {
    return this.#one((name) => types.includes(name.type));
  }

  writable(): Name | null {
    return this.#one((name) => !name.isConstant && !/^(?:function|async|generator)$/.test(name.type));
  }

  #one(isFine: (name: Name) => boolean): Name | null {
    const names = this.#blocks.flat().filter(isFine);
    return names.length === 0 ? null : this.tape.pick(names.reverse());
  }
}
