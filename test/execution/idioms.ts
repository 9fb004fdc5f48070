// Statements in the shapes that rules look for: copies that accumulate, chains, ranges, needless collections, clones,
// tables in functions. What stands in their holes is as random as the rest of the program.

import type { Expressions } from './expressions.js';
import type { Scope, Type } from './scope.js';
import type { Tape } from './tape.js';

/** How a program is written. */
export interface Pen {
  line(text: string): void;
  block(head: string, body: () => void, tail?: string): void;
  /** Some statements, up to so many. */
  statements(most: number): void;
  /** Writes what stands in a function of its own. */
  inFunction(body: () => void): void;
  /** Writes what stands in a loop. */
  inLoop(body: () => void): void;
}

const LETTERS = `'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 1, 2`;
const LARGE = `{ a: [1], b: [2, 3], c: { d: 4 }, e: [5], f: [6], g: [7], h: [8], i: [9], j: [10], 1: [11], 2: [12], 3: null }`;
const FUNCTIONS = `{ a: (y) => y, b: (y) => [y], c: () => 3, d: () => 4, e: () => 5, f: () => 6, g: () => 7, 1: () => 8, 2: () => 9 }`;
const PATTERNS = `[/a/, /b+/i, /[c-d]/, /e$/, /^f/, /g|h/, /i{2}/, /\\d/, /j/]`;
const PAIRS = `[['a', 1], ['b', 2], ['c', 3], ['d', 4], ['e', 5], ['f', 6], ['g', 7], ['h', 8], ['i', 9], [1, 10]]`;

export class Idioms {
  constructor(
    readonly tape: Tape,
    readonly scope: Scope,
    readonly expressions: Expressions,
    readonly pen: Pen,
  ) {}

  statement(): void {
    this.tape.pick([
      () => this.#accumulation(),
      () => this.#accumulation(),
      () => this.#reduction(),
      () => (this.tape.chance(50) ? this.#parts() : this.#lists()),
      () => (this.tape.chance(60) ? this.#recursionOverRests() : this.#recursiveFilling()),
      () => this.#ownCopy(),
      () => this.#ownCopy(),
      () => this.#loopOver(this.#copied()),
      () => this.#value(this.#copyInUse()),
      () => this.#value(this.#scalar()),
      () => this.#value(this.#scalar()),
      () => this.#loopOver(this.#chain()),
      () => this.#loopOver(this.#chain()),
      () => this.#value(this.#filledFromChain()),
      () => this.#namedChain(),
      () => this.#value(this.#collected()),
      () => this.#producer(),
      () => this.#loopOver(this.#range(), 'number'),
      () => this.#namedRange(),
      () => this.#tableInFunction(),
      () => this.#tableInLoop(),
      () => this.#bytes(),
      () => this.#bytes(),
      () => this.#classWithFunctions(),
      () => this.#instances(),
      () => this.#capture(),
    ])();
  }

  /** `xs = [...xs, x]`, for each `x`. */
  #accumulation(): void {
    const e = this.expressions;
    const kind = this.tape.pick<Type>(['array', 'array', 'object', 'object', 'map', 'set']);
    const name = this.scope.fresh(kind);
    const start: Partial<Record<Type, string[]>> = {
      array: ['[]', '[]', '[1]', e.array()],
      object: ['{}', '{}', '{ a: 1 }', e.object()],
      map: ['new Map()', e.map()],
      set: ['new Set()', e.set()],
    };
    this.pen.line(`let ${name} = ${this.tape.pick(start[kind] ?? ['[]'])};`);
    this.#loop(this.#source(), (x) => {
      if (this.tape.chance(30)) this.pen.statements(1);
      const step = `${name} = ${this.#grown(kind, name, x)};`;
      this.pen.line(this.tape.chance(30) ? `if (${this.#test(x)}) ${step}` : step);
      if (this.tape.chance(20)) this.pen.statements(1);
    });
    this.scope.add({ name, type: kind, isConstant: false });
    if (this.tape.chance(70)) this.pen.line(`console.log(${name});`);
  }

  #reduction(): void {
    const kind = this.tape.pick<Type>(['array', 'array', 'object', 'object', 'map', 'set']);
    const result = this.scope.fresh(kind);
    const all = this.scope.fresh(kind);
    const start: Partial<Record<Type, string>> = { array: '[]', object: '{}', map: 'new Map()', set: 'new Set()' };
    const source = this.#source();
    const open = `const ${result} = ${source}.reduce((${all}, `;
    const isShort = this.tape.chance(60);
    this.#inCallback((x) => {
      const grown = this.#grown(kind, all, x);
      const next = this.tape.chance(30) ? `${this.#test(x)} ? ${grown} : ${all}` : grown;
      if (isShort) {
        this.pen.line(`${open}${x}) => ${next.startsWith('{') ? `(${next})` : next}, ${start[kind] ?? '[]'});`);
        return;
      }
      this.pen.block(
        `${open}${x}) =>`,
        () => {
          if (this.tape.chance(40)) this.pen.line(`if (${this.#test(x)}) return ${all};`);
          if (this.tape.chance(30)) this.pen.statements(1);
          this.pen.line(`return ${grown};`);
        },
        `}, ${start[kind] ?? '[]'});`,
      );
    });
    this.scope.add({ name: result, type: kind, isConstant: true });
    if (this.tape.chance(70)) this.pen.line(`console.log(${result});`);
  }

  /** `groups[key] = [...(groups[key] ?? []), x]`, for each `x`. */
  #lists(): void {
    const groups = this.scope.fresh('object');
    const start = this.tape.pick([
      '{}',
      '{}',
      '{ a: [] }',
      '{ a: [1], b: [] }',
      `{ a: 'ab' }`,
      this.expressions.object(),
    ]);
    const grow = (x: string): void => {
      if (this.tape.chance(20)) this.pen.statements(1);
      const slot = this.tape.pick([`${groups}[${this.#key(x)}]`, `${groups}[${x}]`, `${groups}.a`]);
      const more = this.tape.pick([`${groups}.a = [...(${groups}.a ?? []), 1]`, `${slot} = [...(${slot} ?? []), 2]`]);
      const added = this.tape.chance(90) ? this.#made(x) : `[1, 2].map((y) => { ${more}; return y; })`;
      const fallback = this.tape.pick(['??', '||']);
      const value = this.tape.pick([
        `[...(${slot} ${fallback} []), ${added}]`,
        `${slot} ? [...${slot}, ${added}] : [${added}]`,
        `[...${slot}, ${added}, 1]`,
      ]);
      this.pen.line(this.tape.chance(30) ? `if (${this.#test(x)}) ${slot} = ${value};` : `${slot} = ${value};`);
      if (this.tape.chance(10)) this.pen.line(`console.log(${slot});`);
    };
    if (this.tape.chance(40)) {
      const result = this.scope.fresh('object');
      this.#inCallback((x) => {
        this.pen.block(
          `const ${result} = ${this.#source()}.reduce((${groups}, ${x}) =>`,
          () => {
            grow(x);
            this.pen.line(`return ${groups};`);
          },
          `}, ${start});`,
        );
      });
      this.pen.line(`console.log(${result});`);
      return;
    }
    this.pen.line(`const ${groups} = ${start};`);
    if (this.tape.chance(10)) this.scope.add({ name: groups, type: 'object', isConstant: true });
    this.#loop(this.#source(), grow);
    this.pen.line(`console.log(${groups});`);
    this.scope.add({ name: groups, type: 'object', isConstant: true });
  }

  /** A callback that fills, and calls itself meanwhile. */
  #recursiveFilling(): void {
    const [fill, x] = [this.scope.fresh('function'), this.scope.fresh('any')];
    const kind = this.tape.pick<Type>(['array', 'object', 'set']);
    const out = this.scope.fresh(kind);
    const isList = this.tape.chance(40);
    const start = isList ? '{}' : kind === 'array' ? '[]' : kind === 'object' ? '{}' : 'new Set()';
    this.pen.line(`${isList ? 'const' : 'let'} ${out} = ${start};`);
    const again = this.tape.pick([`${x} > 0 && ${x} < 4 ? ${fill}(${x} - 1) : ${x}`, x, `${x} * 2`]);
    const list = `${out}.a = [...(${out}.a ?? []), ${again}];`;
    const whole = { array: `[...${out}, ${again}]`, object: `{ ...${out}, ['k' + ${x}]: ${again} }` };
    const grown = kind === 'set' ? `new Set([...${out}, ${again}])` : kind === 'array' ? whole.array : whole.object;
    this.pen.inFunction(() => {
      this.pen.block(
        `${this.#source()}.forEach(function ${fill}(${x})`,
        () => {
          this.pen.line(isList ? list : `${out} = ${grown};`);
          this.pen.line(`return ${x};`);
        },
        '});',
      );
    });
    this.pen.line(`console.log(${out});`);
  }

  /** A function that calls itself with the rest of its array. */
  #recursionOverRests(): void {
    const { tape, scope, pen } = this;
    const [again, xs, rest] = [scope.fresh('function'), scope.fresh('array'), scope.fresh('array')];
    const [x, sum] = [scope.fresh('any'), scope.fresh('any')];
    const form = tape.pick(['parameter', 'parameter', 'declared', 'sliced', 'slice'] as const);
    const step = tape.chance(20) ? 2 : 1;
    const pattern = `[${x}${step === 2 ? ',' : ''}, ...${rest}]`;
    const list = form === 'parameter' ? pattern + (tape.chance(10) ? ' = []' : '') : xs;
    const passesSum = tape.chance(40);
    const first = tape.chance(10);
    const parameters =
      first && passesSum ? `${sum}, ${list}` : passesSum ? `${list}, ${sum}${tape.pick(['', ' = 0'])}` : list;
    const value = form === 'slice' && tape.chance(50) ? `${xs}[0]` : x;
    const left = form === 'slice' ? `${xs}.slice(${step})` : rest;
    const next = tape.pick([`${sum} + 1`, `[${sum}, ${value}]`, sum, value]);
    const call = `${again}(${!passesSum ? left : first ? `${next}, ${left}` : `${left}, ${next}`})`;
    const given = form === 'parameter' ? rest : xs;
    const ended = [
      `${given}.length === 0`,
      `!${given}.length`,
      `${given}.length < 2`,
      `${given}.length <= 1`,
      `1 > ${given}.length`,
    ];
    const result = (): string =>
      tape.pick([
        `[${value}, ...[${call}].flat()]`,
        `'' + ${value} + ${call}`,
        call,
        `[${call}, ${this.expressions.of('any')}]`,
      ]);
    const body = (): void => {
      if (tape.chance(15)) pen.statements(1);
      const isEarly = form !== 'parameter' || tape.chance(50);
      if (isEarly) pen.line(`if (${tape.pick(ended)}) return ${tape.pick([passesSum ? sum : '0', '[]', "''"])};`);
      if (form === 'declared') pen.line(`const ${pattern} = ${xs};`);
      if (form === 'sliced') pen.line(`const ${x} = ${xs}[0];`);
      if (form === 'sliced') pen.line(`const ${rest} = ${xs}.slice(${step});`);
      if (form === 'slice' && value === x) pen.line(`const ${x} = ${xs}[${tape.pick([0, 0, 1])}];`);
      if (value === x) scope.add({ name: x, type: 'any', isConstant: true });
      if (tape.chance(8)) scope.add({ name: form === 'slice' ? xs : rest, type: 'array', isConstant: true });
      if (tape.chance(25)) pen.statements(1);
      if (!isEarly) pen.line(`if (${value} === undefined) return ${tape.pick(['0', '[]'])};`);
      if (tape.chance(30)) pen.line(`if (${this.#test(value)}) return ${result()};`);
      pen.line(tape.chance(10) ? `${call};` : `return ${result()};`);
    };
    const isArrow = tape.chance(40);
    pen.inFunction(() => {
      if (isArrow && form === 'parameter' && tape.chance(60)) {
        pen.line(
          `const ${again} = (${parameters}) => (${value} === undefined ? ${tape.pick(['0', '[]'])} : ${result()});`,
        );
      } else if (isArrow) pen.block(`const ${again} = (${parameters}) =>`, body, '};');
      else pen.block(`function ${again}(${parameters})`, body);
    });
    const isFree = form === 'parameter' && tape.chance(40);
    for (let count = tape.pick([1, 1, 2]); count > 0; count--) {
      const array = isFree ? tape.pick([this.#source(), `'abc'`, `new Set([1, 2])`, this.#made('3')]) : this.#source();
      const begun = tape.chance(70) ? array : `[...${array}, 1, 2, 3, 4, 5, 6, 7, 8, 9]`;
      pen.line(
        `console.log(${again}(${first && passesSum ? `0, ${begun}` : begun}${passesSum && !first ? ', 0' : ''}));`,
      );
    }
    if (tape.chance(15)) pen.line(`console.log([${this.#source()}].map(${again}), ${again}.length);`);
  }

  /** A new collection under a name, a copy of it, and what is done with the two of them. */
  #ownCopy(): void {
    const kind = this.tape.pick<Type>(['array', 'array', 'array', 'object', 'object', 'map', 'set']);
    const [own, copy] = [this.scope.fresh(kind), this.scope.fresh(kind)];
    this.pen.line(`${this.tape.pick(['const', 'const', 'let'])} ${own} = ${this.#fresh(kind)};`);
    if (this.tape.chance(25)) this.pen.line(`${this.#changed(kind, own)};`);
    if (this.tape.chance(15))
      this.pen.line(`const ${this.scope.fresh('function')} = () => ${this.#changed(kind, own)};`);
    if (this.tape.chance(25)) this.scope.add({ name: own, type: kind, isConstant: true });
    if (this.tape.chance(20)) this.pen.statements(1);
    this.pen.line(`const ${copy} = ${this.#copyOf(kind, own)};`);
    if (this.tape.chance(25)) this.pen.line(`${this.#changed(kind, this.tape.pick([own, copy]))};`);
    this.scope.add({ name: copy, type: kind, isConstant: true });
    if (this.tape.chance(30)) this.pen.statements(1);
    this.tape.pick([
      () => this.pen.line(`console.log(${copy});`),
      () => this.pen.line(`outside(${copy});`),
      () => this.pen.line(`console.log(${this.#readOf(kind, copy)});`),
      () => this.pen.line(`console.log(${this.#readOf(kind, copy)}, ${this.#readOf(kind, copy)});`),
      () => this.pen.line(`${this.#changed(kind, copy)}; console.log(${copy});`),
      () => this.pen.line(`console.log(() => ${copy}, ${this.#readOf(kind, copy)});`),
    ])();
    if (this.tape.chance(25)) this.pen.line(`console.log(${own}, ${own} === ${copy});`);
  }

  #fresh(kind: Type): string {
    const source = this.#source();
    switch (kind) {
      case 'array':
        return this.tape.pick([
          () => `${source}.map(${this.#mapper()})`,
          () => this.#filtered(source),
          () => `[...${source}]`,
          () => `Object.keys(${this.#object()})`,
          () => `${source}.slice(1)`,
          () => `Array.from(new Set(${source}))`,
          () => `'a,b,,c'.split(',')`,
          () => `/(b)(c)?/.exec('abc')`,
          () => `[1, , 3]`,
        ])();
      case 'object':
        return this.tape.pick([
          () => `{ ...${this.#object()}, a: ${this.expressions.later()} }`,
          () => `Object.fromEntries(${source}.map(${this.#callback((x) => `[${this.#key(x)}, ${x}]`)}))`,
          () => `{ a: ${this.expressions.later()}, get b() { return Math.max(1, 2); } }`,
          () => `JSON.parse('{"__proto__": {"c": 1}, "a": [1]}')`,
          () => `Object.create({ c: 1 })`,
          () => `Object.freeze({ a: 1 })`,
        ])();
      case 'map':
        return `new Map(${source}.map(${this.#callback((x) => `[${this.#key(x)}, ${x}]`)}))`;
      default:
        return `new Set(${source})`;
    }
  }

  #copyOf(kind: Type, own: string): string {
    switch (kind) {
      case 'array':
        return this.tape.pick([
          `[...${own}]`,
          `[...${own}]`,
          `${own}.slice()`,
          `${own}.concat()`,
          `Array.from(${own})`,
          `[].concat(${own})`,
          `structuredClone(${own})`,
          `[...${own}].sort()`,
          `${own}.toReversed()`,
          `JSON.parse(JSON.stringify(${own}))`,
        ]);
      case 'object':
        return this.tape.pick([
          `{ ...${own} }`,
          `{ ...${own} }`,
          `Object.assign({}, ${own})`,
          `structuredClone(${own})`,
        ]);
      case 'map':
        return `new Map(${own})`;
      default:
        return `new Set(${own})`;
    }
  }

  #changed(kind: Type, name: string): string {
    switch (kind) {
      case 'array':
        return this.tape.pick([`${name}.push(7)`, `${name}.reverse()`, `${name}[0] = 7`, `${name}.length = 1`]);
      case 'object':
        return this.tape.pick([`${name}.a = 7`, `delete ${name}.a`, `Object.assign(${name}, { z: 7 })`]);
      case 'map':
        return this.tape.pick([`${name}.set('a', 7)`, `${name}.clear()`]);
      default:
        return this.tape.pick([`${name}.add(7)`, `${name}.clear()`]);
    }
  }

  #readOf(kind: Type, name: string): string {
    switch (kind) {
      case 'array':
        return this.tape.pick([
          () => `${name}.map(${this.#mapper()})`,
          () => `${name}.length`,
          () => `${name}[0]`,
          () => `${name}.join()`,
          () => `0 in ${name}`,
          () => `${name}.includes(1)`,
        ])();
      case 'object':
        return this.tape.pick([`${name}.a`, `${name}.c`, `Object.keys(${name})`, `'b' in ${name}`, `{ ...${name} }`]);
      case 'map':
        return this.tape.pick([`${name}.get('a')`, `[...${name}]`, `${name}.size`]);
      default:
        return this.tape.pick([`${name}.has(1)`, `[...${name}]`, `${name}.size`]);
    }
  }

  /** `reduce(([a, b], x) => [[...a, x], b], [[], []])`, and the same by name. */
  #parts(): void {
    const starts: Partial<Record<Type, string>> = { array: '[]', object: '{}', set: 'new Set()', number: '0' };
    const kinds = [
      this.tape.pick<Type>(['array', 'array', 'object', 'set']),
      this.tape.pick<Type>(['array', 'object', 'number']),
    ];
    const form = this.tape.pick(['tuple', 'names', 'whole']);
    const result = this.scope.fresh('object');
    const all = this.scope.fresh('object');
    const names = kinds.map((kind) => this.scope.fresh(kind));
    const parts = form === 'whole' ? names.map((name) => `${all}.${name}`) : names;
    const literal = (values: readonly string[]): string =>
      form === 'tuple'
        ? `[${values.join(', ')}]`
        : `{ ${values.map((value, index) => `${names[index] ?? ''}: ${value}`).join(', ')} }`;
    const grown = (x: string): string => {
      const values = kinds.map((kind, index) => {
        const part = parts[index] ?? '';
        if (this.tape.chance(25)) return part;
        return kind === 'number' ? `${part} + 1` : this.#grown(kind, part, x);
      });
      return literal(this.tape.chance(5) ? values.reverse() : values);
    };
    const parameter = form === 'whole' ? all : literal(names);
    this.#inCallback((x) => {
      this.pen.block(
        `const ${result} = ${this.#source()}.reduce((${parameter}, ${x}) =>`,
        () => {
          if (this.tape.chance(30)) this.pen.statements(1);
          if (this.tape.chance(20)) this.pen.line(`console.log(${this.tape.pick([...parts])});`);
          if (this.tape.chance(30)) this.pen.line(`if (${this.#test(x)}) return ${literal(parts)};`);
          const next = grown(x);
          this.pen.line(`return ${this.tape.chance(30) ? `${this.#test(x)} ? ${next} : ${grown(x)}` : next};`);
        },
        `}, ${literal(kinds.map((kind) => starts[kind] ?? '[]'))});`,
      );
    });
    this.pen.line(`console.log(${result});`);
  }

  /** The old collection and one thing more. */
  #grown(kind: Type, old: string, x: string): string {
    const element = this.#made(x);
    const key = this.#key(x);
    switch (kind) {
      case 'array':
        return this.tape.pick([
          `[...${old}, ${element}]`,
          `[...${old}, ${element}, ${x}]`,
          `${old}.concat([${element}])`,
          `${old}.concat(${element})`,
          `[${element}, ...${old}]`,
        ]);
      case 'object':
        return this.tape.pick([
          `{ ...${old}, [${key}]: ${element} }`,
          `{ ...${old}, a: ${element} }`,
          `Object.assign({}, ${old}, { [${key}]: ${element} })`,
          `{ [${key}]: ${element}, ...${old} }`,
        ]);
      case 'map':
        return `new Map([...${old}, [${key}, ${element}]])`;
      default:
        return this.tape.pick([`new Set([...${old}, ${element}])`, `new Set(${old}).add(${element})`]);
    }
  }

  #copied(): string {
    const source = this.#source();
    return this.#oneOfSeveral(
      this.tape.pick([`[...${source}]`, `${source}.slice()`, `Array.from(${source})`, `[...${source}].reverse()`]),
    );
  }

  #copyInUse(): string {
    const [source, object] = [this.#source(), this.#object()];
    return this.tape.pick([
      `[...${source}].map(${this.#mapper()})`,
      `[...${this.#filtered(source)}].sort()`,
      `[...${source}.map(${this.#mapper()})].reverse()`,
      `Object.entries({ ...${object} })`,
      `Object.keys(Object.assign({}, ${object}))`,
      `JSON.parse(JSON.stringify(${object})).a`,
      `structuredClone(${object}).b`,
      `[...${source}][0]`,
      `[...${source}].join()`,
      `Math.max(...[...${source}])`,
      `{ ...{ ...${object} }, b: 1 }`,
    ]);
  }

  #scalar(): string {
    const source = this.#source();
    const filtered = this.#filtered(source);
    return this.tape.pick([
      () => `${filtered}[0]`,
      () => `${filtered}.length > 0`,
      () => `${filtered}.length === 0`,
      () => `${filtered}.length`,
      () => `${filtered}.pop()`,
      () => `${filtered}.at(-1)`,
      () => `${filtered}.some(${this.#predicate()})`,
      () => `${filtered}.find(${this.#predicate()})`,
      () => `${source}.map(${this.#mapper()}).includes(${this.expressions.number()})`,
      () => `${source}.map(${this.#mapper()}).indexOf(${this.expressions.number()}) >= 0`,
      () => `${source}.map((x) => [x, 1]).flat()`,
      () => `${this.#oneOfSeveral(`${source}.map(${this.#mapper()})`)}.includes(2)`,
      () => `[...${source}].sort()[0]`,
      () => `Object.keys(${this.#object()}).length === 0`,
      () => `${source}.map(${this.#mapper()}).some(${this.#predicate()})`,
    ])();
  }

  #chain(): string {
    let chain = this.#source();
    for (let count = 1 + this.tape.below(2); count > 0; count -= 1) {
      chain = this.tape.pick([
        () => this.#filtered(chain),
        () => `${chain}.map(${this.#mapper()})`,
        () => this.#filtered(chain),
        () => `${chain}.map(${this.#mapper()})`,
        () => `${chain}.flatMap(${this.#lister()})`,
      ])();
    }
    return chain;
  }

  #filledFromChain(): string {
    const chain = this.tape.chance(50) ? this.#filtered(this.#source()) : this.#source();
    const pair = this.#callback((x) => `[${this.#key(x)}, ${this.#made(x)}]`);
    return this.tape.pick([`new Map(${chain}.map(${pair}))`, `Object.fromEntries(${chain}.map(${pair}))`]);
  }

  #namedChain(): void {
    const name = this.scope.fresh('array');
    this.pen.line(`const ${name} = ${this.#chain()};`);
    if (this.tape.chance(30)) this.pen.statements(1);
    this.#loopOver(name);
    if (this.tape.chance(15)) this.pen.line(`console.log(${name}.length);`);
  }

  #collected(): string {
    const walked = this.expressions.walked();
    const collected = this.#oneOfSeveral(this.tape.pick([`[...${walked}]`, `Array.from(${walked})`]));
    return this.tape.pick([
      () => `new Set(${collected})`,
      () => `${collected}.map(${this.#mapper()})`,
      () => `${collected}.some(${this.#predicate()})`,
      () => `${collected}.length`,
      () => `Math.min(...${collected})`,
      () => `Array.from(${collected}, ${this.#mapper()})`,
      () => `[...${collected}, 1]`,
      () => `${collected}.includes(${this.expressions.number()})`,
      () => `console.log(...${collected})`,
    ])();
  }

  /** A function that collects, and a loop over what it gives. */
  #producer(): void {
    const [make, given, out] = [this.scope.fresh('function'), this.scope.fresh('array'), this.scope.fresh('array')];
    this.pen.inFunction(() => {
      this.pen.block(`function ${make}(${given})`, () => {
        this.scope.add({ name: given, type: 'array', isConstant: true });
        this.pen.line(`const ${out} = [];`);
        this.#loop(given, (x) => {
          if (this.tape.chance(20)) this.pen.statements(1);
          const push = `${out}.push(${this.#made(x)});`;
          this.pen.line(this.tape.chance(40) ? `if (${this.#test(x)}) ${push}` : push);
        });
        if (this.tape.chance(15)) this.pen.line(`if (${out}.length > 2) console.log('many');`);
        this.pen.line(`return ${out};`);
      });
    });
    const call = this.#oneOfSeveral(`${make}(${this.#source()})`);
    const uses = [
      () => this.#loopOver(call),
      () => this.#loopOver(call),
      () => this.#value(`new Set(${call})`),
      () => this.#value(`[...${call}]`),
      () => this.#value(`${call}.length`),
    ];
    this.tape.pick(uses)();
    if (this.tape.chance(20)) this.tape.pick(uses)();
  }

  #range(): string {
    const n = this.tape.pick([() => this.expressions.small(), () => this.scope.holding('number')?.name ?? '3'])();
    const range = this.tape.pick([
      `[...Array(${n}).keys()]`,
      `Array.from({ length: ${n} }, (_, k) => k)`,
      `Array.from({ length: ${n} }, (_, k) => k * 2)`,
      `Array.from(Array(${n}).keys())`,
      `[...new Array(${n}).keys()].map((k) => k + 1)`,
      `Array.from({ length: ${n} }).map((_, k) => k)`,
    ]);
    return this.#oneOfSeveral(range);
  }

  #namedRange(): void {
    const name = this.scope.fresh('array');
    this.pen.line(`const ${name} = ${this.#range()};`);
    if (this.tape.chance(30)) this.pen.statements(1);
    this.#loopOver(name, 'number');
    if (this.tape.chance(30)) this.scope.add({ name, type: 'array', isConstant: true });
  }

  /** A constant that every call makes anew. */
  #tableInFunction(): void {
    const [ask, x, table] = [this.scope.fresh('function'), this.scope.fresh('any'), this.scope.fresh('any')];
    const [init, use] = this.tape.pick<readonly [string, string]>([
      [`new Set(['a', 'b', 'c', 1, 2])`, `${table}.has(${x})`],
      [`new Map([['a', 1], ['b', 2], [3, [4]]])`, `${table}.get(${x})`],
      [`{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10 }`, `${table}[${x}]`],
      [`['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 1, 2, 3, 4]`, `${table}.includes(${x})`],
      [`new Intl.NumberFormat('en')`, `${table}.format(Number(${x}))`],
      [`new Set(['a', 'b'])`, `${table}.add(${x}).size`],
      [`{ a: [1], b: { c: 1 } }`, `${table}.a`],
      [LARGE, `${table}[${x}]`],
      [LARGE, `${table}[${x}]?.length`],
      [LARGE, `${table}.a?.push?.(${x})`],
      [LARGE, `Object.keys(${table}).length`],
      [FUNCTIONS, `${table}.a(${x})`],
      [FUNCTIONS, `${table}[${x}]?.(2)`],
      [PATTERNS, `${table}.some((pattern) => pattern.test(String(${x})))`],
      [PAIRS, `${table}.map(([name, value]) => name + value).join()`],
      [PAIRS, `${table}.find(([name]) => name === ${x})`],
      [PAIRS, `${table}.sort()[0][0]`],
    ]);
    this.pen.inFunction(() => {
      this.pen.block(
        `const ${ask} = (${x}) =>`,
        () => {
          this.scope.add({ name: x, type: 'any', isConstant: true });
          if (this.tape.chance(30)) this.pen.statements(1);
          this.pen.line(`const ${table} = ${init};`);
          if (this.tape.chance(20)) this.pen.statements(1);
          this.pen.line(`return ${use};`);
        },
        '};',
      );
    });
    this.scope.add({ name: ask, type: 'function', isConstant: true, parameters: ['any'] });
    this.#loop(this.#source(), (y) => this.pen.line(`console.log(${ask}(${y}));`));
  }

  /** A constant that every turn makes anew. */
  #tableInLoop(): void {
    const table = this.scope.fresh('any');
    this.#loop(this.#source(), (x) => {
      const [init, use] = this.tape.pick<readonly [string, string]>([
        [`new Set([${LETTERS}])`, `${table}.has(${x})`],
        [`new Set([${LETTERS}, ${x}])`, `${table}.size`],
        [`new Set([${LETTERS}])`, `${table}.delete(${x})`],
        [`new Map([${LETTERS}].map((name) => [name, name]))`, `${table}.get(${x})`],
        [
          `new Map([['a', 1], ['b', 2], ['c', 3], ['d', 4], ['e', 5], ['f', 6], ['g', 7], ['h', 8], [1, 9]])`,
          `${table}.get(${x})`,
        ],
        [LARGE, `${table}[${x}]`],
        [FUNCTIONS, `${table}.b(${x})`],
        [PATTERNS, `${table}[0].exec(String(${x}))`],
        [PAIRS, `${table}.length + ${table}[0][1]`],
        [`new Intl.NumberFormat('en')`, `${table}.format(Number(${x}))`],
      ]);
      if (this.tape.chance(20)) this.pen.statements(1);
      this.pen.line(`const ${table} = ${init};`);
      if (this.tape.chance(15)) this.scope.add({ name: table, type: 'any', isConstant: true });
      if (this.tape.chance(20)) this.pen.statements(1);
      this.pen.line(`console.log(${use});`);
    });
  }

  #bytes(): void {
    const [bytes, chunk] = [this.scope.fresh('typed'), this.scope.fresh('typed')];
    const isBuffer = this.tape.chance(75);
    const start = isBuffer ? ['Buffer.alloc(0)', 'Buffer.alloc(0)', `Buffer.from('ab')`] : ['new Uint8Array(0)'];
    this.pen.line(`let ${bytes} = ${this.tape.pick(start)};`);
    if (this.tape.chance(8)) this.pen.line(`const ${this.scope.fresh('function')} = () => ${bytes}.length;`);
    this.#loop(this.#source(), (x) => {
      const made = this.tape.pick([
        `Buffer.from(String(${x}))`,
        `Buffer.from(String(${x}))`,
        `Buffer.from([${this.expressions.number()}])`,
        `Buffer.from([1, 2]).subarray(1)`,
        `new Uint8Array([1, 2])`,
      ]);
      const isNamed = this.tape.chance(30);
      if (isNamed) this.pen.line(`const ${chunk} = ${made};`);
      const added = isNamed ? chunk : made;
      if (isNamed && this.tape.chance(15)) this.pen.line(`outside(${chunk});`);
      const joined = isBuffer
        ? [`Buffer.concat([${bytes}, ${added}])`]
        : [`new Uint8Array([...${bytes}, ...${added}])`, `Uint8Array.from([...${bytes}, ...${added}])`];
      const step = `${bytes} = ${this.tape.chance(8) ? `Buffer.concat([${added}, ${bytes}])` : this.tape.pick(joined)};`;
      this.pen.line(this.tape.chance(20) ? `if (${this.#test(x)}) ${step}` : step);
      if (isNamed && this.tape.chance(25)) this.pen.line(`${this.tape.pick([`${chunk}[0] = 9`, `${chunk}.fill(7)`])};`);
      if (this.tape.chance(15)) this.pen.statements(1);
    });
    this.pen.line(`console.log(${bytes}${this.tape.pick(['', '.length', '.toString()'])});`);
  }

  /** Many instances of a class that gives each functions of its own. */
  #instances(): void {
    const [name, x, rows] = [this.scope.fresh('object'), this.scope.fresh('any'), this.scope.fresh('array')];
    const field = this.tape.chance(60) ? '#f' : 'f';
    const body = this.tape.pick([
      x,
      `[this.a, ${x}]`,
      `{ const y = this.a; return [y, ${x}]; }`,
      `this.m?.name + ${x}`,
    ]);
    this.pen.block(`class C${name}`, () => {
      if (this.tape.chance(40)) this.pen.line(`a = ${this.expressions.later()};`);
      const isBound = this.tape.chance(25);
      if (!isBound) this.pen.line(`${field} = (${x}) => ${body};`);
      else this.pen.line(`f(${x}) { return [this?.a, ${x}]; }`);
      if (this.tape.chance(15)) this.pen.line(`b = this.${isBound ? 'f' : field}?.(1);`);
      this.pen.line(`constructor(value) { ${isBound ? 'this.f = this.f.bind(this); ' : ''}this.a = value; }`);
      const own = isBound ? 'f' : field;
      const use = this.tape.pick([
        `this.${own}(${x})`,
        `this.${own}(${x})`,
        `[1, 2].map(this.${own})`,
        `this.${own}.call(null, 1)`,
      ]);
      this.pen.line(`m(${x}) { return ${use}; }`);
    });
    this.pen.line(`const ${rows} = ${this.#source()}.map((value) => new C${name}(value));`);
    if (this.tape.chance(20)) this.scope.add({ name: rows, type: 'array', isConstant: true });
    const shown = this.tape.pick([
      'row.m(1)',
      'row.m(row.a)',
      'Object.keys(row)',
      '{ ...row }',
      'row.f?.(2)',
      'row.m(1)',
    ]);
    this.pen.line(`console.log(${rows}.map((row) => (${shown})));`);
  }

  #classWithFunctions(): void {
    const [name, x, instance] = [this.scope.fresh('object'), this.scope.fresh('any'), this.scope.fresh('object')];
    const body = this.tape.pick([x, `this.a + ${x}`, `[this.a, ${x}]`, `this.m(0)`]);
    this.pen.block(`class C${name}`, () => {
      this.pen.line(`a = ${this.expressions.later()};`);
      if (this.tape.chance(50)) this.pen.line(`f = (${x}) => ${body};`);
      else
        this.pen.line(
          `constructor() { this.f = ${this.tape.pick([`(${x}) => ${body}`, `function (${x}) { return ${body}; }`])}; }`,
        );
      this.pen.line(`m(${x}) { return ${this.tape.pick([`this.f(${x})`, 'this.f', x])}; }`);
    });
    this.pen.line(`const ${instance} = new C${name}();`);
    this.scope.add({ name: instance, type: 'object', isConstant: true });
    const use = this.tape.pick([
      `${instance}.f(1)`,
      `${instance}.m(2)`,
      `Object.keys(${instance})`,
      `[1].map(${instance}.f)`,
    ]);
    this.pen.line(`console.log(${use});`);
  }

  /** A closure that outlives what another one of its scope has captured. */
  #capture(): void {
    const [make, big, n, kept] = [
      this.scope.fresh('function'),
      this.scope.fresh('array'),
      this.scope.fresh('number'),
      this.scope.fresh('function'),
    ];
    this.pen.inFunction(() => {
      this.pen.block(`function ${make}()`, () => {
        this.pen.line(`${this.tape.pick(['const', 'let'])} ${big} = ${this.expressions.array()};`);
        this.pen.line(`let ${n} = ${big}.length;`);
        this.scope.add({ name: big, type: 'array', isConstant: true });
        if (this.tape.chance(50)) this.pen.line(`${big}.forEach((x) => { ${n} += ${big}.length; });`);
        this.pen.statements(1);
        this.pen.line(`return () => ${this.tape.pick([n, `${n}++`, `${n} + 1`, `[${n}, ${big}]`])};`);
      });
    });
    this.pen.line(`const ${kept} = ${make}();`);
    this.scope.add({ name: kept, type: 'function', isConstant: true, parameters: [] });
    this.pen.line(`console.log(${kept}(), ${kept}());`);
  }

  /** Uses a value. */
  #value(value: string): void {
    const name = this.scope.fresh('any');
    const inBrackets = value.startsWith('{') ? `(${value})` : value;
    this.tape.pick([
      () => this.pen.line(`console.log(${value});`),
      () => {
        this.pen.line(`const ${name} = ${value};`);
        this.scope.add({ name, type: 'any', isConstant: true });
        this.pen.line(`console.log(${name});`);
      },
      () => this.pen.block(`if (${inBrackets})`, () => this.pen.statements(1)),
      () => this.pen.line(`outside(${value});`),
    ])();
  }

  #loopOver(source: string, type: Type = 'any'): void {
    this.tape.pick([
      () => this.#loop(source, () => this.pen.statements(2), type),
      () => this.#loop(source, (x) => this.pen.line(`console.log(${this.#made(x)});`), type),
      () => this.#value(`${source}.reduce((p, q) => p + q, 0)`),
    ])();
  }

  #loop(source: string, body: (element: string) => void, type: Type = 'any'): void {
    const x = this.scope.fresh(type);
    const isCallback = this.tape.chance(30);
    const keyword = this.tape.pick(['const', 'const', 'let']);
    const write = (): void => {
      this.scope.add({ name: x, type, isConstant: !isCallback && keyword === 'const' });
      body(x);
    };
    const head = `for (${keyword} ${x} of ${source})`;
    if (this.tape.chance(10))
      this.#bare(isCallback ? `${source}.forEach((${x}) => console.log(${x}));` : `${head} console.log(${x});`);
    else if (isCallback) {
      this.pen.inFunction(() => this.pen.block(`${source}.forEach((${x}) =>`, write, '});'));
    } else this.pen.inLoop(() => this.pen.block(head, write));
  }

  /** A statement where no block is around it. */
  #bare(statement: string): void {
    const test = this.expressions.boolean();
    this.pen.line(
      this.tape.pick([
        statement,
        `if (${test}) ${statement}`,
        `if (${test}) ${statement} else console.log('else');`,
        `if (${test}) console.log('then'); else ${statement}`,
        `LABEL: ${statement}`,
        `do ${statement} while (false);`,
        `switch (${this.expressions.number()}) { case 1: ${statement} break; default: ${statement} }`,
      ]),
    );
  }

  #source(): string {
    const e = this.expressions;
    return this.tape.pick([
      () => this.scope.holding('array', 'nested')?.name ?? e.array(),
      () => this.scope.holding('array', 'numbers', 'nested')?.name ?? '[1, 2, 3]',
      () => '[3, 1, 2]',
      () => `[{ a: 1 }, { a: 2, b: [3] }]`,
      () => e.array(),
      () => `Object.values(${this.#object()})`,
    ])();
  }

  #object(): string {
    const e = this.expressions;
    return this.tape.pick([
      () => this.scope.holding('object')?.name ?? '{ a: 1, b: 2 }',
      () => e.literal('object'),
      () => e.object(),
    ])();
  }

  #filtered(source: string): string {
    return this.#oneOfSeveral(`${source}.filter(${this.#predicate()})`);
  }

  /** Now and then the value is not the only one that can stand there. */
  #oneOfSeveral(value: string): string {
    if (!this.tape.chance(10)) return value;
    const test = this.expressions.boolean();
    return this.tape.pick([
      () => `(${test} ? ${value} : ${this.#source()})`,
      () => `(${test} ? ${this.#source()} : ${value})`,
      () => `(${this.expressions.any()} ?? ${value})`,
      () => `(${this.expressions.any()}, ${value})`,
    ])();
  }

  #predicate(): string {
    return this.tape.chance(8) ? 'Boolean' : this.#callback((x) => this.#test(x));
  }

  #mapper(): string {
    return this.tape.chance(8) ? 'String' : this.#callback((x) => this.#made(x));
  }

  /** A callback that most often gives an array. */
  #lister(): string {
    return this.#callback((x) =>
      this.tape.pick([
        () => `[${this.#made(x)}, ${this.#made(x)}]`,
        () => `(${this.#test(x)} ? [${this.#made(x)}] : [])`,
        () => `(${this.#test(x)} ? [] : [${x}, ${x}])`,
        () => `[${x}].map(${this.#mapper()})`,
        () => `[1, , ${x}]`,
        () => this.expressions.array(),
        () => this.#made(x),
      ])(),
    );
  }

  #callback(write: (element: string) => string): string {
    let text = '';
    this.#inCallback((x) => {
      const result = write(x);
      text = `(${x}) => ${result.startsWith('{') ? `(${result})` : result}`;
    });
    return text;
  }

  #inCallback(write: (element: string) => void): void {
    this.pen.inFunction(() => {
      this.scope.enter();
      const x = this.scope.fresh('any');
      this.scope.add({ name: x, type: 'any', isConstant: false });
      write(x);
      this.scope.leave();
    });
  }

  /** A test that most often touches nothing but the element. */
  #test(x: string): string {
    const plain = [`${x} > 1`, `${x} !== 2`, `typeof ${x} === 'number'`, x, `!${x}`, `${x} % 2 === 1`, `${x}?.a > 1`];
    return this.tape.chance(80) ? this.tape.pick(plain) : this.expressions.inArrow(() => this.expressions.boolean());
  }

  #made(x: string): string {
    const plain = [x, `${x} * 2`, `{ a: ${x} }`, `[${x}, 1]`, `String(${x})`, `-${x}`, `${x}?.a`, `typeof ${x}`];
    return this.tape.chance(80) ? this.tape.pick(plain) : this.expressions.later();
  }

  #key(x: string): string {
    const plain = [x, `String(${x})`, `'k' + ${x}`, `\`\${${x}}\``, `'a'`, `'__proto__'`];
    return this.tape.chance(80) ? this.tape.pick(plain) : this.expressions.later();
  }
}
