// Random programs: what people write with arrays, objects, Maps, Sets, typed arrays, strings and numbers, in loops,
// closures, callbacks, generators and async functions, with the shapes that analysis has to see through.
//
// Every program is a module that exports `main`, parses, ends soon, and reads no name before it is initialised. It can
// call `outside(…)`, of which analysis knows nothing, and which does its worst (see outsider.ts).

import * as fc from 'fast-check';
import { Expressions } from './expressions.js';
import { Idioms } from './idioms.js';
import { Scope, type Name, type Type } from './scope.js';
import { Tape } from './tape.js';

/** A program takes no more than so many random choices; what is left to choose then is the simplest. */
const CHOICES = 160;

const tapes = fc.noBias(fc.uint16Array({ minLength: CHOICES, maxLength: CHOICES })).map((choices) => new Tape(choices));

export const programs: fc.Arbitrary<string> = tapes.map((tape) => new ProgramWriter(tape).module());

/** Programs of which every other statement has the shape that some rule looks for. */
export const programsForRules: fc.Arbitrary<string> = tapes.map((tape) => new ProgramWriter(tape, IDIOMS).module());

const BATCH = 250;

/** So many programs, always the same ones for a seed. */
export function* drawn(from: fc.Arbitrary<string>, count: number, seed: number): Generator<string> {
  for (let [batch, left] = [0, count]; left > 0; batch += 1, left -= BATCH) {
    yield* fc.sample(from, { seed: seed + batch, numRuns: Math.min(BATCH, left) });
  }
}

/** How many statements of a hundred. */
const IDIOMS = 80;

type FunctionKind = 'plain' | 'async' | 'generator';

interface LoopHead {
  readonly head: string;
  readonly names: readonly Name[];
  /** A statement before the loop, and the first one of its body. */
  readonly before?: string;
  readonly after?: string;
  readonly tail?: string;
}

class ProgramWriter {
  readonly #lines: string[] = [];
  readonly #expressions: Expressions;
  readonly #idioms: Idioms;
  readonly #scope: Scope;
  /** Statements that may still be written. */
  #left = 2;
  #depth = 0;
  #kind: FunctionKind = 'plain';
  /** In a loop, and the label of one around it. */
  #loops = 0;
  #label: string | null = null;

  constructor(
    readonly tape: Tape,
    readonly idioms = 0,
  ) {
    this.#scope = new Scope(tape);
    this.#expressions = new Expressions(tape, this.#scope, () => this.#kind);
    this.#idioms = new Idioms(tape, this.#scope, this.#expressions, {
      line: (text) => this.#line(text),
      block: (head, body, tail) => this.#block(head, body, tail),
      statements: (most) => this.#statements(most),
      inFunction: (body) => {
        const outer = this.#enterFunction('plain');
        body();
        outer();
      },
      inLoop: (body) => {
        this.#loops += 1;
        body();
        this.#loops -= 1;
      },
    });
  }

  module(): string {
    this.#line('export {};');
    for (let count = this.tape.below(2); count > 0; count -= 1) this.#declaration();
    this.#left = 2;
    for (let count = this.tape.below(2); count > 0; count -= 1) this.#localFunction();
    this.#left = 2 + this.tape.below(4);
    const kind = this.tape.pick<FunctionKind>(['plain', 'plain', 'plain', 'async', 'generator']);
    this.#function('export ', 'main', kind, ['any', 'any']);
    return `${this.#lines.join('\n')}\n`;
  }

  #line(text: string): void {
    this.#lines.push('  '.repeat(this.#depth) + text);
  }

  #block(head: string, body: () => void, tail = '}'): void {
    this.#line(`${head} {`);
    this.#depth += 1;
    this.#scope.enter();
    body();
    this.#scope.leave();
    this.#depth -= 1;
    this.#line(tail);
  }

  #statements(most: number): void {
    for (let count = 1 + this.tape.below(most); count > 0 && this.#left > 0; count -= 1) this.#statement();
  }

  #statement(): void {
    this.#left -= 1;
    if (this.idioms > 0 && this.tape.chance(this.idioms)) {
      this.#idioms.statement();
      return;
    }
    const isDeep = this.#depth > 3;
    const simple = [
      () => this.#declaration(),
      () => this.#declaration(),
      () => this.#assignment(),
      () => this.#mutation(),
      () => this.#mutation(),
      () => this.#line(`console.log(${this.#expressions.any()});`),
      () => this.#line(`outside(${this.#expressions.any()});`),
      () => this.#walkCallback(),
      () => this.#countedFill(),
      () => this.#takingApart(),
      () => this.#suspension(),
      () => this.#callOfLocal(),
    ];
    const nested = [
      () => this.#loop(),
      () => this.#loop(),
      () => this.#loop(),
      () => this.#branch(),
      () => this.#branch(),
      () => this.#attempt(),
      () => this.#localFunction(),
      () => this.#closure(),
      () => this.#choice(),
      () => this.#handover(),
      () => this.#class(),
      () => (this.#depth > 1 ? this.#exit() : this.#mutation()),
    ];
    this.tape.pick(isDeep ? simple : [...simple, ...nested])();
  }

  #declaration(): void {
    const type = this.tape.pick<Type>([
      'number',
      'number',
      'array',
      'array',
      'object',
      'string',
      'map',
      'set',
      'typed',
      'numbers',
      'nested',
      'any',
    ]);
    const value = this.#expressions.initial(type);
    const keyword = this.tape.pick(['const', 'const', 'let', 'let', 'var']);
    const isUnset = keyword === 'let' && this.tape.chance(10);
    const name = this.#scope.fresh(type);
    this.#line(isUnset ? `let ${name};` : `${keyword} ${name} = ${value};`);
    this.#scope.add({ name, type, isConstant: keyword === 'const' });
  }

  #assignment(): void {
    const target = this.#scope.writable();
    if (!target) {
      this.#declaration();
      return;
    }
    if (target.type === 'number' && this.tape.chance(70)) {
      const step = this.tape.pick([
        '++',
        '--',
        '+=',
        '-=',
        '*=',
        '/=',
        '%=',
        '|=',
        '>>>=',
        '<<=',
        '^=',
        '&=',
        '**=',
        '??=',
        '||=',
      ]);
      const value = this.#expressions.number();
      this.#line(step === '++' || step === '--' ? `${target.name}${step};` : `${target.name} ${step} ${value};`);
      return;
    }
    this.#line(`${target.name} = ${this.#expressions.of(target.type)};`);
  }

  #mutation(): void {
    const e = this.#expressions;
    const target =
      this.#scope.holding('array', 'numbers', 'object', 'map', 'set', 'typed', 'nested') ?? this.#scope.holding('any');
    if (!target) {
      this.#declaration();
      return;
    }
    const { name, type } = target;
    const index = (): string => this.tape.pick([() => e.index(name), () => e.number()])();
    const forms: Partial<Record<Type, (() => string)[]>> = {
      array: [
        () => `${name}.push(${e.element()})`,
        () => `${name}[${index()}] = ${e.element()}`,
        () => `${name}.pop()`,
        () => `${name}.length = ${e.small()}`,
        () => `${name}.sort()`,
        () => `${name}.splice(${e.small()}, 1)`,
        () => `delete ${name}[${e.small()}]`,
        () => `[${name}[0], ${name}[1]] = [${name}[1], ${name}[0]]`,
        () => `${name}[${index()}]++`,
        () => `${name}.fill(${e.number()})`,
        () => `${name}.unshift(${e.element()})`,
        () => `${name}.reverse()`,
      ],
      object: [
        () => `${name}.a = ${e.any()}`,
        () => `${name}.b = ${e.number()}`,
        () => `${name}[${e.string()}] = ${e.number()}`,
        () => `delete ${name}.a`,
        () => `Object.assign(${name}, { b: ${e.number()} })`,
        () => `${name}.c ??= []`,
      ],
      map: [
        () => `${name}.set(${e.number()}, ${e.any()})`,
        () => `${name}.delete(${e.number()})`,
        () => `${name}.clear()`,
      ],
      set: [() => `${name}.add(${e.any()})`, () => `${name}.delete(${e.number()})`],
      typed: [
        () => `${name}[${index()}] = ${e.number()}`,
        () => `${name}.fill(${e.number()})`,
        () => `${name}[${index()}] += ${e.number()}`,
        () => `${name}.set([${e.number()}], 0)`,
        () => `${name}.subarray(1)[0] = ${e.number()}`,
      ],
      nested: [
        () => `${name}.push([${e.number()}])`,
        () => `${name}[0].push(${e.number()})`,
        () => `${name}[${e.small()}] = ${e.array()}`,
      ],
      any: [() => `${name}[0] = ${e.number()}`],
    };
    forms.numbers = [
      () => `${name}[${index()}] = ${e.number()}`,
      () => `${name}[${index()}] += ${e.number()}`,
      () => `${name}[${index()}]--`,
    ];
    this.#line(`${this.tape.pick(forms[type] ?? [() => name])()};`);
  }

  #loop(): void {
    const e = this.#expressions;
    const label = this.#label === null && this.tape.chance(20) ? this.#scope.fresh('number').toUpperCase() : null;
    const before = this.#label;
    if (label) this.#label = label;
    const { head, names, before: first, after, tail } = this.#loopHead(e);
    if (first) this.#line(first);
    this.#loops += 1;
    this.#block(
      (label ? `${label}: ` : '') + head,
      () => {
        for (const name of names) this.#scope.add(name);
        if (after) this.#line(after);
        this.#statements(3);
      },
      tail ?? '}',
    );
    this.#loops -= 1;
    this.#label = before;
  }

  #loopHead(e: Expressions): LoopHead {
    const s = this.#scope;
    const i = s.fresh('number');
    const counter: Name = { name: i, type: 'number', isConstant: true };
    const element: Name = { name: i, type: 'any', isConstant: true };
    const array = s.holding('array', 'numbers', 'typed')?.name ?? '[1, 2, 3]';
    return this.tape.pick<() => LoopHead>([
      () => ({ head: `for (let ${i} = 0; ${i} < ${e.small()}; ${i}++)`, names: [counter] }),
      () => ({ head: `for (let ${i} = 0; ${i} < ${array}.length; ${i}++)`, names: [counter] }),
      () => ({ head: `for (let ${i} = ${array}.length - 1; ${i} >= 0; ${i}--)`, names: [counter] }),
      () => ({
        head: `for (let ${i} = ${e.number()}; ${i} <= ${e.small()}; ${i} += ${1 + this.tape.below(3)})`,
        names: [{ ...counter, isConstant: false }],
      }),
      () => ({ head: `for (let ${i} = 0, n = ${array}.length; ${i} < n; ${i}++)`, names: [counter] }),
      () => ({
        head: `for (const ${i} of ${e.of(this.tape.pick<Type>(['array', 'numbers', 'typed', 'any', 'set']))})`,
        names: [element],
      }),
      () => ({ head: `for (const ${i} of ${e.string()})`, names: [{ ...counter, type: 'string' }] }),
      () => ({
        head: `for (const [${i}, ${i}v] of ${this.tape.pick([() => e.map(), () => `${array}.entries()`, () => `Object.entries(${e.object()})`])()})`,
        names: [element, { ...element, name: `${i}v` }],
      }),
      () => ({
        head: `for (const ${i} in ${e.of(this.tape.pick<Type>(['object', 'array']))})`,
        names: [{ ...counter, type: 'string' }],
      }),
      () => ({ before: `let ${i} = ${e.small()};`, head: `while (${i} > 0)`, after: `${i}--;`, names: [counter] }),
      () => ({
        before: `let ${i} = 0;`,
        head: `while (${i} < ${e.number()} && ${i} < 9)`,
        after: `${i} += 1;`,
        names: [counter],
      }),
      () => ({
        before: `let ${i} = 0;`,
        head: 'do',
        after: `${i}++;`,
        names: [counter],
        tail: `} while (${i} < ${e.small()});`,
      }),
      () => ({ head: `for (const ${i} of ${e.walked()})`, names: [element] }),
    ])();
  }

  /** An array of fixed length, filled and read by index. */
  #countedFill(): void {
    const e = this.#expressions;
    const [name, i, n] = [this.#scope.fresh('numbers'), this.#scope.fresh('number'), this.#scope.fresh('number')];
    const length = this.tape.pick([() => e.small(), () => n, () => `${n} + 1`])();
    this.#line(`const ${n} = ${this.tape.pick([() => e.small(), () => `${e.array()}.length`])()};`);
    this.#scope.add({ name: n, type: 'number', isConstant: true });
    this.#line(
      `const ${name} = ${this.tape.pick([`new Array(${length}).fill(${e.number()})`, `new Array(${length})`, `Array.from({ length: ${length} }, () => 0)`])};`,
    );
    this.#scope.add({ name, type: 'numbers', isConstant: true });
    const end = this.tape.pick([`${name}.length`, n, length, `${n} - 1`]);
    const head = this.tape.pick([
      `for (let ${i} = 0; ${i} < ${end}; ${i}++)`,
      `for (let ${i} = 1; ${i} <= ${end}; ${i} += ${this.tape.pick(['1', '2'])})`,
      `for (let ${i} = ${end} - 1; ${i} >= 0; ${i}--)`,
    ]);
    this.#loops += 1;
    this.#block(head, () => {
      this.#scope.add({ name: i, type: 'number', isConstant: true });
      this.#line(`${name}[${e.index(name)}] = ${e.number()};`);
      if (this.tape.chance(50)) this.#line(`console.log(${name}[${e.index(name)}]);`);
    });
    this.#loops -= 1;
    this.#line(`console.log(${name}[${e.index(name)}]);`);
  }

  /** A collection that one function makes and another one walks, most of the time. */
  #handover(): void {
    const e = this.#expressions;
    const [take, make, xs, given] = [
      this.#scope.fresh('function'),
      this.#scope.fresh('function'),
      this.#scope.fresh('array'),
      this.#scope.fresh('array'),
    ];
    const outer = this.#enterFunction('plain');
    const all: Name = { name: xs, type: 'array', isConstant: this.tape.chance(80) };
    this.#block(
      `const ${take} = (${xs}) =>`,
      () => {
        if (this.tape.chance(30)) this.#scope.add(all);
        if (this.tape.chance(30)) this.#statements(1);
        const x = this.#scope.fresh('any');
        const ways = [
          () =>
            this.#block(`for (const ${x} of ${xs})`, () => {
              this.#scope.add({ name: x, type: 'any', isConstant: true });
              this.#statements(1);
            }),
          () => this.#line(`return ${this.tape.pick([xs, `new Set(${xs})`, `[...${xs}]`, `${xs}.map(String)`])};`),
          () => this.#line(`const [${x}] = ${xs};`),
          () => this.#line(`for (let ${x} = 0; ${x} < 2; ${x}++) console.log(...${xs});`),
          () => this.#line(`console.log(${this.tape.pick(['', e.any() + ', '])}...${xs});`),
        ];
        this.tape.pick(ways)();
      },
      '};',
    );
    const isMade = this.tape.chance(50);
    if (isMade) this.#block(`const ${make} = () =>`, () => this.#line(`return ${e.array()};`), '};');
    outer();
    const value = isMade ? `${make}()` : e.array();
    const isNamed = this.tape.chance(40);
    if (isNamed) this.#line(`const ${given} = ${value};`);
    const call = `${take}(${isNamed ? given : value})`;
    this.#line(
      this.tape.pick([
        `${call};`,
        `console.log(${call});`,
        `for (const ${given}x of ${call} ?? []) console.log(${given}x);`,
      ]),
    );
    if (isNamed && this.tape.chance(30)) this.#line(`${call};`);
  }

  #branch(): void {
    const guard = this.tape.chance(30);
    this.#block(`if (${this.#expressions.boolean()})`, () => (guard ? this.#exit() : this.#statements(2)));
    if (this.tape.chance(30)) this.#block('else', () => this.#statements(2));
  }

  #choice(): void {
    this.#block(`switch (${this.#expressions.number()})`, () => {
      for (const value of this.tape.pick([[0], [1, 0]])) {
        this.#block(`case ${value}:`, () => this.#statements(2));
        if (this.tape.chance(60)) this.#line('break;');
      }
      this.#block('default:', () => this.#statements(1));
    });
  }

  #attempt(): void {
    this.#block('try', () => this.#statements(3));
    const shape = this.tape.below(3);
    if (shape !== 1) {
      const name = this.#scope.fresh('any');
      this.#block(`catch (${name})`, () => {
        this.#scope.add({ name, type: 'any', isConstant: true });
        this.#statements(2);
      });
    }
    if (shape !== 0) this.#block('finally', () => this.#statements(1));
  }

  #exit(): void {
    const e = this.#expressions;
    const ways = ['return', 'throw', ...(this.#loops > 0 ? ['break', 'continue', 'break', 'continue'] : [])];
    if (this.#label !== null) ways.push(`break ${this.#label}`, `continue ${this.#label}`);
    const way = this.tape.pick(ways);
    if (way === 'return') this.#line(`return ${e.any()};`);
    else if (way === 'throw') this.#line(`throw ${this.tape.pick([() => `new Error('no')`, () => e.any()])()};`);
    else this.#line(`${way};`);
  }

  #walkCallback(): void {
    const e = this.#expressions;
    const array = e.of(this.tape.pick<Type>(['array', 'numbers', 'typed', 'array']));
    const result = this.#scope.fresh('array');
    const method = this.tape.pick(['forEach', 'map', 'filter', 'some', 'reduce', 'flatMap', 'sort', 'find']);
    const [x, i] = [this.#scope.fresh('number'), this.#scope.fresh('number')];
    const parameters = method === 'reduce' ? `sum, ${x}, ${i}` : this.tape.pick([x, `${x}, ${i}`, `${x}, ${i}, all`]);
    const outer = this.#enterFunction('plain');
    this.#block(
      `const ${result} = ${array}.${method}((${parameters}) =>`,
      () => {
        if (method === 'reduce') this.#scope.add({ name: 'sum', type: 'any', isConstant: true });
        this.#scope.add({ name: x, type: 'any', isConstant: true });
        if (parameters.includes(i)) this.#scope.add({ name: i, type: 'number', isConstant: true });
        this.#statements(2);
        this.#line(`return ${e.any()};`);
      },
      method === 'reduce' ? `}, ${e.number()});` : '});',
    );
    outer();
    this.#scope.add({ name: result, type: /map|filter|sort/i.test(method) ? 'array' : 'any', isConstant: true });
  }

  #takingApart(): void {
    const e = this.#expressions;
    const [a, b] = [this.#scope.fresh('any'), this.#scope.fresh('any')];
    const pattern = this.tape.pick([
      () => `[${a}, ${b} = ${e.number()}] = ${e.array()}`,
      () => `[${a}, ...${b}] = ${e.array()}`,
      () => `{ a: ${a}, b: ${b} = ${e.number()} } = ${e.object()}`,
      () => `{ a: ${a}, ...${b} } = ${e.object()}`,
    ])();
    this.#line(`${this.tape.pick(['const', 'let'])} ${pattern};`);
    for (const name of [a, b]) this.#scope.add({ name, type: 'any', isConstant: true });
  }

  #suspension(): void {
    const e = this.#expressions;
    if (this.#kind === 'plain') {
      this.#mutation();
      return;
    }
    const name = this.#scope.fresh('any');
    this.#line(`const ${name} = ${this.#kind === 'async' ? 'await' : 'yield'} ${e.any()};`);
    this.#scope.add({ name, type: 'any', isConstant: true });
  }

  #callOfLocal(): void {
    const callee = this.#scope.holding('function', 'async', 'generator');
    if (!callee) {
      this.#mutation();
      return;
    }
    const call = this.#expressions.callOf(callee);
    const name = this.#scope.fresh('any');
    this.#line(this.tape.chance(50) ? `${call};` : `const ${name} = ${call};`);
    if (this.#lines.at(-1)?.includes('const ')) this.#scope.add({ name, type: 'any', isConstant: true });
  }

  #localFunction(): void {
    const kind = this.tape.pick<FunctionKind>(['plain', 'plain', 'plain', 'async', 'generator']);
    const name = this.#scope.fresh('function');
    const parameters = Array.from({ length: this.tape.below(3) }, () =>
      this.tape.pick<Type>(['number', 'array', 'any', 'object']),
    );
    const type = kind === 'plain' ? 'function' : kind;
    // A name that its own body may call.
    this.#scope.add({ name, type, isConstant: true, parameters });
    this.#function('', name, kind, parameters);
  }

  #function(prefix: string, name: string, kind: FunctionKind, parameters: readonly Type[]): void {
    const names = parameters.map((type): Name => ({ name: this.#scope.fresh(type), type, isConstant: false }));
    const list = names.map((one, index) => {
      if (index === names.length - 1 && this.tape.chance(12)) return `...${one.name}`;
      return this.tape.chance(15) ? `${one.name} = ${this.#expressions.literal(one.type)}` : one.name;
    });
    const keyword = { plain: 'function', async: 'async function', generator: 'function*' }[kind];
    const outer = this.#enterFunction(kind);
    this.#block(`${prefix}${keyword} ${name}(${list.join(', ')})`, () => {
      for (const one of names) this.#scope.add(one);
      for (let count = this.tape.below(prefix ? 4 : 2); count > 0; count -= 1) this.#declaration();
      this.#statements(prefix ? 8 : 2);
      if (this.tape.chance(80)) this.#line(`return ${this.#expressions.any()};`);
    });
    outer();
  }

  #closure(): void {
    const name = this.#scope.fresh('function');
    const x = this.#scope.fresh('number');
    const outer = this.#enterFunction('plain');
    const isShort = this.tape.chance(40);
    if (isShort) {
      this.#scope.enter();
      this.#scope.add({ name: x, type: 'number', isConstant: false });
      this.#line(`const ${name} = (${x}) => ${this.#expressions.result()};`);
      this.#scope.leave();
    } else {
      this.#block(
        `const ${name} = (${x}) =>`,
        () => {
          this.#scope.add({ name: x, type: 'number', isConstant: false });
          this.#statements(2);
          this.#line(`return ${this.#expressions.any()};`);
        },
        '};',
      );
    }
    outer();
    this.#scope.add({ name, type: 'function', isConstant: true, parameters: ['number'] });
    if (this.tape.chance(40))
      this.#line(this.tape.pick([`outside(${name});`, `${name}(${this.#expressions.number()});`]));
  }

  /** A class with a field, perhaps an accessor and a method, and an instance. */
  #class(): void {
    const e = this.#expressions;
    const [name, x, instance] = [this.#scope.fresh('object'), this.#scope.fresh('any'), this.#scope.fresh('object')];
    const given: Name = { name: x, type: 'any', isConstant: false };
    const body = (head: string, last: string): void => {
      const outer = this.#enterFunction('plain');
      this.#block(head, () => {
        this.#scope.add(given);
        this.#line(this.tape.pick([`this.a = ${e.any()};`, `console.log(this.${this.tape.pick(['a', 'b'])});`]));
        this.#statements(1);
        this.#line(last);
      });
      outer();
    };
    this.#block(`class C${name}`, () => {
      this.#line(`${this.tape.pick(['', 'static '])}a = ${e.later()};`);
      if (this.tape.chance(30)) this.#line(`get b() { return ${this.tape.pick([e.quiet(), 'this.a'])}; }`);
      if (this.tape.chance(30)) this.#line(`set b(${x}) { this.a = ${x}; }`);
      if (this.tape.chance(40)) body(`constructor(${x})`, `this.c = ${x};`);
      body(`m(${x})`, `return ${this.tape.pick(['this', 'this.a', x])};`);
    });
    this.#line(`const ${instance} = new C${name}(${e.any()});`);
    this.#scope.add({ name: instance, type: 'object', isConstant: true });
    if (this.tape.chance(60)) this.#line(`console.log(${instance}.m(${e.any()}));`);
  }

  /** @returns what leaves it again. */
  #enterFunction(kind: FunctionKind): () => void {
    const [before, loops, label] = [this.#kind, this.#loops, this.#label];
    this.#kind = kind;
    this.#loops = 0;
    this.#label = null;
    return () => {
      this.#kind = before;
      this.#loops = loops;
      this.#label = label;
    };
  }
}
