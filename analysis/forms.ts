// An expression as a sum of products of unknowns, in one place of the code, so that it can be compared with the length of
// an array.
//
// Guarantee: unknowns of equal keys have the same value wherever `at` is evaluated, and the form is the expression's
// value, unless that is rounded.

import type { TSESTree } from '@typescript-eslint/utils';
import { wholeSubtreeOf } from './children.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { isStable, isUnwrittenBetween } from './conditions.js';
import { ancestorsOf, contains, functionAround } from './enclosing.js';
import { fixedArraysOf, type FixedArray } from './fixed-arrays.js';
import { UINT32, type Interval } from './intervals.js';
import { Linear } from './linear.js';
import { isUnmodifiedDuring } from './mutation.js';
import { isKind } from './origin.js';
import { perFile } from './per-file.js';
import { isString } from './strings.js';
import { isNumber, toNumber, type Values } from './values.js';
import { variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export interface Unknown {
  readonly key: string;
  /** An expression that has the value. */
  readonly node: Node;
  /** The variable, where the unknown is one that has not changed since. */
  readonly variable: Variable | null;
  /** Where `node` itself does not tell. */
  readonly range?: Interval;
}

export type Form = Linear<Unknown>;

/** What makes forms that hold at `at`, where `array` is used. */
export class Forms {
  /** @param keepsItsLength whether an array of fixed length is never made longer by a write behind its end */
  constructor(
    readonly code: SourceCode,
    readonly at: Node,
    readonly array: FixedArray,
    readonly valuesOf: (node: Node) => Values,
    readonly keepsItsLength: (array: FixedArray) => boolean,
  ) {}

  /** An array's length, in terms of what never changes. */
  ofLength(array: FixedArray, owner: Variable | null): Form | null {
    if (this.#isHome(array, owner)) return this.#formOfLength(array);
    const [identifier] = owner?.identifiers ?? [];
    if (!owner || !identifier || !isStable(this.code, owner)) return null;
    const key = `${this.#nameOf(owner)}.length`;
    return Linear.of<Unknown>({ key, node: identifier, variable: null, range: UINT32 });
  }

  /** @param from where the expression is evaluated, when that is not at `at` itself */
  of(node: Node, from: Node | null = null): Form {
    const bare = unwrapped(node);
    const values = this.valuesOf(bare);
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
        if (!bare.prefix) return this.of(bare.argument, from);
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
    const operands = [this.valuesOf(left), this.valuesOf(right)];
    const isSum = isExact(...operands, this.valuesOf(node)) || (operator !== '-' && operands.every(isCount));
    if (!isSum && !this.#isOfLength(node)) return null;
    const [a, b] = [this.of(left, from), this.of(right, from)];
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
    if (own) return this.ofLength(own, variable);
    if (!variable || !isStable(this.code, variable)) return null;
    const other = fixedArraysOf(this.code).byVariable.get(variable);
    if (other && other !== this.array && this.keepsItsLength(other)) return this.#formOfLength(other);
    if (!this.#keepsLength(object, from)) return null;
    return Linear.of<Unknown>({ key: `${this.#nameOf(variable)}.length`, node: member, variable: null });
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
    if (takes === 'anyLength' && !toNumber(this.valuesOf(length))?.integer) {
      return Linear.of<Unknown>({
        key: `length of ${this.#nameOf(variable)}`,
        node: length,
        variable: null,
        range: UINT32,
      });
    }
    const isLasting = [...namesIn(this.code, length)].every((variable) => isStable(this.code, variable));
    return isLasting ? this.of(length, length) : opaque(length);
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

const numbersOfVariables = perFile(() => new Map<Variable, number>());

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
  for (const node of wholeSubtreeOf(code, root)) {
    const variable = variableOf(code, node);
    if (variable) found.add(variable);
  }
  return found;
}
