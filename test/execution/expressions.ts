// Random expressions, mostly of the type that is asked for.

import type { Name, Scope, Type } from './scope.js';
import type { Tape } from './tape.js';

const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '-0',
  '0.5',
  'NaN',
  '255',
  '256',
  '-1.5',
  '(2 ** 31)',
  '4294967295',
  'Infinity',
  '1e308',
  '(2 ** 53)',
  '-129',
  '65535',
];
const STRINGS = [`'a'`, `''`, `'b'`, `'length'`, `'xyz'`, `'0'`, `'é€'`];
const TYPED_ARRAYS = [
  'Uint8Array',
  'Int8Array',
  'Float64Array',
  'Uint8ClampedArray',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Uint16Array',
];

export class Expressions {
  #depth = 0;
  /** How many arrow functions are being written: nothing is awaited in there. */
  #arrows = 0;

  constructor(
    readonly tape: Tape,
    readonly scope: Scope,
    readonly kind: () => 'plain' | 'async' | 'generator',
  ) {}

  of(type: Type): string {
    switch (type) {
      case 'number':
        return this.number();
      case 'string':
        return this.string();
      case 'array':
      case 'numbers':
        return this.array();
      case 'nested':
        return `[${this.array()}, [${this.number()}]]`;
      case 'typed':
        return this.typed();
      case 'object':
        return this.object();
      case 'map':
        return this.map();
      case 'set':
        return this.set();
      default:
        return this.any();
    }
  }

  /** What a declaration starts with. */
  initial(type: Type): string {
    switch (type) {
      case 'array':
        return this.tape.pick([() => this.literal('array'), () => '[]', () => this.array()])();
      case 'numbers':
        return this.#filled();
      case 'typed':
        return this.tape.pick([() => `new ${this.tape.pick(TYPED_ARRAYS)}(${this.small()})`, () => this.typed()])();
      case 'object':
        return this.tape.pick([() => this.literal('object'), () => this.object()])();
      default:
        return this.of(type);
    }
  }

  literal(type: Type): string {
    switch (type) {
      case 'string':
        return this.tape.pick(STRINGS);
      case 'array':
      case 'numbers':
      case 'nested':
        return this.tape.pick(['[1, 2, 3]', '[]', '[0]', '[3, -1, 0.5, NaN]', '[1, , 3]', `['a', 'b']`]);
      case 'object':
        return this.tape.pick(['{ a: 1, b: 2 }', '{}', '{ a: [1], b: -0 }', '{ a: { b: 1 } }']);
      default:
        return this.tape.pick(NUMBERS);
    }
  }

  small(): string {
    return this.tape.pick(['3', '2', '0', '4', '1', '5']);
  }

  index(array: string): string {
    const name = this.scope.holding('number');
    const given = name?.name ?? '0';
    return this.tape.pick([
      given,
      given,
      `${given} - 1`,
      `${array}.length - 1`,
      `${given} % ${array}.length`,
      `${given} & 3`,
      '0',
      '1',
      `${given} >> 1`,
      `Math.min(${given}, ${array}.length - 1)`,
    ]);
  }

  element(): string {
    return this.tape.pick([() => this.number(), () => this.number(), () => this.any()])();
  }

  any(): string {
    const leaves = [
      () => this.#name('any', 'number', 'array', 'object'),
      () => this.number(),
      () => this.string(),
      () => 'undefined',
      () => 'null',
      () => this.boolean(),
    ];
    const all = [
      ...leaves,
      () => this.#name('any', 'array', 'numbers', 'object', 'map', 'set', 'typed', 'function'),
      () => this.#name('any', 'array', 'numbers', 'object', 'map', 'set', 'typed', 'nested'),
      () => this.array(),
      () => this.object(),
      () => `${this.#name('object', 'any')}.a`,
      () => `${this.#name('array', 'nested', 'any')}[${this.small()}]`,
      () => `${this.map()}.get(${this.number()})`,
      () => `(${this.boolean()} ? ${this.any()} : ${this.any()})`,
      () => `(${this.any()} ?? ${this.any()})`,
      () => `(${this.any()} || ${this.any()})`,
      () => `(${this.any()} && ${this.any()})`,
      () => this.#assigned(),
      () => `outside(${this.any()})`,
      () => `outside\`\${${this.any()}}\``,
      () => this.#callOfLocal(),
      () => `${this.#name('any', 'object')}?.b`,
      () => `${this.array()}.pop()`,
      () => `${this.array()}.find((e) => ${this.inArrow(() => this.boolean())})`,
      () => `(${this.any()}, ${this.any()})`,
      () => this.#suspension(),
      () => `((e) => ${this.inArrow(() => this.result())})`,
    ];
    return this.#nested(leaves, all);
  }

  /** What a getter gives: one with side effects is none that analysis has to see (docs/assumptions.md). */
  quiet(): string {
    const leaves = [
      () => this.#name('any', 'array', 'object'),
      () => '[1, 2]',
      () => '({ a: 1 })',
      () => this.#name('number'),
    ];
    return this.tape.pick(leaves)();
  }

  /** What is computed when an instance is made. */
  later(): string {
    return this.inArrow(() => this.any());
  }

  /** What an arrow function without a block gives. */
  result(): string {
    const result = this.any();
    return result.startsWith('{') ? `(${result})` : result;
  }

  number(): string {
    const leaves = [
      () => this.#name('number'),
      () => this.#name('number'),
      () => this.tape.pick(NUMBERS),
      () => this.small(),
    ];
    const all = [
      ...leaves,
      () => `(${this.number()} ${this.tape.pick(['+', '-', '*', '/', '%'])} ${this.#operand()})`,
      () => `(${this.#operand()} ** ${this.#operand()})`,
      () => `(${this.number()} ${this.tape.pick(['&', '|', '^', '<<', '>>', '>>>'])} ${this.number()})`,
      () =>
        `Math.${this.tape.pick(['floor', 'ceil', 'round', 'trunc', 'abs', 'sign', 'sqrt', 'min', 'max', 'clz32', 'imul', 'log', 'sin', 'hypot', 'fround', 'cbrt'])}(${this.number()})`,
      () => `Math.${this.tape.pick(['min', 'max', 'imul', 'pow', 'atan2'])}(${this.number()}, ${this.number()})`,
      () => `${this.tape.pick(['-', '+', '~'])}${this.#operand()}`,
      () => `${this.#name('array', 'numbers', 'typed')}.length`,
      () => this.#element(),
      () => this.#element(),
      () => `${this.#name('map', 'set')}.size`,
      () => `${this.string()}.charCodeAt(${this.number()})`,
      () => `${this.string()}.length`,
      () => `${this.array()}.indexOf(${this.number()})`,
      () => `Number(${this.any()})`,
      () => `parseInt(${this.string()}, 10)`,
      () => `${this.array()}.reduce((p, q) => p + q, ${this.number()})`,
      () => `(${this.boolean()} ? ${this.number()} : ${this.number()})`,
      () => this.#updated(),
      () => this.#name('any'),
      () => `(${this.#name('any')} | 0)`,
    ];
    return this.#nested(leaves, all);
  }

  string(): string {
    const leaves = [() => this.tape.pick(STRINGS), () => this.#name('string')];
    const all = [
      ...leaves,
      () => `\`\${${this.number()}}\``,
      () => `(${this.string()} + ${this.#operand()})`,
      () => `String(${this.number()})`,
      () =>
        `${this.string()}.${this.tape.pick(['slice(1)', 'trim()', 'toUpperCase()', 'repeat(2)', 'charAt(0)', `padStart(3, '-')`, `replace('a', 'b')`])}`,
      () => `typeof ${this.#name('any', 'object', 'number')}`,
      () => `${this.array()}.join()`,
      () => `Object.keys(${this.#name('object', 'array')}).join()`,
    ];
    return this.#nested(leaves, all);
  }

  boolean(): string {
    const leaves = [
      () => 'true',
      () => `${this.#name('number')} > ${this.small()}`,
      () => `!${this.#name('any', 'number', 'string')}`,
    ];
    const all = [
      ...leaves,
      () => `${this.number()} ${this.tape.pick(['<', '<=', '>', '>=', '===', '!==', '=='])} ${this.number()}`,
      () => `${this.number()} ${this.tape.pick(['<', '>=', '>', '!=='])} ${this.#name('number')}`,
      () => `typeof ${this.#name('any')} === ${this.tape.pick([`'number'`, `'string'`, `'object'`])}`,
      () =>
        `${this.#name('any', 'number')} ${this.tape.pick(['==', '!=', '===', '!=='])} ${this.tape.pick(['null', 'undefined', '0'])}`,
      () =>
        `Number.${this.tape.pick(['isInteger', 'isNaN', 'isFinite', 'isSafeInteger'])}(${this.#name('any', 'number')})`,
      () => `(${this.boolean()} ${this.tape.pick(['&&', '||'])} ${this.boolean()})`,
      () => `${this.#name('set', 'map')}.has(${this.number()})`,
      () => `Array.isArray(${this.#name('any')})`,
      () => `Boolean(${this.any()})`,
      () => `${this.array()}.includes(${this.number()})`,
      () => `${this.array()}.${this.tape.pick(['some', 'every'])}((e) => ${this.inArrow(() => this.result())})`,
      () => `${this.string()} in ${this.object()}`,
    ];
    return this.#nested(leaves, all);
  }

  array(): string {
    const leaves = [() => this.#name('array', 'numbers'), () => this.#name('array'), () => this.literal('array')];
    const all = [
      ...leaves,
      () => `[${this.element()}, ${this.element()}]`,
      () => `[...${this.walked()}]`,
      () => `[...${this.array()}, ${this.element()}]`,
      () =>
        `${this.array()}.${this.tape.pick(['slice()', 'slice(1)', 'reverse()', 'sort()', 'concat([1])', 'flat()', 'fill(0)', 'map(String)', 'filter(Boolean)', 'splice(0, 1)'])}`,
      () => `${this.array()}.map((e) => ${this.inArrow(() => this.result())})`,
      () => `${this.array()}.filter((e) => ${this.inArrow(() => this.boolean())})`,
      () => `${this.array()}.concat(${this.any()})`,
      () => `Array.from(${this.walked()})`,
      () => `Array.from({ length: ${this.small()} }, (_, k) => ${this.inArrow(() => this.number())})`,
      () => `Array.of(${this.any()})`,
      () => this.#filled(),
      () => `Object.${this.tape.pick(['keys', 'values'])}(${this.object()})`,
      () => `(${this.boolean()} ? ${this.array()} : ${this.array()})`,
      () => `${this.string()}.split(',')`,
      () => `Object.freeze(${this.array()})`,
    ];
    return this.#nested(leaves, all);
  }

  object(): string {
    const leaves = [() => this.literal('object'), () => this.#name('object')];
    const all = [
      ...leaves,
      () => `{ a: ${this.any()}, b: ${this.number()} }`,
      () => `{ ...${this.object()}, a: ${this.any()} }`,
      () => `Object.assign({}, ${this.object()})`,
      () => `{ [${this.string()}]: ${this.any()} }`,
      () => `{ get a() { return ${this.quiet()}; }, b: ${this.number()} }`,
    ];
    return this.#nested(leaves, all);
  }

  map(): string {
    const leaves = [() => this.#name('map'), () => `new Map([[1, 2]])`];
    return this.#nested(leaves, [
      ...leaves,
      () => `new Map(${this.array()}.map((e) => [e, ${this.inArrow(() => this.any())}]))`,
      () => `new Map(${this.map()})`,
      () => `${this.map()}.set(1, ${this.any()})`,
    ]);
  }

  set(): string {
    const leaves = [() => this.#name('set'), () => `new Set([1, 2])`];
    return this.#nested(leaves, [
      ...leaves,
      () => `new Set(${this.walked()})`,
      () => `${this.set()}.add(${this.any()})`,
    ]);
  }

  typed(): string {
    const leaves = [() => this.#name('typed'), () => `new ${this.tape.pick(TYPED_ARRAYS)}(${this.small()})`];
    return this.#nested(leaves, [
      ...leaves,
      () => `new ${this.tape.pick(TYPED_ARRAYS)}(${this.array()})`,
      () =>
        `${this.typed()}.${this.tape.pick(['subarray(1)', 'slice()', 'map((e) => e + 1)', 'fill(-1)', 'sort()', 'filter(Boolean)'])}`,
      () => `new Uint8Array(${this.#name('typed')}.buffer)`,
    ]);
  }

  walked(): string {
    return this.tape.pick([
      () => this.array(),
      () => this.set(),
      () => this.#name('array', 'numbers', 'typed', 'any'),
      () => `${this.map()}.${this.tape.pick(['keys', 'values', 'entries'])}()`,
      () => `${this.array()}.${this.tape.pick(['keys', 'values', 'entries'])}()`,
      () => this.string(),
      () => this.#generatorCall(),
    ])();
  }

  callOf({ name, parameters = [] }: Name): string {
    const count = this.tape.chance(85) ? parameters.length : this.tape.below(3);
    const given = Array.from({ length: count }, (_, index) => {
      const value = this.of(this.tape.chance(85) ? (parameters[index] ?? 'any') : 'any');
      return this.tape.chance(6) ? `...${this.array()}` : value;
    });
    return `${name}(${given.join(', ')})`;
  }

  #filled(): string {
    const length = this.tape.pick([
      () => this.small(),
      () => this.#name('number'),
      () => `${this.#name('array')}.length`,
    ])();
    return this.tape.pick([
      () => `new Array(${length}).fill(${this.number()})`,
      () => `Array.from({ length: ${length} }, (_, k) => ${this.tape.pick(['k', '0', 'k * 2', 'k / 2', '-k'])})`,
      () => `new Array(${length})`,
      () => `Array(${this.small()}).fill(0)`,
      () => `[...Array(${this.small()}).keys()]`,
    ])();
  }

  #element(): string {
    const array = this.#name('array', 'numbers', 'typed');
    return `${array}[${this.index(array)}]`;
  }

  #operand(): string {
    return this.tape.chance(10) ? `(${this.any()})` : `(${this.number()})`;
  }

  #updated(): string {
    const name = this.scope.writable();
    if (name?.type !== 'number') return this.#name('number');
    return this.tape.pick([`${name.name}++`, `--${name.name}`, `(${name.name} += 2)`]);
  }

  #assigned(): string {
    const name = this.scope.writable();
    return name ? `(${name.name} = ${this.of(name.type)})` : 'null';
  }

  #callOfLocal(): string {
    const callee = this.scope.holding('function', 'generator', 'async');
    return callee ? this.callOf(callee) : 'null';
  }

  #generatorCall(): string {
    const callee = this.scope.holding('generator');
    return callee ? this.callOf(callee) : '[1, 2]';
  }

  #suspension(): string {
    const kind = this.kind();
    return kind === 'plain' || this.#arrows > 0 ? '1' : `(${kind === 'async' ? 'await' : 'yield'} (${this.any()}))`;
  }

  #name(...types: readonly Type[]): string {
    const name = this.scope.holding(...types);
    return name
      ? name.name
      : types.includes('array')
        ? '[1, 2]'
        : types.includes('map')
          ? 'new Map()'
          : types.includes('set')
            ? 'new Set()'
            : types.includes('typed')
              ? 'new Uint8Array(2)'
              : types.includes('object')
                ? '({ a: 1 })'
                : types.includes('string')
                  ? `'s'`
                  : '1';
  }

  /** Writes what stands in an arrow function, where nothing can be awaited. */
  inArrow(write: () => string): string {
    this.#arrows += 1;
    const text = write();
    this.#arrows -= 1;
    return text;
  }

  #nested(leaves: readonly (() => string)[], all: readonly (() => string)[]): string {
    if (this.#depth >= 2) return this.tape.pick(leaves)();
    this.#depth += 1;
    const text = this.tape.pick(all)();
    this.#depth -= 1;
    return text;
  }
}
