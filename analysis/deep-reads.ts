// Is a value, down to its leaves, only read?
//
// Guarantee: where `deepReadsOf` gives an answer, nobody changes the value or anything that can be reached from it, keeps
// a part of it, or hands one to code out of sight; every name that holds it or a part is among `holders`. It must be
// plain data, whose methods are those of built-ins: of something else this holds only as far as its methods are what
// their names say. New arrays of its parts (`owned`) may be changed.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { builtinFunction, builtinMethod, isErrorConstructor, type Kind, type Method } from './builtins.js';
import { isRunOnTheSpot, isSpreadBefore, targetOf, usesArguments, type CallNode } from './calls.js';
import { functionNamedBy, globalName } from './callees.js';
import { functionAround, isField, isFunction, loopTarget, type FunctionNode } from './enclosing.js';
import { originOf } from './origin.js';
import { isTypeOnly, useOfValue, type Use } from './uses.js';
import { isSeenOutside, isWrittenOnce, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export interface DeepReads {
  /** The names of the value, and of parts of it. */
  readonly holders: ReadonlySet<Variable>;
  /** Those that hold a new collection of parts. */
  readonly owned: ReadonlySet<Variable>;
  /** A part that may be an object is compared with something, or looked up. */
  readonly comparesParts: boolean;
  /** Calls of the value's methods and walks over it, which run nothing but the callbacks that are given. */
  readonly quiet: ReadonlySet<Node>;
}

/** @param expression a place where the value is. @returns `null` when anything else is done with it. */
export function deepReadsOf(code: SourceCode, expression: Node): DeepReads | null {
  const reading = new Reading(code);
  return reading.follow(expression, false) && reading.isOnTheSpot() ? reading : null;
}

const PRIMITIVES: ReadonlySet<Kind> = new Set(['string', 'number', 'boolean', 'bigint', 'null', 'undefined']);

/** Whether the value is certainly no object. */
function isPrimitive(code: SourceCode, node: Node): boolean {
  const kind = originOf(code, node)?.kind;
  return kind !== undefined && PRIMITIVES.has(kind);
}

/** `switch (x)`, `x instanceof C` */
function isAskedWhatItIs(node: Node): boolean {
  return node.type.startsWith('Switch') || (node.type === 'BinaryExpression' && node.operator === 'instanceof');
}

/** What plain data is made of. */
const KINDS: readonly Kind[] = ['array', 'map', 'set', 'string', 'number', 'boolean', 'date', 'typedArray', 'object'];
/** Methods that ask whether something is among the elements. */
const LOOK_UPS = new Set(['get', 'has', 'includes', 'indexOf', 'lastIndexOf']);
/** Functions that give no part of their argument. */
const READERS = /^(?:JSON\.stringify|Object\.(?:keys|hasOwn)|Array\.isArray|structuredClone|String|Boolean|is\w+)$/;

class Reading implements DeepReads {
  readonly holders = new Set<Variable>();
  readonly owned = new Set<Variable>();
  readonly quiet = new Set<Node>();
  comparesParts = false;
  /** What becomes of the result of a function that gives a part back. */
  readonly #results = new Map<FunctionNode, (() => boolean)[]>();
  readonly #returning = new Set<FunctionNode>();
  readonly #callbacks = new Set<FunctionNode>();
  readonly #reads: { readonly identifier: Node; readonly home: Node }[] = [];

  constructor(readonly code: SourceCode) {}

  /** Whether no function in between keeps the value for later. */
  isOnTheSpot(): boolean {
    return this.#reads.every(({ identifier, home }) => {
      for (let current = identifier.parent; current && current !== home; current = current.parent) {
        if (current.type === 'StaticBlock' || isField(current)) return false;
        if (isFunction(current) && !this.#callbacks.has(current) && !isRunOnTheSpot(this.code, current)) return false;
      }
      return true;
    });
  }

  /** @param isOwn it is a new collection of parts, which may be changed itself. */
  follow(expression: Node, isOwn: boolean): boolean {
    return isPrimitive(this.code, expression) || this.#use(useOfValue(expression), expression, isOwn);
  }

  #use(use: Use, expression: Node, isOwn: boolean): boolean {
    switch (use.kind) {
      case 'test':
      case 'drop':
        return true;
      case 'operand':
        if (isAskedWhatItIs(use.node)) this.comparesParts = true;
        return true;
      case 'compare':
        return this.#compare(use.node, expression);
      case 'get':
        return this.follow(use.node, false);
      case 'set':
        return isOwn;
      case 'method':
        return this.#method(use.node, use.name, isOwn);
      case 'forOf':
        this.quiet.add(unwrapped(use.node.right));
        return !use.node.await && this.#pattern(loopTarget(use.node), false);
      case 'iterate':
        return this.#iterate(use.node, expression);
      case 'properties':
        if (use.node.type === 'VariableDeclarator') return this.#pattern(use.node.id, false);
        return use.node.type === 'ForInStatement' || use.node.type === 'BinaryExpression';
      case 'alias':
        return use.node.type === 'VariableDeclarator' && this.#variable(use.target, isOwn);
      case 'argument':
        return this.#argument(use.node, use.index, isOwn);
      case 'return':
        return this.#return(functionAround(expression));
      default:
        return false;
    }
  }

  #compare({ operator, left, right }: TSESTree.BinaryExpression, expression: Node): boolean {
    const other = unwrapped(left) === unwrapped(expression) ? right : left;
    if (/^[=!]=/.test(operator) && !isPrimitive(this.code, unwrapped(other))) this.comparesParts = true;
    return true;
  }

  #iterate(node: Node, expression: Node): boolean {
    this.quiet.add(unwrapped(expression));
    if (node.type === 'VariableDeclarator') return this.#pattern(node.id, false);
    if (node.type !== 'SpreadElement') return false;
    const { parent } = node;
    if (parent.type === 'ArrayExpression') return this.follow(parent, true);
    const name = parent.type === 'CallExpression' ? globalName(this.code, parent.callee) : null;
    return name !== null && /^Math\.\w+$/.test(name);
  }

  #pattern(pattern: Node, isOwn: boolean): boolean {
    switch (pattern.type) {
      case 'Identifier':
        return this.#variable(pattern, isOwn);
      case 'AssignmentPattern':
        return this.#pattern(pattern.left, isOwn);
      case 'RestElement':
        return this.#pattern(pattern.argument, true);
      case 'ArrayPattern':
        return pattern.elements.every((element) => !element || this.#pattern(element, false));
      case 'ObjectPattern':
        return pattern.properties.every((property) =>
          this.#pattern(property.type === 'Property' ? property.value : property, false),
        );
      default:
        return false;
    }
  }

  #variable(name: TSESTree.Identifier, isOwn: boolean): boolean {
    const variable = variableOf(this.code, name);
    const isDeclared = variable?.identifiers.length === 1 && variable.identifiers.includes(name);
    if (!variable || !isDeclared || !isWrittenOnce(variable) || isSeenOutside(this.code, variable) !== 'no')
      return false;
    // It may hold both: then what it holds is not its own.
    if (this.holders.has(variable) && (isOwn || !this.owned.has(variable))) return true;
    this.holders.add(variable);
    if (isOwn) this.owned.add(variable);
    else this.owned.delete(variable);
    const reads = variable.references.filter((reference) => reference.isRead() && !isTypeOnly(reference));
    return reads.every(({ identifier }) => {
      this.#reads.push({ identifier, home: variable.scope.block });
      return this.follow(identifier, isOwn);
    });
  }

  #method(call: TSESTree.CallExpression, name: string | null, isOwn: boolean): boolean {
    if (name === null || call.callee.type !== 'MemberExpression') return false;
    const known = isOwn ? 'array' : originOf(this.code, call.callee.object)?.kind;
    const kinds = known ? [known] : KINDS;
    const methods = kinds.flatMap((kind) => builtinMethod(kind, name) ?? []);
    const [first] = methods;
    if (!first || (!isOwn && methods.some(({ mutates }) => mutates))) return false;
    this.quiet.add(call);
    this.quiet.add(unwrapped(call));
    if (methods.some(({ callback }) => callback !== undefined) && !this.#callback(call, name, methods)) return false;
    const [argument] = call.arguments;
    if (LOOK_UPS.has(name) && argument && !isPrimitive(this.code, argument)) this.comparesParts = true;
    if (methods.every(({ gives }) => gives && PRIMITIVES.has(gives))) return true;
    const isNew = methods.every(({ gives, returnsReceiver }) => gives && gives !== 'iterator' && !returnsReceiver);
    const isFolded = first.passesReceiver === 3 && call.arguments.length > 1;
    // What is made of the parts by a callback is a part only where the callback gives one.
    if (isFolded || name === 'map' || name === 'flatMap') return true;
    return this.follow(call, isNew || (isOwn && methods.every(({ returnsReceiver }) => returnsReceiver)));
  }

  #callback(call: TSESTree.CallExpression, name: string, methods: readonly Method[]): boolean {
    const index = methods.find(({ callback }) => callback !== undefined)?.callback ?? 0;
    const callback = call.arguments[index];
    if (!callback || name.startsWith('replace')) return callback === undefined || isPrimitive(this.code, callback);
    const given = functionNamedBy(this.code, callback);
    if (!given) return builtinFunction(globalName(this.code, unwrapped(callback)) ?? '')?.gives !== undefined;
    if (given.async || given.generator || usesArguments(this.code, given)) return false;
    this.#callbacks.add(given);
    const isFold = methods.some(({ passesReceiver }) => passesReceiver === 3);
    const [first, ...rest] = given.params;
    const takesPart = !isFold || call.arguments.length === 1;
    const again = (): boolean => this.follow(call, false) && (!isFold || !first || this.#pattern(first, false));
    if (isFold || name === 'map' || name === 'flatMap') {
      if (!this.#result(given, again)) return false;
    } else if (!this.#result(given, () => true)) return false;
    return (
      (!takesPart || !first || this.#pattern(first, false)) &&
      rest.every((parameter) => this.#pattern(parameter, false))
    );
  }

  #argument(call: CallNode, index: number, isOwn: boolean): boolean {
    if (isSpreadBefore(call, index)) return false;
    const target = targetOf(this.code, call);
    switch (target.kind) {
      case 'function': {
        const { name, known } = target;
        if (known.mutates !== undefined || known.returnsArgument !== undefined || known.observable) return false;
        if (known.callback !== undefined && call.arguments.length > 1) return false;
        if (name === 'Object.is') this.comparesParts = true;
        if (name === 'Object.values' || name === 'Object.entries' || name === 'Array.from') {
          this.quiet.add(unwrapped(call.arguments[index] ?? call));
          return this.follow(call, true);
        }
        return READERS.test(name) || known.gives === 'number' || name === 'Object.is';
      }
      case 'constructor':
        if (target.name === 'Map' || target.name === 'Set') {
          this.quiet.add(unwrapped(call.arguments[index] ?? call));
          return this.follow(call, false);
        }
        return target.name === 'Date';
      case 'method':
        if (target.receiverKind === 'string') return target.method.callback === undefined && target.name !== 'match';
        this.comparesParts = true;
        return LOOK_UPS.has(target.name);
      case 'local':
        return this.#parameter(call, target.callee, index, isOwn);
      case 'unknown':
        return index === 0 && isErrorConstructor(globalName(this.code, call.callee) ?? '');
    }
  }

  #parameter(call: CallNode, callee: FunctionNode, index: number, isOwn: boolean): boolean {
    if (callee.async || callee.generator || usesArguments(this.code, callee)) return false;
    const isHandedBack = (): boolean => this.follow(call, false);
    const parameter = callee.params[index] ?? callee.params.find(({ type }) => type === 'RestElement');
    return this.#result(callee, isHandedBack) && (!parameter || this.#pattern(parameter, isOwn));
  }

  #result(callee: FunctionNode, follow: () => boolean): boolean {
    this.#results.set(callee, [...(this.#results.get(callee) ?? []), follow]);
    return !this.#returning.has(callee) || follow();
  }

  #return(callee: Node | null): boolean {
    if (!callee || !isFunction(callee) || callee.async || callee.generator) return false;
    const results = this.#results.get(callee);
    if (!results) return false;
    if (this.#returning.has(callee)) return true;
    this.#returning.add(callee);
    return results.every((follow) => follow());
  }
}
