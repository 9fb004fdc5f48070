// Accumulators of several parts, of which one or more are copied on every turn:
// `xs.reduce(([evens, odds], x) => (x % 2 ? [evens, [...odds, x]] : [[...evens, x], odds]), [[], []])`.
//
// Nobody else can hold a part: it begins as a literal of its own, each result has it, or a copy of it, in the same
// place, and whatever else is done with it is asked of each part as of an accumulator of its own.

import type { TSESTree } from '@typescript-eslint/utils';
import { copyOfWhat, type Container } from '../../analysis/copies.js';
import { isFunction } from '../../analysis/enclosing.js';
import { handlingOf } from '../../analysis/handling.js';
import { returnedBy } from '../../analysis/returns.js';
import { isTypeOnly, useOf } from '../../analysis/uses.js';
import { variableNamedBy, variableOf, type Variable } from '../../analysis/variables.js';
import { isDeferred } from '../../analysis/calls.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Accumulation, Reducing } from './accumulation.js';
import { reducingCallOf, resultStep, type ReducingCall } from './reducing.js';
import {
  entriesIn,
  keyOf,
  literalsIn,
  outcomeFor,
  withWholes,
  type Entry,
  type Item,
  type Literal,
  type Result,
} from './part-literals.js';
import type { OtherUse } from './sharing.js';
import { isFreshPlain, type Step } from './steps.js';
import { typeOfPart } from './types.js';

/** A part that is copied: a name of the pattern, or a property of the parameter. */
export interface Part {
  /** Its place in each literal: a property's name, or an index. */
  readonly key: string;
  /** How it is read in the callback: `evens`, `acc.list`. */
  readonly name: string;
  readonly accumulation: Accumulation;
  readonly uses: readonly OtherUse[];
}

export interface PartsStep {
  readonly step: Step;
  readonly result: Result;
}

export interface PartedAccumulation {
  readonly call: ReducingCall;
  /** The parameter, where it has a name. */
  readonly whole: TSESTree.Identifier | null;
  readonly parts: readonly [Part, ...Part[]];
  readonly steps: readonly PartsStep[];
}

export function partedBy(code: SourceCode, call: TSESTree.CallExpression): PartedAccumulation | null {
  const found = reducingCallOf(code, call);
  const holder = found && holderOf(code, found);
  const results = found && returnedBy(code, found.callback);
  return holder && results ? new Parts(code, found, holder).of(results) : null;
}

/** What holds the parts: a pattern of names, or a parameter. */
interface Holder {
  readonly whole: TSESTree.Identifier | null;
  /** By key; of a parameter, always the parameter. */
  readonly names: ReadonlyMap<string, TSESTree.Identifier>;
  readonly variables: readonly Variable[];
  /** By key, what it begins with, in order. */
  readonly seeds: ReadonlyMap<string, TSESTree.Expression>;
  readonly type: 'ArrayExpression' | 'ObjectExpression';
}

function holderOf(code: SourceCode, { callback, seed }: ReducingCall): Holder | null {
  const literal = seed && unwrapped(seed);
  const seeds = literal && seedsOf(literal);
  const [parameter] = callback.params;
  if (!seeds || !parameter) return null;
  const names = parameter.type === 'Identifier' ? null : namesIn(parameter);
  if (parameter.type !== 'Identifier' && !names) return null;
  const whole = parameter.type === 'Identifier' ? parameter : null;
  const variables = (whole ? [whole] : [...(names?.values() ?? [])]).map((name) => variableOf(code, name));
  const known = variables.filter((variable) => variable !== null);
  // Whoever writes to the name has something else in his hands.
  if (known.length < variables.length || known.some(isWritten)) return null;
  const type = literal.type === 'ArrayExpression' ? literal.type : 'ObjectExpression';
  return { whole, names: names ?? new Map<string, TSESTree.Identifier>(), variables: known, seeds, type };
}

function isWritten({ references }: Variable): boolean {
  return references.some((reference) => reference.isWrite());
}

function seedsOf(literal: Node): ReadonlyMap<string, TSESTree.Expression> | null {
  const seeds = new Map<string, TSESTree.Expression>();
  for (const entry of entriesIn(literal) ?? [null]) {
    if (entry?.node.type === 'SpreadElement' || !entry || seeds.has(entry.key)) return null;
    seeds.set(entry.key, entry.value as TSESTree.Expression);
  }
  return seeds.size > 0 ? seeds : null;
}

/** `[a, b]` and `{ a, b: c }`, without defaults. */
function namesIn(pattern: Node): ReadonlyMap<string, TSESTree.Identifier> | null {
  const names = new Map<string, TSESTree.Identifier>();
  if (pattern.type === 'ArrayPattern') {
    for (const [index, element] of pattern.elements.entries()) {
      if (element && element.type !== 'Identifier') return null;
      if (element) names.set(String(index), element);
    }
  } else if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      const key = property.type === 'Property' && !property.computed ? propertyName(property) : null;
      if (key === null || property.value?.type !== 'Identifier' || names.has(key)) return null;
      names.set(key, property.value);
    }
  }
  return names.size > 0 ? names : null;
}

class Parts {
  /** Where the parameter is given as it is: `return acc;`, `...acc`. */
  readonly #given = new Set<Node>();

  constructor(
    readonly code: SourceCode,
    readonly call: ReducingCall,
    readonly holder: Holder,
  ) {}

  of(results: readonly Node[]): PartedAccumulation | null {
    const steps: PartsStep[] = [];
    for (const node of results) {
      const result = this.#result(node);
      // What the step is, for each part, is told by its own outcome.
      const step = result && resultStep(node, { kind: 'same', node });
      if (!step) return null;
      steps.push({ step, result });
    }
    const literals = steps.flatMap(({ result }) => [...literalsIn(result)]);
    const copied = literals.flatMap(({ items }) => items.flatMap(({ key, copy }) => (copy ? [key] : [])));
    const keys = [...new Set(copied)];
    if (!literals.every((literal) => keys.every((key) => this.#has(literal, key)))) return null;
    const parts = keys.map((key) => this.#part(key, steps, literals));
    const complete = parts.filter((part) => part !== null);
    const [first, ...others] = complete;
    if (!first || complete.length < parts.length) return null;
    const isUniform = this.holder.whole !== null && literals.every((literal) => this.#keepsKeys(literal));
    const shown = steps.map(({ step, result }) => ({ step, result: withWholes(result, isUniform) }));
    return { call: this.call, whole: this.holder.whole, parts: [first, ...others], steps: shown };
  }

  #result(expression: Node): Result | null {
    const { type } = this.holder;
    const node = unwrapped(expression);
    if (this.#isWhole(node)) {
      this.#given.add(node);
      return { kind: 'whole', node };
    }
    if (node.type === 'ConditionalExpression') {
      const [consequent, alternate] = [this.#result(node.consequent), this.#result(node.alternate)];
      return consequent && alternate && { kind: 'choice', node, consequent, alternate };
    }
    if ((node.type !== 'ArrayExpression' && node.type !== 'ObjectExpression') || node.type !== type) return null;
    const items: Item[] = [];
    let spread: TSESTree.SpreadElement | null = null;
    for (const entry of entriesIn(node) ?? [null]) {
      if (!entry || items.some(({ key }) => key === entry.key)) return null;
      if (entry.node.type !== 'SpreadElement') items.push(this.#item({ ...entry, node: entry.node }));
      // `...acc`, before all else.
      else if (spread || items.length > 0 || !this.#isWhole(entry.value)) return null;
      else {
        spread = entry.node;
        this.#given.add(unwrapped(spread.argument));
      }
    }
    return { kind: 'literal', node, whole: expression, items, spread, isWhole: false };
  }

  #item(entry: Entry & Pick<Item, 'node'>): Item {
    const isPart = (node: Node): boolean => this.#isPart(node, entry.key);
    if (isPart(unwrapped(entry.value))) return { ...entry, kind: 'same', copy: null };
    const copy = copyOfWhat(this.code, entry.value, isPart);
    return { ...entry, kind: copy ? 'copy' : 'other', copy };
  }

  #isWhole(node: Node): boolean {
    const { whole, variables } = this.holder;
    return whole !== null && variableNamedBy(this.code, unwrapped(node)) === variables[0];
  }

  #isPart(node: Node, key: string): boolean {
    const { whole, names } = this.holder;
    const name = names.get(key);
    if (!whole) return name !== undefined && variableNamedBy(this.code, node) === variableOf(this.code, name);
    return node.type === 'MemberExpression' && !node.optional && keyOf(node) === key && this.#isWhole(node.object);
  }

  /** Whether the next turn finds the part in what the literal makes. */
  #has({ items, spread }: Literal, key: string): boolean {
    return spread !== null || items.some((item) => item.key === key);
  }

  /** Whether what the literal makes has the keys of the seed, in their order. */
  #keepsKeys({ items, spread }: Literal): boolean {
    const seeds = [...this.holder.seeds.keys()];
    if (spread) return items.every(({ key }) => seeds.includes(key));
    return items.length === seeds.length && items.every(({ key }, index) => key === seeds[index]);
  }

  #part(key: string, steps: readonly PartsStep[], literals: readonly Literal[]): Part | null {
    const { whole, names, variables, seeds } = this.holder;
    const seed = seeds.get(key);
    const parameter = whole ?? names.get(key);
    const variable = parameter && variables.find(({ identifiers }) => identifiers.includes(parameter));
    const items = literals.flatMap((literal) => literal.items.filter((item) => item.key === key));
    const container = items.find(({ copy }) => copy)?.copy?.container;
    if (!seed || !variable || !container || !items.every((item) => this.#isKept(item, container))) return null;
    const own = steps.flatMap(({ step, result }): Step[] => {
      const outcome = outcomeFor(result, key);
      return outcome && step.kind !== 'assignment' && step.kind !== 'clone' ? [{ ...step, outcome }] : [];
    });
    const [first, ...others] = own;
    if (!first) return null;
    const type = typeOfPart(this.code, this.call, key);
    const partType = type === 'unknown' ? null : type;
    const place: Reducing = {
      ...this.call,
      kind: 'reduce',
      parameter,
      seed,
      renamed: [],
      ...(partType && { partType }),
    };
    const home = isFunction(this.call.callback) ? this.call.callback : null;
    const accumulation = { variable, container, steps: [first, ...others], place, home, resets: [] } as const;
    const uses = this.#otherUses(key, variable, container, literals);
    const name = whole ? nameOf(whole.name, key, this.holder.type) : parameter.name;
    return uses && { key, name, accumulation, uses };
  }

  #isKept({ kind, copy, value }: Item, container: Container): boolean {
    if (copy) return copy.container === container;
    return kind === 'same' || isFreshPlain(this.code, value, container);
  }

  /** `null` where somebody gets hold of all parts at once. */
  #otherUses(
    key: string,
    variable: Variable,
    container: Container,
    literals: readonly Literal[],
  ): readonly OtherUse[] | null {
    const { whole } = this.holder;
    const known = new Set<Node>();
    for (const item of literals.flatMap(({ items }) => items)) {
      if (item.key === key && item.kind !== 'other') known.add(unwrapped(item.copy?.source ?? item.value));
    }
    const uses: OtherUse[] = [];
    for (const reference of variable.references) {
      const { identifier } = reference;
      if (isTypeOnly(reference)) continue;
      let node: Node = identifier;
      if (whole) {
        if (this.#given.has(identifier)) continue;
        const use = useOf(identifier);
        const isRead = use.kind === 'get' && use.node.object === identifier && keyOf(use.node) !== null;
        if (!isRead) return null;
        if (keyOf(use.node) !== key) continue;
        node = use.node;
      }
      if (known.has(node)) continue;
      const deferred = isDeferred(this.code, identifier, this.call.callback);
      uses.push({ node, deferred, handling: handlingOf(this.code, node, container) });
    }
    return uses;
  }
}

function nameOf(whole: string, key: string, type: Holder['type']): string {
  if (type === 'ArrayExpression') return `${whole}[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `${whole}.${key}` : `${whole}[${JSON.stringify(key)}]`;
}
