// Is an index within the array? Proved from loop heads, guards and definitions, by replacing unknowns by their bounds.
//
// Guarantee: `true` is proved for every evaluation. The length is taken to be what `new Array(length)` accepts.

import type { Node, SourceCode } from '../core/source-code.js';
import { conditionsAt, isStable } from './conditions.js';
import { functionAround } from './enclosing.js';
import { boundsOfExpression, type Side } from './expression-bounds.js';
import type { FixedArray } from './fixed-arrays.js';
import { Forms, type Form, type Unknown } from './forms.js';
import { ANY, binary, type Interval } from './intervals.js';
import { Linear, type Term } from './linear.js';
import { isNothing, isNumber, toNumber, type Values } from './values.js';
import { initializerOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

interface Bound {
  readonly bound: Form;
  readonly isStrict: boolean;
}
/** A form that is 0 or more, or, when strict, above 0. */
interface Fact {
  readonly form: Form;
  readonly isStrict: boolean;
}

/** How many bounds in a row are put in, and how many altogether. */
const DEPTH = 5;
const MOST_STEPS = 400;

/** What is known about numbers in one place of the code, and about the length of one array. */
export class Bounds {
  readonly #forms: Forms;
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
    readonly pending: ReadonlySet<FixedArray> = new Set([array]),
  ) {
    this.#forms = new Forms(
      code,
      at,
      array,
      (node) => this.#ask(node),
      (other) => this.#keepsItsLength(other),
    );
    this.#length = this.#forms.ofLength(array, owner);
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
    return this.#isPositive(this.#forms.of(this.at).add(-least));
  }

  /** Whether `at` is at most the length plus `offset`. */
  isBelowLength(offset: number): boolean {
    if (!this.#length) return false;
    return this.#isPositive(this.#length.minus(this.#forms.of(this.at)).add(offset));
  }

  /** Whether `at` and `more` are at least the length. */
  isLengthOrMore(more: number): boolean {
    if (!this.#length) return false;
    return this.#isPositive(this.#forms.of(this.at).minus(this.#length).add(more));
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
    return new Bounds(this.code, at, this.array, this.owner, this.valuesOf, this.pending);
  }

  /** Whether every write to another array lies within that. */
  #keepsItsLength(other: FixedArray): boolean {
    if (this.pending.has(other)) return false;
    const pending = new Set([...this.pending, other]);
    return other.writes.every(({ node, owner }) =>
      new Bounds(this.code, node.property, other, owner, this.valuesOf, pending).isWithin(),
    );
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
    const bounds = variable
      ? this.#boundsOfVariable(variable, side)
      : boundsOfExpression(this.code, node, side, this.#forms);
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
    const difference = this.#forms.of(large, test).minus(this.#forms.of(small, test));
    return [
      isStrict && this.#isWhole(difference)
        ? { form: difference.add(-1), isStrict: false }
        : { form: difference, isStrict },
    ];
  }

  /** Whole numbers, or the length, which is one, away from them. */
  #isWhole(form: Form): boolean {
    const length = this.#length;
    const hasWholeTerms = ({ constant, terms }: Form): boolean => {
      for (const { factor, unknowns } of terms.values()) {
        if (!Number.isInteger(factor) || unknowns.some((unknown) => !this.#rangeOf(unknown).integer)) return false;
      }
      return Number.isInteger(constant);
    };
    return hasWholeTerms(form) || (length !== null && [form.minus(length), form.plus(length)].some(hasWholeTerms));
  }

  *#boundsOfVariable(variable: Variable, side: Side): Generator<Form> {
    const init = initializerOf(variable);
    if (init && isStable(this.code, variable)) {
      yield this.#forms.of(init, init);
      return;
    }
    const start = this.#startOf(variable, side);
    if (start) yield this.#forms.of(start, start);
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
}
