// Where an object goes: every use of it under any name in this file, and every place where it goes out of sight.
// Escape, alias and mutation are read off from this.
//
// Guarantee: as long as `escapes` is empty and `isOwned` holds, `accesses` lists everything that anyone ever does with
// the objects that the variable holds. The order of uses in time is not looked at (see mutation.ts for that).

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { builtinFunction, builtinMethod, type Kind } from './builtins.js';
import { functionNamedBy, globalName } from './callees.js';
import {
  callbackOf,
  isDeferred,
  isSpreadBefore,
  parameterAt,
  targetOf,
  usesArguments,
  type CallNode,
} from './calls.js';
import { holdsOnlyFresh, originOfVariable } from './origin.js';
import { perFile } from './per-file.js';
import { useOfValue, usesOf, type Use } from './uses.js';
import { isSeenOutside, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export interface Access {
  readonly use: Use;
  /** What stands for the object here: a name, or a call that returns it. */
  readonly expression: Node;
  /** The name under which it is known here. */
  readonly variable: Variable;
  /** The use may come at another time than its place in the variable's function says. */
  readonly deferred: boolean;
  /** It changes the object: an element or property is set, or a method or a function of this file does so. */
  readonly mutates: boolean;
}

export interface Escape {
  readonly node: Node;
  readonly how: 'visibleOutside' | 'passedOn' | 'returned' | 'stored' | 'unknownMethod' | 'other';
}

export interface Flow {
  readonly accesses: readonly Access[];
  readonly escapes: readonly Escape[];
  /** All names in this file under which the object may be known. */
  readonly variables: ReadonlySet<Variable>;
  readonly kind: Kind | null;
}

const flows = perFile(() => new Map<Variable, Flow>());

export function flowOf(code: SourceCode, variable: Variable): Flow {
  const known = flows(code).get(variable);
  if (known) return known;
  const flow = new Tracer(code, originOfVariable(code, variable)?.kind ?? null).trace(variable);
  flows(code).set(variable, flow);
  return flow;
}

/** Nobody outside of this file's sight ever holds the variable's objects, neither before nor after. */
export function staysInSight(code: SourceCode, variable: Variable): boolean {
  return holdsOnlyFresh(code, variable) && flowOf(code, variable).escapes.length === 0;
}

class Tracer {
  readonly accesses: Access[] = [];
  readonly escapes: Escape[] = [];
  readonly variables = new Set<Variable>();
  /** Which call hands the object to which parameter. */
  readonly #passes: { readonly call: Node; readonly parameter: Variable }[] = [];

  constructor(
    readonly code: SourceCode,
    readonly kind: Kind | null,
  ) {}

  trace(variable: Variable): Flow {
    this.#follow(variable);
    const { escapes, variables, kind } = this;
    const changing = this.#callsThatChange();
    const accesses = this.accesses.map((access) =>
      changing.has(access.use.node) ? { ...access, mutates: true } : access,
    );
    return { accesses, escapes, variables, kind };
  }

  /** The calls of functions that change the object while they run, by themselves or by way of others. */
  #callsThatChange(): ReadonlySet<Node> {
    const changing = new Set<Node>();
    for (let size = -1; size !== changing.size;) {
      size = changing.size;
      for (const { call, parameter } of this.#passes) {
        const isChanged = this.accesses.some(
          ({ variable, mutates, use }) =>
            variable === parameter && (mutates || use.kind === 'alias' || changing.has(use.node)),
        );
        if (isChanged) changing.add(call);
      }
    }
    return changing;
  }

  #follow(variable: Variable): void {
    if (this.variables.has(variable)) return;
    this.variables.add(variable);
    const [identifier] = variable.identifiers;
    if (isSeenOutside(this.code, variable) !== 'no') {
      this.escapes.push({ node: identifier ?? this.code.ast, how: 'visibleOutside' });
    }
    const { block } = variable.scope;
    for (const { use, identifier: name } of usesOf(variable)) {
      const deferred = isDeferred(this.code, name, block);
      if (use.kind !== 'write') this.#access(use, name, variable, deferred);
      else if (use.node.type === 'AssignmentExpression') this.#result(use.node, variable, deferred);
    }
  }

  /** `return (xs = [])`: what a variable is given goes further. */
  #result(assignment: Node, variable: Variable, deferred: boolean): void {
    const use = useOfValue(assignment);
    if (use.kind !== 'drop') this.#access(use, assignment, variable, deferred);
  }

  #access(use: Use, expression: Node, variable: Variable, deferred: boolean): void {
    const mutates = this.#mutates(use);
    this.accesses.push({ use, expression, variable, deferred, mutates });
    const result = this.#resultOf(use);
    if (result) this.#access(useOfValue(result), result, variable, deferred);
    if (use.kind === 'alias') this.#alias(use.target);
    else if (use.kind === 'argument') this.#argument(use.node, use.index);
    else {
      const how = this.#escape(use);
      if (how) this.escapes.push({ node: use.node, how });
    }
  }

  #alias(target: TSESTree.Identifier): void {
    const variable = variableOf(this.code, target);
    if (variable) this.#follow(variable);
    else this.escapes.push({ node: target, how: 'stored' });
  }

  #mutates(use: Use): boolean {
    if (use.kind === 'set') return true;
    if (use.kind === 'method') return this.#method(use.name)?.mutates ?? false;
    if (use.kind !== 'argument') return false;
    const target = targetOf(this.code, use.node);
    return target.kind === 'function' && target.known.mutates === use.index;
  }

  #method(name: string | null): ReturnType<typeof builtinMethod> {
    return this.kind === null || name === null ? null : builtinMethod(this.kind, name);
  }

  /** The call whose value is the object again: `xs.sort()`, `Object.freeze(o)`. */
  #resultOf(use: Use): Node | null {
    if (use.kind === 'method') return this.#method(use.name)?.returnsReceiver ? use.node : null;
    if (use.kind !== 'argument') return null;
    const target = targetOf(this.code, use.node);
    return target.kind === 'function' && target.known.returnsArgument === use.index ? use.node : null;
  }

  #escape(use: Use): Escape['how'] | null {
    switch (use.kind) {
      case 'get':
        // Another view on the same memory can be made of it.
        if (this.kind === 'typedArray' && use.name === 'buffer') return 'other';
        return this.#isMethodReference(use.name) ? 'unknownMethod' : null;
      case 'set':
      case 'forOf':
      case 'iterate':
      case 'properties':
      case 'test':
      case 'compare':
      case 'operand':
      case 'drop':
        return null;
      case 'method':
        return this.#methodEscape(use.node, use.name);
      case 'return':
        return 'returned';
      case 'store':
      case 'export':
        return 'stored';
      default:
        return 'other';
    }
  }

  /** `const { push } = xs` aside, `xs.push` without a call hands the array to nobody, but `f(xs.push.bind(xs))` does. */
  #isMethodReference(name: string | null): boolean {
    return this.#method(name) !== null;
  }

  #methodEscape(call: CallNode, name: string | null): Escape['how'] | null {
    const method = this.#method(name);
    if (!method) return 'unknownMethod';
    if (method.gives === 'iterator' && !isWalkedAtOnce(this.code, call)) return 'other';
    if (method.passesReceiver === undefined) return null;
    const callback = callbackOf(call, targetOf(this.code, call));
    return callback && !seesReceiver(this.code, callback, method.passesReceiver) ? null : 'passedOn';
  }

  #argument(call: CallNode, index: number): void {
    const how = this.#argumentEscape(call, index);
    if (how) this.escapes.push({ node: call, how });
  }

  #argumentEscape(call: CallNode, index: number): Escape['how'] | null {
    const target = targetOf(this.code, call);
    switch (target.kind) {
      case 'function':
        if (isGivenToCallback(target.known.callback, index)) return 'passedOn';
        return target.name === 'Array.of' || target.name === 'Array' ? 'stored' : null;
      case 'constructor':
        // `new Array(xs)` is `[xs]`.
        return ['Array', 'Object', 'Promise'].includes(target.name) ? 'stored' : null;
      case 'method':
        if (target.method.retains) return 'stored';
        if (isGivenToCallback(target.method.callback, index)) return 'passedOn';
        // `[1].concat(xs)` takes the elements of an array, but anything else as it is.
        if (target.name === 'concat') return this.kind === 'array' ? null : 'stored';
        return target.name === 'with' || target.name === 'toSpliced' ? 'stored' : null;
      case 'local': {
        const { callee } = target;
        if (isSpreadBefore(call, index) || callee.async || callee.generator || usesArguments(this.code, callee)) {
          return 'passedOn';
        }
        // More arguments than parameters: nobody takes it.
        const hasRest = callee.params.at(-1)?.type === 'RestElement';
        if (index >= callee.params.length && !hasRest) return null;
        const parameter = parameterAt(this.code, callee, index);
        const variable = parameter && variableOf(this.code, parameter);
        if (!variable) return 'passedOn';
        this.#passes.push({ call, parameter: variable });
        this.#follow(variable);
        return null;
      }
      case 'unknown':
        return 'passedOn';
    }
  }
}

/** The seed of `reduce`, which may become its result as well, and `thisArg` of others. */
function isGivenToCallback(callback: number | undefined, index: number): boolean {
  return callback !== undefined && index > callback;
}

/** Whether a callback can get hold of what a built-in passes at `index`: the array itself. */
export function seesReceiver(code: SourceCode, callback: Node, index: number): boolean {
  const bare = functionNamedBy(code, callback);
  if (!bare) return builtinFunction(globalName(code, unwrapped(callback)) ?? '') === null;
  return (
    bare.params.length > index ||
    bare.params.some((parameter) => parameter.type === 'RestElement') ||
    usesArguments(code, bare)
  );
}

/** An iterator keeps its collection, unless it is walked to its end where it is made. */
function isWalkedAtOnce(code: SourceCode, iterator: Node): boolean {
  const use = useOfValue(iterator);
  if (use.kind === 'forOf' || use.kind === 'drop') return true;
  if (use.kind === 'iterate') return use.node.type !== 'YieldExpression';
  if (use.kind === 'argument') {
    const target = targetOf(code, use.node);
    if (target.kind === 'function') return target.known.iterates === true;
    return target.kind === 'constructor' && use.index === 0 && target.name !== 'Array';
  }
  return false;
}
