// Which numbers can an expression give? Ranges by abstract interpretation: a variable can have any value that is written
// to it anywhere, narrowed by the conditions that hold where it is read.
//
// Guarantee: `valuesOf` lists every value that the expression can have, under docs/assumptions.md.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { targetOf } from './calls.js';
import { conditionsAt, isUnwrittenBetween } from './conditions.js';
import { ElementValues } from './element-values.js';
import type { FunctionNode } from './enclosing.js';
import type { FixedArray } from './fixed-arrays.js';
import { exactly } from './intervals.js';
import { valuesOfBuiltin, valuesOfProperty, valuesOfType } from './known-values.js';
import { narrowed, truthy } from './narrowing.js';
import { perFile } from './per-file.js';
import { returnedBy } from './returns.js';
import {
  ANYTHING,
  binaryOf,
  isSame,
  NOTHING,
  NULL,
  numbers,
  OTHER,
  toNumber,
  unaryOf,
  UNDEFINED,
  union,
  widen,
  type Values,
} from './values.js';
import { VariableValues } from './variable-values.js';
import { variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

/** What has values of its own, that depend on each other: solved together. */
export type Source = Variable | FixedArray | FunctionNode;

const shared = perFile((code) => new Numbers(code));

export function valuesOf(code: SourceCode, expression: Node): Values {
  return shared(code).solve((numbers) => numbers.of(expression));
}

/** Everything that the elements of an array can be. */
export function valuesOfElements(code: SourceCode, array: FixedArray): Values {
  return shared(code).solve((numbers) => numbers.read(array));
}

/** Asks a question whose answer rests on values: it is asked again until they are settled. */
export function withNumbers<T>(code: SourceCode, ask: (numbers: Numbers) => T): T {
  return shared(code).solve(ask);
}

/** What is written to an array's elements when they are taken to be `assumed` before. */
export function valuesWritten(code: SourceCode, array: FixedArray, assumed: Values, isWithinAssumed: boolean): Values {
  return new Numbers(code, new Map([[array, assumed]]), isWithinAssumed).solve((numbers) => numbers.written(array));
}

/** What is in an array's elements if no index is out of its range. */
export function valuesIfWithin(code: SourceCode, array: FixedArray): Values {
  return new Numbers(code, new Map(), true).solve((numbers) => numbers.read(array));
}

export class Numbers {
  readonly #known = new Map<Source, Values>();
  readonly #readers = new Map<Source, Set<Source>>();
  readonly #pending = new Set<Source>();
  #current: Source | null = null;
  readonly #elements: ElementValues;
  readonly #variables: VariableValues;

  /**
   * @param assumed what to take some sources for instead of looking
   * @param isWithinAssumed to take every index into an array of fixed length for one within it
   */
  constructor(
    readonly code: SourceCode,
    readonly assumed: ReadonlyMap<Source, Values> = new Map(),
    readonly isWithinAssumed = false,
  ) {
    this.#elements = new ElementValues(code, this);
    this.#variables = new VariableValues(code, this, this.#elements);
  }

  /** Asks until nothing that the answer rests on changes any more. */
  solve<T>(ask: (numbers: Numbers) => T): T {
    for (;;) {
      const answer = ask(this);
      if (this.#pending.size === 0) return answer;
      this.#tighten(this.#settle());
    }
  }

  read(source: Source): Values {
    const assumed = this.assumed.get(source);
    if (assumed) return assumed;
    if (this.#current) {
      const readers = this.#readers.get(source) ?? new Set();
      this.#readers.set(source, readers.add(this.#current));
    }
    const known = this.#known.get(source);
    if (known) return known;
    this.#known.set(source, NOTHING);
    this.#pending.add(source);
    return NOTHING;
  }

  written(array: FixedArray): Values {
    return this.#elements.ofArray(array);
  }

  /** Lets values grow until none is missing; gives the sources that were looked at. */
  #settle(): ReadonlySet<Source> {
    const settled = new Set<Source>();
    for (const source of this.#pending) {
      this.#pending.delete(source);
      settled.add(source);
      const before = this.#known.get(source) ?? NOTHING;
      const after = widen(before, this.#compute(source));
      if (isSame(before, after)) continue;
      this.#known.set(source, after);
      for (const reader of this.#readers.get(source) ?? []) this.#pending.add(reader);
    }
    return settled;
  }

  /** Growing goes by steps, and so too far; what is computed from values of which none is missing misses none either. */
  #tighten(sources: ReadonlySet<Source>): void {
    for (let turn = 0; turn < 2; turn += 1) {
      for (const source of sources) {
        const values = this.#compute(source);
        if (this.#pending.size > 0) this.#settle();
        else this.#known.set(source, values);
      }
    }
  }

  #compute(source: Source): Values {
    const outer = this.#current;
    this.#current = source;
    const values = this.#valuesOf(source);
    this.#current = outer;
    return values;
  }

  #valuesOf(source: Source): Values {
    if ('allocation' in source) return this.written(source);
    if ('type' in source) {
      const results = returnedBy(this.code, source);
      return results ? this.any(results) : ANYTHING;
    }
    return this.#variables.of(source);
  }

  any(nodes: readonly Node[]): Values {
    return nodes.map((node) => this.of(node)).reduce((a, b) => union(a, b), NOTHING);
  }

  of(expression: Node): Values {
    const node = unwrapped(expression);
    if (node !== expression && expression.type === 'TSAsExpression') {
      const values = this.of(node);
      return values.other ? valuesOfType(this.code, expression.typeAnnotation) : values;
    }
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number') return numbers(exactly(node.value));
        if (typeof node.value === 'boolean') return { ...NOTHING, boolean: true };
        return node.value === null && !('regex' in node) && !('bigint' in node) ? NULL : OTHER;
      case 'Identifier':
        return this.#ofIdentifier(node);
      case 'UnaryExpression':
        return unaryOf(node.operator, this.of(node.argument));
      case 'UpdateExpression': {
        const old = toNumber(this.of(node.argument));
        if (!old) return NOTHING;
        const change = node.operator === '++' ? '+' : '-';
        return node.prefix ? binaryOf(change, numbers(old), numbers(exactly(1))) : numbers(old);
      }
      case 'BinaryExpression':
        return node.left.type === 'PrivateIdentifier'
          ? { ...NOTHING, boolean: true }
          : binaryOf(node.operator, this.of(node.left), this.of(node.right));
      case 'LogicalExpression':
        return this.logical(node.operator, this.of(node.left), this.of(node.right));
      case 'ConditionalExpression':
        return union(this.of(node.consequent), this.of(node.alternate));
      case 'AssignmentExpression':
        return this.assigned(node);
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1) ?? node);
      case 'CallExpression':
        return this.#ofCall(node);
      case 'MemberExpression':
        return valuesOfProperty(this.code, node) ?? this.#elements.ofRead(node);
      case 'TemplateLiteral':
      case 'ArrayExpression':
      case 'ObjectExpression':
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'ClassExpression':
      case 'NewExpression':
        return OTHER;
      default:
        return ANYTHING;
    }
  }

  logical(operator: string, left: Values, right: Values): Values {
    if (operator === '&&') return union(left, right);
    if (operator === '||') return union(truthy(left), right);
    return union({ ...left, undefined: false, null: false }, right);
  }

  #ofIdentifier(node: TSESTree.Identifier): Values {
    const variable = variableOf(this.code, node);
    if (!variable) {
      if (node.name === 'undefined') return UNDEFINED;
      if (node.name === 'NaN') return numbers(exactly(NaN));
      return node.name === 'Infinity' ? numbers(exactly(Infinity)) : ANYTHING;
    }
    let values = this.read(variable);
    for (const condition of conditionsAt(this.code, node)) {
      const after = narrowed(this.code, values, variable, condition, (other) => this.of(other));
      if (after !== values && isUnwrittenBetween(this.code, variable, condition.test, node)) values = after;
    }
    return values;
  }

  assigned({ operator, left, right }: TSESTree.AssignmentExpression): Values {
    if (operator === '=') return this.of(right);
    const change = operator.slice(0, -1);
    return /^(?:&&|\|\||\?\?)$/.test(change)
      ? this.logical(change, this.of(left), this.of(right))
      : binaryOf(change, this.of(left), this.of(right));
  }

  #ofCall(node: TSESTree.CallExpression): Values {
    const target = targetOf(this.code, node);
    if (target.kind === 'unknown') return ANYTHING;
    if (target.kind === 'local') {
      const { callee } = target;
      if (callee.async || callee.generator) return OTHER;
      return callee.returnType ? valuesOfType(this.code, callee.returnType) : this.read(callee);
    }
    const hasSpread = node.arguments.some((argument) => argument.type === 'SpreadElement');
    return valuesOfBuiltin(target, hasSpread ? [] : node.arguments.map((argument) => this.of(argument)), hasSpread);
  }
}
