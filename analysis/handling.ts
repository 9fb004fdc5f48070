// What is done with an object at one place, as far as its identity matters: looked at or changed on the spot, walked,
// or handed to someone who may hold it afterwards.
//
// Guarantee: `touched`, `changed`, `set` and `walked` leave nobody behind who could tell this object from an equal one
// later on. What is not understood is `kept`. Functions of this file are looked into.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { builtinMethod, type Method } from './builtins.js';
import { callbackOf, isDeferred, isSpreadBefore, parameterAt, targetOf, type CallNode } from './calls.js';
import type { Container } from './copies.js';
import { isFunction } from './enclosing.js';
import { seesReceiver } from './flow.js';
import { useOfValue, usesOf, type Use } from './uses.js';
import { variableOf, type Variable } from './variables.js';

export type Handling =
  | { readonly kind: 'touched' }
  /** Changed on the spot. */
  | { readonly kind: 'changed' }
  /** The elements are walked while `extent` runs. */
  | { readonly kind: 'walked'; readonly extent: Node }
  /** An element or property is written: `name` and `key` tell which. */
  | { readonly kind: 'set'; readonly member: TSESTree.MemberExpression; readonly deletes: boolean }
  /** The function returns it. */
  | { readonly kind: 'returned'; readonly node: Node }
  /** Code out of sight gets it, gives a result for it, and may keep it. */
  | { readonly kind: 'passedOn'; readonly node: Node }
  /** It gets another name or holder. */
  | { readonly kind: 'kept'; readonly node: Node };

const TOUCHED = { kind: 'touched' } as const;
const CHANGED = { kind: 'changed' } as const;

/** @param expression a place where the object is the value. */
export function handlingOf(code: SourceCode, expression: Node, container: Container): Handling {
  return new Handlings(code, container).ofUse(useOfValue(expression));
}

class Handlings {
  readonly #followed = new Set<Variable>();

  constructor(
    readonly code: SourceCode,
    readonly container: Container,
  ) {}

  ofUse(use: Use): Handling {
    switch (use.kind) {
      case 'get':
      case 'test':
      case 'compare':
      case 'operand':
      case 'drop':
        return TOUCHED;
      case 'properties':
        return use.node.type === 'ForInStatement' ? { kind: 'walked', extent: use.node } : TOUCHED;
      case 'set':
        return { kind: 'set', member: use.node, deletes: use.by.type === 'UnaryExpression' };
      case 'forOf':
      case 'iterate':
        return { kind: 'walked', extent: use.node };
      case 'method':
        return this.#ofMethod(use.node, use.name);
      case 'argument':
        return this.#ofArgument(use.node, use.index);
      case 'return':
        return { kind: 'returned', node: use.node };
      default:
        return { kind: 'kept', node: use.node };
    }
  }

  #ofMethod(call: TSESTree.CallExpression, name: string | null): Handling {
    const method = name === null ? null : this.#method(name);
    if (!method) return passedOn(call);
    if (method.returnsReceiver) return this.#ofSame(call, method.mutates === true);
    if (method.gives === 'iterator') return this.#ofIterator(call);
    if (method.mutates) return CHANGED;
    if (method.callback === undefined) return TOUCHED;
    const callback = call.arguments[method.callback];
    const seen =
      method.passesReceiver !== undefined && callback && seesReceiver(this.code, callback, method.passesReceiver);
    return seen ? passedOn(call) : { kind: 'walked', extent: call };
  }

  /** The call gives the object back. */
  #ofSame(call: CallNode, changes: boolean): Handling {
    const handling = this.ofUse(useOfValue(call));
    return changes && (handling.kind === 'touched' || handling.kind === 'walked') ? CHANGED : handling;
  }

  #method(name: string): Method | null {
    return builtinMethod(this.container, name);
  }

  /** An iterator keeps its collection, unless it is walked to its end where it is made. */
  #ofIterator(iterator: TSESTree.CallExpression): Handling {
    const use = useOfValue(iterator);
    if (use.kind === 'forOf') return { kind: 'walked', extent: use.node };
    if (use.kind === 'iterate' && use.node.type !== 'YieldExpression') return { kind: 'walked', extent: use.node };
    if (use.kind === 'argument') {
      const target = targetOf(this.code, use.node);
      const isWalked =
        target.kind === 'function' ? target.known.iterates : target.kind === 'constructor' && use.index === 0;
      if (isWalked) return { kind: 'walked', extent: use.node };
    }
    return use.kind === 'drop' ? TOUCHED : { kind: 'kept', node: iterator };
  }

  #ofArgument(call: CallNode, index: number): Handling {
    const target = targetOf(this.code, call);
    switch (target.kind) {
      case 'function':
        // A frozen object could not be changed any more.
        if (target.name === 'Object.freeze' || target.name === 'Array.of') return { kind: 'kept', node: call };
        if (target.known.returnsArgument === index) return this.#ofSame(call, target.known.mutates === index);
        if (target.known.mutates === index) return CHANGED;
        return callbackOf(call, target) ? { kind: 'walked', extent: call } : TOUCHED;
      case 'constructor':
        return ['Array', 'Object', 'Promise'].includes(target.name) ? { kind: 'kept', node: call } : TOUCHED;
      case 'method': {
        // `[].concat(xs)` takes the elements of an array, but any other object itself.
        const takesElements = target.name === 'concat' && this.container === 'array' && target.receiverKind === 'array';
        const stores = target.method.retains ?? ['concat', 'toSpliced', 'with'].includes(target.name);
        return stores && !takesElements ? { kind: 'kept', node: call } : TOUCHED;
      }
      case 'local':
        return this.#ofParameter(call, index, parameterAt(this.code, target.callee, index));
      case 'unknown':
        // A call whose result nobody takes is made for what it does with its arguments.
        return useOfValue(call).kind === 'drop' ? { kind: 'kept', node: call } : passedOn(call);
    }
  }

  /** What a function of this file does with the object, all of its uses together. */
  #ofParameter(call: CallNode, index: number, parameter: TSESTree.Identifier | null): Handling {
    const variable = parameter && !isSpreadBefore(call, index) ? variableOf(this.code, parameter) : null;
    const home = variable?.scope.block;
    if (!variable || !home || !isFunction(home) || home.async || home.generator) return passedOn(call);
    if (this.#followed.has(variable)) return TOUCHED;
    this.#followed.add(variable);
    let result: Handling = { kind: 'walked', extent: call };
    for (const { use, identifier } of usesOf(variable)) {
      if (use.kind === 'write') return passedOn(call);
      const handling = isDeferred(this.code, identifier, home) ? passedOn(call) : this.ofUse(use);
      if (handling.kind === 'kept') return { kind: 'kept', node: call };
      if (handling.kind === 'returned' || handling.kind === 'passedOn') result = passedOn(call);
      else if (result.kind === 'walked' && (handling.kind === 'changed' || handling.kind === 'set')) result = CHANGED;
    }
    return result;
  }
}

function passedOn(node: Node): Handling {
  return { kind: 'passedOn', node };
}
