// Which values the elements of arrays have: of those that keep their length, from everything that is written to them; of
// others, from literals and annotations.
//
// Guarantee: as in values.ts.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { Bounds } from './bounds.js';
import { fixedArraysOf, type ElementWrite, type FixedArray } from './fixed-arrays.js';
import { declaredTypeOf, elementTypeOf } from './declared-types.js';
import { isFilledFirst } from './filling.js';
import { flowOf, staysInSight } from './flow.js';
import { exactly, integers, isWithin } from './intervals.js';
import { MOST_ELEMENTS, valuesInTypedArray, valuesOfType } from './known-values.js';
import type { Numbers } from './numbers.js';
import { isKind } from './origin.js';
import { ANYTHING, binaryOf, isNumber, NOTHING, numbers, OTHER, UNDEFINED, union, type Values } from './values.js';
import { initializerOf, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export class ElementValues {
  readonly #asked = new Set<FixedArray>();

  constructor(
    readonly code: SourceCode,
    readonly numbers: Numbers,
  ) {}

  /** Everything that is ever put into an element. */
  ofArray(array: FixedArray): Values {
    const written = [
      this.#initial(array),
      ...array.writes.map((write) => this.#ofWrite(array, write)),
      ...array.calls.flatMap(({ node, name }) =>
        name === 'fill' ? [node.arguments[0] ? this.numbers.of(node.arguments[0]) : UNDEFINED] : [],
      ),
    ];
    return written.reduce((a, b) => union(a, b), NOTHING);
  }

  #initial(array: FixedArray): Values {
    const { initial } = array.allocation;
    switch (initial.kind) {
      case 'value': {
        const values = this.numbers.of(initial.value);
        const isEmpty = values.null || values.undefined;
        return isEmpty && isFilledFirst(this.code, array, this.numbers) ? NOTHING : values;
      }
      case 'indexes':
        return numbers(integers(0, MOST_ELEMENTS));
      case 'callback':
        return this.numbers.any(initial.results);
      default:
        return isFilledFirst(this.code, array, this.numbers) ? NOTHING : UNDEFINED;
    }
  }

  /** What may be in an element though nothing puts it there. */
  #strays(array: FixedArray): Values {
    const { initial, takes, length } = array.allocation;
    if (this.numbers.isWithinAssumed) return NOTHING;
    // `new Array('x')` is `['x']`.
    const isKept = initial.kind === 'holes' || initial.kind === 'undefined';
    if (isKept && takes === 'exactLength' && canBeElement(this.numbers.of(length))) return ANYTHING;
    // What is written beyond the end leaves a gap before it.
    return this.#isFilledWithin(array) ? NOTHING : UNDEFINED;
  }

  #isFilledWithin(array: FixedArray): boolean {
    // `xs[xs[i]] = 1`: where it is written depends on what is in it.
    if (this.#asked.has(array)) return false;
    this.#asked.add(array);
    const areWithin = array.writes.every(({ node, owner }) => this.#isWithin(array, node, owner));
    this.#asked.delete(array);
    return areWithin;
  }

  #isWithin(array: FixedArray, { property }: TSESTree.MemberExpression, owner: Variable | null): boolean {
    return new Bounds(this.code, property, array, owner, (node) => this.numbers.of(node)).isWithin();
  }

  #ofWrite(array: FixedArray, write: ElementWrite): Values {
    const { node, operator, value } = write;
    if (operator === '++' || operator === '--') {
      return binaryOf(operator === '++' ? '+' : '-', this.ofRead(node), numbers(exactly(1)));
    }
    if (!value) return ANYTHING;
    const given = this.#shortened(array, write, value);
    if (operator === '=' || operator === null) return given;
    const change = operator.slice(0, -1);
    return /^(?:&&|\|\||\?\?)$/.test(change)
      ? this.numbers.logical(change, this.ofRead(node), given)
      : binaryOf(change, this.ofRead(node), given);
  }

  /** Where an index is stored: the array is filled, so its length is below 2 ** 28. */
  #shortened(array: FixedArray, { owner }: ElementWrite, value: Node): Values {
    const values = this.numbers.of(value);
    const { number } = values;
    if (!number?.integer || number.max <= MOST_ELEMENTS || array.allocation.initial.kind === 'holes') return values;
    const isLength = new Bounds(this.code, value, array, owner, (node) => this.numbers.of(node)).isBelowLength(0);
    return isLength ? { ...values, number: { ...number, max: MOST_ELEMENTS } } : values;
  }

  /** `xs[i]` */
  ofRead(member: TSESTree.MemberExpression): Values {
    if (!member.computed) return ANYTHING;
    const index = this.numbers.of(member.property);
    const array = fixedArraysOf(this.code).byRead.get(member);
    if (array) {
      const elements = union(this.numbers.read(array), this.#strays(array));
      if (this.numbers.isWithinAssumed) return elements;
      const owner = variableOf(this.code, unwrapped(member.object));
      return this.#isWithin(array, member, owner) ? elements : union(elements, UNDEFINED);
    }
    // `xs['push']`, `xs[Symbol.iterator]`
    if (index.other) return ANYTHING;
    const literal = this.#literalOf(member.object);
    if (literal) {
      const elements = this.#ofLiteral(literal);
      const isInside = isNumber(index) && isWithin(index.number, 0, literal.elements.length - 1);
      return isInside ? elements : union(elements, UNDEFINED);
    }
    const elements = this.#declared(member.object);
    return elements ? union(elements, UNDEFINED) : ANYTHING;
  }

  /** What `for…of` over the expression gives. */
  walked(iterable: Node): Values {
    const bare = unwrapped(iterable);
    const variable = variableOf(this.code, bare);
    const fixed = variable && fixedArraysOf(this.code).byVariable.get(variable);
    if (fixed) return union(this.numbers.read(fixed), this.#strays(fixed));
    const literal = this.#literalOf(bare);
    if (literal) return this.#ofLiteral(literal);
    if (isKind(this.code, bare, 'string')) return OTHER;
    return this.#declared(bare) ?? ANYTHING;
  }

  /** The array literal that an expression is or names, where nobody changes it. */
  #literalOf(expression: Node): TSESTree.ArrayExpression | null {
    const bare = unwrapped(expression);
    if (bare.type === 'ArrayExpression') return bare;
    const variable = variableOf(this.code, bare);
    const init = variable && initializerOf(variable);
    const literal = init && unwrapped(init);
    if (!variable || literal?.type !== 'ArrayExpression' || !staysInSight(this.code, variable)) return null;
    return flowOf(this.code, variable).accesses.some(({ mutates }) => mutates) ? null : literal;
  }

  #ofLiteral({ elements }: TSESTree.ArrayExpression): Values {
    return elements
      .map((element) => {
        if (!element) return UNDEFINED;
        return element.type === 'SpreadElement' ? this.walked(element.argument) : this.numbers.of(element);
      })
      .reduce((a, b) => union(a, b), NOTHING);
  }

  /** Other arrays may have holes, whatever their type says. */
  #declared(array: Node): Values | null {
    const typed = valuesInTypedArray(this.code, array);
    if (typed) return typed;
    const type = declaredTypeOf(this.code, array);
    const element = type && elementTypeOf(this.code, type);
    return element && union(valuesOfType(this.code, element), UNDEFINED);
  }
}

/** Whether `new Array(value)` may make an array of that one element. */
function canBeElement(value: Values): boolean {
  return value.other || value.boolean || value.null || value.undefined;
}
