// Which values a variable has: what is written to it, what its function is called with, what its annotation admits.
//
// Guarantee: as in values.ts.

import type { Node, SourceCode } from '../core/source-code.js';
import { allocationOf } from './allocations.js';
import { callsOf } from './call-sites.js';
import { callbackOf, targetOf, usesArguments } from './calls.js';
import type { ElementValues } from './element-values.js';
import { contains, isFunction, type FunctionNode } from './enclosing.js';
import { exactly, integers, UINT32 } from './intervals.js';
import { MOST_ELEMENTS, valuesOfType } from './known-values.js';
import type { Numbers } from './numbers.js';
import { ANYTHING, binaryOf, isNothing, NOTHING, numbers, OTHER, UNDEFINED, union, type Values } from './values.js';
import { walkParameterOf } from './walk-parameters.js';
import { declaratorOf, hasDynamicNames, type Reference, type Variable } from './variables.js';

export class VariableValues {
  constructor(
    readonly code: SourceCode,
    readonly numbers: Numbers,
    readonly elements: ElementValues,
  ) {}

  of(variable: Variable): Values {
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
        const passed = union(this.#ofParameter(definition.node, name), written());
        const given = type ? restricted(passed, valuesOfType(this.code, type)) : passed;
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
        if (loop.type === 'ForOfStatement' && loop.left === parent.parent) return this.elements.walked(loop.right);
        if (loop.type === 'ForInStatement' && loop.left === parent.parent) return OTHER;
        return parent.init ? this.numbers.of(parent.init) : UNDEFINED;
      }
      case 'AssignmentExpression':
        return parent.left === identifier ? this.numbers.assigned(parent) : ANYTHING;
      case 'UpdateExpression':
        return binaryOf(parent.operator === '++' ? '+' : '-', this.numbers.of(identifier), numbers(exactly(1)));
      case 'ForOfStatement':
        return parent.left === identifier ? this.elements.walked(parent.right) : ANYTHING;
      case 'AssignmentPattern':
        return parent.left === identifier && isFunction(parent.parent) ? this.numbers.of(parent.right) : ANYTHING;
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
        return argument ? this.numbers.of(argument) : UNDEFINED;
      })
      .reduce((a, b) => union(a, b), NOTHING);
  }

  /** `xs.forEach((x, i) => …)` */
  #ofCallbackParameter(callee: FunctionNode, index: number): Values {
    const call = callee.parent;
    const parameter = callee.params[index];
    if (call.type !== 'CallExpression' || !parameter) return ANYTHING;
    const target = targetOf(this.code, call);
    if (callbackOf(call, target) !== callee) return ANYTHING;
    if (target.kind === 'function') {
      return target.name === 'Array.from' && index === 1 ? numbers(integers(0, MOST_ELEMENTS)) : ANYTHING;
    }
    if (target.kind !== 'method' || (target.receiverKind !== 'array' && target.receiverKind !== 'typedArray')) {
      return ANYTHING;
    }
    if (target.name === 'sort' || target.name === 'toSorted') return this.elements.walked(target.receiver);
    const walk = walkParameterOf(parameter);
    if (walk?.gives === 'element') return this.elements.walked(target.receiver);
    const isFilled = allocationOf(this.code, call) !== null;
    const most = isFilled ? MOST_ELEMENTS : target.receiverKind === 'array' ? UINT32.max - 1 : Number.MAX_SAFE_INTEGER;
    return walk ? numbers(integers(0, most)) : ANYTHING;
  }
}

/** What of the values the type admits; where nothing is known, the type says all. */
function restricted(values: Values, type: Values): Values {
  const isKnown = !values.other || type.other;
  const both: Values = {
    number: type.number && (isKnown ? values.number : type.number),
    boolean: type.boolean && (values.boolean || !isKnown),
    undefined: type.undefined && (values.undefined || !isKnown),
    null: type.null && (values.null || !isKnown),
    other: type.other && values.other,
  };
  return isNothing(both) && !isNothing(values) ? type : both;
}
