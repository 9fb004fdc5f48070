// Which numbers can an expression give? Ranges by abstract interpretation: a variable can have any value that is written
// to it anywhere, narrowed by the conditions that hold where it is read.
//
// Guarantee: `valuesOf` lists every value that the expression can have, under docs/assumptions.md.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { allocationOf } from './allocations.js';
import { callsOf } from './call-sites.js';
import { callbackOf, targetOf, usesArguments } from './calls.js';
import { conditionsAt, isUnwrittenBetween } from './conditions.js';
import { ElementValues } from './element-values.js';
import { contains, isFunction, type FunctionNode } from './enclosing.js';
import type { FixedArray } from './fixed-arrays.js';
import { exactly, integers, UINT32 } from './intervals.js';
import { MOST_ELEMENTS, valuesOfBuiltin, valuesOfProperty, valuesOfType } from './known-values.js';
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
import { declaratorOf, hasDynamicNames, variableOf, type Reference, type Variable } from './variables.js';
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
    return this.#ofVariable(source);
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
        return this.#ofAssignment(node);
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

  #ofAssignment({ operator, left, right }: TSESTree.AssignmentExpression): Values {
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

  #ofVariable(variable: Variable): Values {
    const [definition, ...others] = variable.defs;
    if (!definition || others.length > 0 || hasDynamicNames(this.code)) return ANYTHING;
    const { name } = definition;
    const type = name.type === 'Identifier' && name.typeAnnotation;
    const writes = variable.references.filter((reference) => reference.isWrite());
    const written = (): Values =>
      writes.map((reference) => this.#ofWrite(reference)).reduce((a, b) => union(a, b), NOTHING);
    switch (definition.type) {
      case 'FunctionName':
      case 'ClassName':
        return writes.length === 0 ? OTHER : ANYTHING;
      case 'Parameter': {
        const isOptional = name.type === 'Identifier' && name.optional;
        const given = type ? valuesOfType(this.code, type) : union(this.#ofParameter(definition.node, name), written());
        return isOptional ? union(given, UNDEFINED) : given;
      }
      case 'Variable': {
        const values = this.#mayBeUnset(variable) ? union(written(), UNDEFINED) : written();
        return type ? restricted(values, valuesOfType(this.code, type)) : values;
      }
      default:
        return ANYTHING;
    }
  }

  /** Whether the variable may be read before it is written: `let x;`, or a `var` outside of its block. */
  #mayBeUnset(variable: Variable): boolean {
    const declarator = declaratorOf(variable);
    if (!declarator) return true;
    const { parent: declaration } = declarator;
    const isLoopHead = /^For(?:Of|In)Statement$/.test(declaration.parent.type);
    if (!declarator.init && !isLoopHead) return true;
    if (declaration.kind !== 'var') return false;
    return variable.references.some(({ identifier }) => {
      if (identifier.range[0] < declarator.range[0] || !contains(declaration.parent, identifier)) return true;
      for (let node: Node | undefined = identifier; node && node !== declaration.parent; node = node.parent) {
        if (node.type === 'FunctionDeclaration') return true;
      }
      return false;
    });
  }

  #ofWrite({ identifier }: Reference): Values {
    const { parent } = identifier;
    switch (parent.type) {
      case 'VariableDeclarator': {
        if (parent.id !== identifier) return ANYTHING;
        const loop = parent.parent.parent;
        if (loop.type === 'ForOfStatement' && loop.left === parent.parent) return this.#elements.walked(loop.right);
        if (loop.type === 'ForInStatement' && loop.left === parent.parent) return OTHER;
        return parent.init ? this.of(parent.init) : UNDEFINED;
      }
      case 'AssignmentExpression':
        return parent.left === identifier ? this.#ofAssignment(parent) : ANYTHING;
      case 'UpdateExpression':
        return binaryOf(parent.operator === '++' ? '+' : '-', this.of(identifier), numbers(exactly(1)));
      case 'ForOfStatement':
        return parent.left === identifier ? this.#elements.walked(parent.right) : ANYTHING;
      case 'AssignmentPattern':
        return parent.left === identifier && isFunction(parent.parent) ? this.of(parent.right) : ANYTHING;
      default:
        return ANYTHING;
    }
  }

  #ofParameter(callee: Node, name: Node): Values {
    if (!isFunction(callee) || usesArguments(this.code, callee)) return ANYTHING;
    const index = callee.params.findIndex(
      (parameter) => parameter === name || (parameter.type === 'AssignmentPattern' && parameter.left === name),
    );
    if (index < 0) return ANYTHING;
    const calls = callsOf(this.code, callee);
    // Who calls a function that nobody calls may be out of sight, such as a template beside the script.
    if (!calls || calls.length === 0) return this.#ofCallbackParameter(callee, index);
    return calls
      .map((call) => {
        const given = call.arguments.slice(0, index + 1);
        if (given.some((argument) => argument.type === 'SpreadElement')) return ANYTHING;
        const argument = given[index];
        return argument ? this.of(argument) : UNDEFINED;
      })
      .reduce((a, b) => union(a, b), NOTHING);
  }

  /** `xs.forEach((x, i) => …)` */
  #ofCallbackParameter(callee: FunctionNode, index: number): Values {
    const call = callee.parent;
    if (call.type !== 'CallExpression') return ANYTHING;
    const target = targetOf(this.code, call);
    if (callbackOf(call, target) !== callee) return ANYTHING;
    if (target.kind === 'function') {
      return target.name === 'Array.from' && index === 1 ? numbers(integers(0, MOST_ELEMENTS)) : ANYTHING;
    }
    if (target.kind !== 'method' || (target.receiverKind !== 'array' && target.receiverKind !== 'typedArray')) {
      return ANYTHING;
    }
    if (target.name === 'sort' || target.name === 'toSorted') return this.#elements.walked(target.receiver);
    const place = /^reduce/.test(target.name) ? index - 1 : index;
    if (place === 0) return this.#elements.walked(target.receiver);
    const isFilled = allocationOf(this.code, call) !== null;
    const most = isFilled ? MOST_ELEMENTS : target.receiverKind === 'array' ? UINT32.max - 1 : Number.MAX_SAFE_INTEGER;
    return place === 1 ? numbers(integers(0, most)) : ANYTHING;
  }
}

/** What of the values the type admits; where nothing is known, the type says all. */
function restricted(values: Values, type: Values): Values {
  if (type.other) return values;
  const isKnown = !values.other;
  return {
    number: type.number && (isKnown ? values.number : type.number),
    boolean: type.boolean && (values.boolean || !isKnown),
    undefined: type.undefined && (values.undefined || !isKnown),
    null: type.null && (values.null || !isKnown),
    other: false,
  };
}
