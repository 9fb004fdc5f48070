// Is an index within the array? Proved from loop heads, guards and definitions, by replacing unknowns by their bounds.
//
// Guarantee: `true` is proved for every evaluation. The length is taken to be what `new Array(length)` accepts.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { conditionsAt, isStable, isUnwrittenBetween } from './conditions.js';
import { ancestorsOf, contains, functionAround } from './enclosing.js';
import { fixedArraysOf, type FixedArray } from './fixed-arrays.js';
import { ANY, binary, UINT32, type Interval } from './intervals.js';
import { Linear, type Term } from './linear.js';
import { isUnmodifiedDuring } from './mutation.js';
import { isKind } from './origin.js';
import { perFile } from './per-file.js';
import { isString } from './strings.js';
import { isNothing, isNumber, toNumber, type Values } from './values.js';
import { initializerOf, variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

interface Unknown {
  readonly key: string;
  /** An expression that has the value. */
  readonly node: Node;
  /** The variable, where the unknown is one that has not changed since. */
  readonly variable: Variable | null;
  /** Where `node` itself does not tell. */
  readonly range?: Interval;
}
type Form = Linear<Unknown>;
type Side = 'upper' | 'lower';
interface Bound {
  readonly bound: Form;
  readonly isStrict: boolean;
}
/** A form that is 0 or more, or, when strict, above 0. */
interface Fact {
  readonly form: Form;
  readonly isStrict: boolean;
}

const numbersOfVariables = perFile(() => new Map<Variable, number>());

/** How many bounds in a row are put in, and how many altogether. */
const DEPTH = 5;
const MOST_STEPS = 400;

/** What is known about numbers in one place of the code, and about the length of one array. */
export class Bounds {
  readonly #length: Form | null;
  #steps = 0;
  #isUnreached = false;

  /** @param at the index, or whatever is compared with the length, in the code that uses `array` */
  constructor(
    readonly code: SourceCode,
    readonly at: Node,
    readonly array: FixedArray,
    readonly owner: Variable | null,
    readonly valuesOf: (node: Node) => Values,
  ) {
    this.#length = this.#lengthOf(array, owner);
  }

  /** Whether `at` is a whole number from 0 to the length less one. */
  isWithin(): boolean {
    const { at } = this;
    const bare = unwrapped(at);
    if (bare.type === 'ConditionalExpression') {
      return [bare.consequent, bare.alternate].every((branch) => this.#elsewhere(branch).isWithin());
    }
    const values = this.#ask(at);
    if (this.#isUnreached) return true;
    if (!isNumber(values) || !values.number.integer || values.number.nan) return false;
    return this.isAtLeast(0) && this.isBelowLength(-1);
  }

  isAtLeast(least: number): boolean {
    const number = toNumber(this.#ask(this.at));
    if (number && number.min >= least) return true;
    return this.#isPositive(this.#formOf(this.at).add(-least));
  }

  /** Whether `at` is at most the length plus `offset`. */
  isBelowLength(offset: number): boolean {
    if (!this.#length) return false;
    return this.#isPositive(this.#length.minus(this.#formOf(this.at)).add(offset));
  }

  /** Whether `at` and `more` are at least the length. */
  isLengthOrMore(more: number): boolean {
    if (!this.#length) return false;
    return this.#isPositive(this.#formOf(this.at).minus(this.#length).add(more));
  }

  /**
   * What has no value yet is asked again later; what has none in the end is never evaluated, and neither is `at`, which
   * is evaluated after it.
   */
  #ask(node: Node): Values {
    const values = this.valuesOf(node);
    if (isNothing(values)) this.#isUnreached = true;
    return values;
  }

  #elsewhere(at: Node): Bounds {
    return new Bounds(this.code, at, this.array, this.owner, this.valuesOf);
  }

  /** Whether a form is 0 or more; a whole number is when it is above -1. */
  #isPositive(form: Form): boolean {
    this.#steps = 0;
    const isWhole = this.#isWhole(form);
    return this.#prove(isWhole ? form.add(1) : form, !isWhole, DEPTH) || this.#isUnreached;
  }

  /** @param mayBeZero else the form must be above 0, which one strict bound on the way sees to */
  #prove(form: Form, mayBeZero: boolean, depth: number): boolean {
    const least = this.#leastOf(form);
    if (least > 0 || (least === 0 && mayBeZero)) return true;
    if (depth === 0) return false;
    for (const [key, term] of form.terms) {
      for (const { bound, isStrict } of this.#boundsOf(term)) {
        if ((this.#steps += 1) > MOST_STEPS) return false;
        if (this.#prove(form.replace(key, bound), mayBeZero || isStrict, depth - 1)) return true;
      }
    }
    return false;
  }

  #leastOf({ constant, terms }: Form): number {
    let least = constant;
    for (const { factor, unknowns } of terms.values()) {
      const range = unknowns.map((unknown) => this.#rangeOf(unknown)).reduce((a, b) => binary('*', a, b));
      if (range.nan) return -Infinity;
      least += factor > 0 ? factor * range.min : factor * range.max;
    }
    return Number.isNaN(least) ? -Infinity : least;
  }

  #rangeOf({ node, range }: Unknown): Interval {
    return range ?? toNumber(this.#ask(node)) ?? ANY;
  }

  /** Forms to put in a term's place so that the sum gets no larger. */
  *#boundsOf({ factor, unknowns }: Term<Unknown>): Generator<Bound> {
    const side = factor < 0 ? 'upper' : 'lower';
    for (const [index, unknown] of unknowns.entries()) {
      const others = unknowns.filter((_, other) => other !== index);
      if (others.some((other) => !(this.#rangeOf(other).min >= 0))) continue;
      const rest = others.length === 0 ? Linear.constant<Unknown>(1) : Linear.of(...others);
      const isAlone = others.length === 0;
      for (const { bound, isStrict } of this.#boundsOfUnknown(unknown, side)) {
        // Times 0, it is no longer strict.
        yield { bound: bound.times(rest), isStrict: isStrict && isAlone };
      }
    }
  }

  *#boundsOfUnknown(unknown: Unknown, side: Side): Generator<Bound> {
    for (const { form, isStrict } of this.#facts()) {
      const term = form.terms.get(unknown.key);
      if (term?.factor === (side === 'upper' ? -1 : 1)) {
        const rest = form.replace(unknown.key, Linear.constant(0));
        yield { bound: side === 'upper' ? rest : Linear.constant<Unknown>(0).minus(rest), isStrict };
      }
    }
    const { variable, node } = unknown;
    const bounds = variable ? this.#boundsOfVariable(variable, side) : this.#boundsOfExpression(node, side);
    for (const bound of bounds) yield { bound, isStrict: false };
  }

  /** What conditions say. */
  #facts(): readonly Fact[] {
    this.#knownFacts ??= conditionsAt(this.code, this.at).flatMap(({ test, holds }) => this.#factsOf(test, holds));
    return this.#knownFacts;
  }
  #knownFacts: readonly Fact[] | undefined;

  #factsOf(test: Node, holds: boolean): Fact[] {
    if (test.type !== 'BinaryExpression') return [];
    const { operator, left, right } = test;
    if (!/^[<>]=?$/.test(operator) || left.type === 'PrivateIdentifier') return [];
    const values = [this.#ask(left), this.#ask(right)];
    // Two strings are compared letter by letter; a comparison with NaN fails whichever way it is asked.
    if (values.every((value) => value.other)) return [];
    if (!holds && values.some((value) => toNumber(value)?.nan !== false)) return [];
    const isLess = operator.startsWith('<') === holds;
    const isStrict = (operator.length === 1) === holds;
    const [small, large] = isLess ? [left, right] : [right, left];
    const difference = this.#formOf(large, test).minus(this.#formOf(small, test));
    return [
      isStrict && this.#isWhole(difference)
        ? { form: difference.add(-1), isStrict: false }
        : { form: difference, isStrict },
    ];
  }

  /** Whole numbers, or the length, which is one, away from them. */
  #isWhole(form: Form): boolean {
    const candidates = this.#length ? [form, form.minus(this.#length), form.plus(this.#length)] : [form];
    return candidates.some(
      ({ constant, terms }) =>
        Number.isInteger(constant) &&
        [...terms.values()].every(
          ({ factor, unknowns }) =>
            Number.isInteger(factor) && unknowns.every((unknown) => this.#rangeOf(unknown).integer),
        ),
    );
  }

  *#boundsOfVariable(variable: Variable, side: Side): Generator<Form> {
    const init = initializerOf(variable);
    if (init && isStable(this.code, variable)) {
      yield this.#formOf(init, init);
      return;
    }
    const start = this.#startOf(variable, side);
    if (start) yield this.#formOf(start, start);
  }

  /** Where a variable starts that then only goes down (for `upper`) or up. */
  #startOf(variable: Variable, side: Side): Node | null {
    const [definition] = variable.defs;
    if (definition?.type !== 'Variable' || definition.parent.kind !== 'let') return null;
    const { init } = definition.node;
    const isSteady = variable.references.every((reference) => {
      if (!reference.isWrite() || reference.init === true) return true;
      const { parent } = reference.identifier;
      if (functionAround(reference.identifier) !== functionAround(this.at)) return false;
      if (parent.type === 'UpdateExpression') return parent.operator === (side === 'upper' ? '--' : '++');
      if (parent.type !== 'AssignmentExpression' || parent.left !== reference.identifier) return false;
      if (parent.operator !== (side === 'upper' ? '-=' : '+=')) return false;
      const step = this.valuesOf(parent.right);
      return isNothing(step) || (isNumber(step) && step.number.min >= 0);
    });
    return isSteady ? init : null;
  }

  *#boundsOfExpression(node: Node, side: Side): Generator<Form> {
    if (node.type === 'CallExpression') {
      yield* this.#boundsOfCall(node, side);
      return;
    }
    if (node.type !== 'BinaryExpression' || side === 'lower' || node.left.type === 'PrivateIdentifier') return;
    const { left, right, operator } = node;
    const [a, b] = [this.#ask(left), this.#ask(right)];
    if (!isNumber(a) || !isNumber(b)) return;
    if (operator === '&' || operator === '%' || operator === '>>' || operator === '>>>' || operator === '/') {
      const shrinks = operator !== '/' || b.number.min >= 1;
      if (a.number.min >= 0 && shrinks && !a.number.nan) yield this.#formOf(left, node);
    }
    if (operator === '&' && b.number.min >= 0) yield this.#formOf(right, node);
    if (operator === '%' && b.number.min > 0) {
      yield this.#formOf(right, node).add(a.number.integer && b.number.integer ? -1 : 0);
    }
  }

  *#boundsOfCall(node: TSESTree.CallExpression, side: Side): Generator<Form> {
    const name = globalName(this.code, node.callee);
    const given = node.arguments.filter((argument) => argument.type !== 'SpreadElement');
    const [first] = given;
    if (name === (side === 'upper' ? 'Math.min' : 'Math.max')) {
      for (const argument of given) yield this.#formOf(argument, node);
    } else if (first && side === 'upper' && (name === 'Math.floor' || name === 'Math.trunc')) {
      const scale = this.#scaleOfRandom(first);
      if (scale) yield this.#formOf(scale, node).add(-1);
      else if (isNumber(this.#ask(first)) && this.#isNotNegative(first)) yield this.#formOf(first, node);
    }
  }

  #isNotNegative(node: Node): boolean {
    return (toNumber(this.#ask(node)) ?? ANY).min >= 0;
  }

  /** `Math.floor(Math.random() * n)` is below `n`, a whole number from 1 on. */
  #scaleOfRandom(node: Node): Node | null {
    if (node.type !== 'BinaryExpression' || node.operator !== '*') return null;
    const isRandom = (side: Node): boolean =>
      side.type === 'CallExpression' && globalName(this.code, side.callee) === 'Math.random';
    const scale = isRandom(node.left) ? node.right : isRandom(node.right) ? node.left : null;
    const values = scale && this.#ask(scale);
    return values && isNumber(values) && values.number.integer && values.number.min >= 1 ? scale : null;
  }

  /** @param from where the expression is evaluated, when that is not at `at` itself */
  #formOf(node: Node, from: Node | null = null): Form {
    const bare = unwrapped(node);
    const values = this.#ask(bare);
    if (isNumber(values) && values.number.min === values.number.max && !values.number.nan) {
      return Linear.constant(values.number.min);
    }
    switch (bare.type) {
      case 'Identifier': {
        const variable = variableOf(this.code, bare);
        if (!variable || !this.#isStillSo(variable, from)) break;
        return Linear.of<Unknown>({ key: this.#nameOf(variable), node: bare, variable });
      }
      case 'MemberExpression':
        return this.#formOfMember(bare, from) ?? opaque(bare);
      case 'UpdateExpression':
        if (!bare.prefix) return this.#formOf(bare.argument, from);
        break;
      case 'BinaryExpression':
        return this.#formOfSum(bare, from) ?? opaque(bare);
      default:
        break;
    }
    return opaque(bare);
  }

  #isStillSo(variable: Variable, from: Node | null): boolean {
    return from === null || isUnwrittenBetween(this.code, variable, from, this.at);
  }

  #nameOf(variable: Variable): string {
    const names = numbersOfVariables(this.code);
    const number = names.get(variable) ?? names.size;
    names.set(variable, number);
    return `${variable.name}#${number}`;
  }

  #formOfSum(node: TSESTree.BinaryExpression, from: Node | null): Form | null {
    const { left, right, operator } = node;
    if (left.type === 'PrivateIdentifier') return null;
    // What is rounded, or joined as strings, is no sum.
    const operands = [this.#ask(left), this.#ask(right)];
    const isSum = isExact(...operands, this.#ask(node)) || (operator !== '-' && operands.every(isCount));
    if (!isSum && !this.#isOfLength(node)) return null;
    const [a, b] = [this.#formOf(left, from), this.#formOf(right, from)];
    if (operator === '+') return a.plus(b);
    if (operator === '-') return a.minus(b);
    return operator === '*' ? a.times(b) : null;
  }

  /** The length itself is whole, or else making the array fails: where that is not proved, the rule says so. */
  #isOfLength(node: Node): boolean {
    const variables = namesIn(this.code, node);
    const known = namesIn(this.code, this.array.allocation.length);
    return variables.size <= 1 && [...variables].every((variable) => known.has(variable));
  }

  #formOfMember(member: TSESTree.MemberExpression, from: Node | null): Form | null {
    if (propertyName(member) !== 'length') return null;
    const object = unwrapped(member.object);
    const own = this.array.lengths.includes(member) ? this.array : null;
    const variable = variableOf(this.code, object);
    if (own) return this.#lengthOf(own, variable);
    if (!variable || !isStable(this.code, variable)) return null;
    const other = fixedArraysOf(this.code).byVariable.get(variable);
    if (other && other !== this.array) return this.#formOfLength(other);
    if (!this.#keepsLength(object, from)) return null;
    return Linear.of<Unknown>({ key: `${this.#nameOf(variable)}.length`, node: member, variable: null });
  }

  /** The array's length, in terms of what never changes. */
  #lengthOf(array: FixedArray, owner: Variable | null): Form | null {
    if (this.#isHome(array, owner)) return this.#formOfLength(array);
    const [identifier] = owner?.identifiers ?? [];
    if (!owner || !identifier || !isStable(this.code, owner)) return null;
    const key = `${this.#nameOf(owner)}.length`;
    return Linear.of<Unknown>({ key, node: identifier, variable: null, range: UINT32 });
  }

  /** Whether `owner` stands, here, for the array that this very activation of the function made. */
  #isHome(array: FixedArray, owner: Variable | null): boolean {
    if (owner === null || owner === array.variable) return true;
    const [definition] = owner.defs;
    if (!array.grid || definition?.type !== 'Variable') return false;
    const { init, parent } = definition.node;
    const source = parent.parent.type === 'ForOfStatement' ? parent.parent.right : init && unwrapped(init);
    const grid = source?.type === 'MemberExpression' ? source.object : source;
    return grid !== null && grid !== undefined && variableOf(this.code, grid) === array.variable;
  }

  #formOfLength({ allocation: { length, takes }, variable }: FixedArray): Form {
    // `Array.from({ length: 2.5 })` has 2 elements, while a loop to 2.5 turns 3 times.
    if (takes === 'anyLength' && !toNumber(this.#ask(length))?.integer) {
      return Linear.of<Unknown>({
        key: `length of ${this.#nameOf(variable)}`,
        node: length,
        variable: null,
        range: UINT32,
      });
    }
    const isLasting = [...namesIn(this.code, length)].every((variable) => isStable(this.code, variable));
    return isLasting ? this.#formOf(length, length) : opaque(length);
  }

  /** Whether a collection has the same length in `from`, where the array is made, and at `at`. */
  #keepsLength(collection: Node, from: Node | null): boolean {
    if (isString(this.code, collection) || isKind(this.code, collection, 'typedArray')) return true;
    const places = [this.at, this.array.allocation.node, from ?? this.at];
    if (new Set(places.map(functionAround)).size > 1) return false;
    const extent = [...ancestorsOf(this.at)].find((node) => places.every((place) => contains(node, place)));
    return extent !== undefined && isUnmodifiedDuring(this.code, collection, [extent]) === 'yes';
  }
}

function opaque(node: Node): Form {
  return Linear.of<Unknown>({ key: `@${node.range.join('-')}`, node, variable: null });
}

/** Whole numbers that are not rounded. */
function isExact(...values: readonly Values[]): boolean {
  return values.every((one) => {
    if (!isNumber(one)) return false;
    const { integer, nan, min, max } = one.number;
    return integer && !nan && min >= -(2 ** 53) && max <= 2 ** 53;
  });
}

/** Sums and products of these are rounded only beyond 2 ** 53, which is no index. */
function isCount(values: Values): boolean {
  return isNumber(values) && values.number.integer && values.number.min >= 0 && !values.number.nan;
}

function namesIn(code: SourceCode, root: Node): Set<Variable> {
  const found = new Set<Variable>();
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const variable = variableOf(code, node);
    if (variable) found.add(variable);
    for (const key of code.visitorKeys[node.type] ?? []) {
      // ESLint's visitor keys name exactly the fields that hold nodes.
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
      for (const item of Array.isArray(child) ? child : [child]) if (item) stack.push(item);
    }
  }
  return found;
}
