// V8's contexts: which closures keep which variables alive.
//
// V8 puts the variables of a scope that any closure mentions into one context object, and every closure made in that
// scope, or below it, keeps that object, whether it mentions the variable or not (measured on Node 20, 22 and 24; also
// for closures that are never called, classes, and function declarations). A variable that no closure mentions is not
// kept by closures.
//
// Guarantee: `usesInTime` is complete: every place where the variable's value may be read or written, or `null` when a
// use may come at a time that its place does not show.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { isRunOnTheSpot, mayRunAgain, targetOf } from './calls.js';
import { contains, isField, isFunction, type FunctionNode } from './enclosing.js';
import { useOfValue, usesOf, type Use } from './uses.js';
import { declaratorOf, isSeenOutside, variableOf, type Variable } from './variables.js';

/** One place, in the function that declares the variable, where its value may be used. */
export interface TimedUse {
  /** The reference itself, or the call that runs a closure with references. */
  readonly node: Node;
  /** The closure through which it is used there, if it is. */
  readonly closure: FunctionNode | null;
  /** The closure is handed to code out of sight, which probably, but not surely, is done with it when it returns. */
  readonly mayComeLater: boolean;
}

/** The uses of a variable by place in the function `home`; `null` when a closure that uses it is kept for later. */
export function usesInTime(code: SourceCode, variable: Variable, home: Node): TimedUse[] | null {
  const result: TimedUse[] = [];
  for (const { identifier } of usesOf(variable)) {
    const uses = placesOf(code, identifier, home, new Set());
    if (uses === null) return null;
    result.push(...uses);
  }
  return result;
}

function placesOf(code: SourceCode, node: Node, home: Node, pending: Set<Node>): TimedUse[] | null {
  if (isInField(node, home)) return null;
  const closure = closureAround(code, node, home);
  if (!closure) return [{ node, closure: spotClosure(node, home), mayComeLater: false }];
  if (pending.has(closure)) return [];
  pending.add(closure);
  if (closure.async || closure.generator) return null;
  const named = nameOf(code, closure);
  // By the name that only its body knows it may be kept.
  if (mayRunAgain(code, closure)) return null;
  if (!named) {
    const use = useOfValue(closure);
    // `each(rows, (row) => big.has(row))`: code out of sight may keep it.
    const isPassed = use.kind === 'argument' && targetOf(code, use.node).kind === 'unknown';
    return isPassed && !keepsCallback(use) ? [{ node: use.node, closure, mayComeLater: true }] : null;
  }
  // Others may call it whenever they like.
  if (isSeenOutside(code, named) !== 'no') return null;
  const result: TimedUse[] = [];
  for (const { use } of usesOf(named)) {
    if (use.kind === 'write' && use.init) continue;
    const isCalled = use.kind === 'call' || isRunAsCallback(code, use, closure);
    const places = isCalled ? placesOf(code, use.node, home, pending) : null;
    if (places === null) return null;
    result.push(...places.map((place) => ({ ...place, closure })));
  }
  return result;
}

/** A class field's initialiser runs whenever somebody makes an instance. */
function isInField(node: Node, home: Node): boolean {
  for (let current = node.parent; current && current !== home; current = current.parent) {
    if (isField(current) && !current.static) return true;
  }
  return false;
}

/** The innermost function between `home` and `node` that does not run on the spot. */
function closureAround(code: SourceCode, node: Node, home: Node): FunctionNode | null {
  for (let current = node.parent; current && current !== home; current = current.parent) {
    if (isFunction(current) && (!isRunOnTheSpot(code, current) || mayRunAgain(code, current))) return current;
  }
  return null;
}

function spotClosure(node: Node, home: Node): FunctionNode | null {
  for (let current = node.parent; current && current !== home; current = current.parent) {
    if (isFunction(current)) return current;
  }
  return null;
}

/** `rows.map(find)`, where `find` names the closure. */
function isRunAsCallback(code: SourceCode, use: Use, closure: FunctionNode): boolean {
  if (use.kind !== 'argument' || closure.async) return false;
  const target = targetOf(code, use.node);
  if (target.kind === 'method') return target.method.callback === use.index;
  return target.kind === 'function' && target.known.callback === use.index;
}

/** The variable that names a function: its declaration, or `const name = …`. */
export function nameOf(code: SourceCode, closure: FunctionNode): Variable | null {
  if (closure.type === 'FunctionDeclaration') return closure.id ? variableOf(code, closure.id) : null;
  const { parent } = closure;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return null;
  const variable = variableOf(code, parent.id);
  return variable && declaratorOf(variable) ? variable : null;
}

/** Callees that are known, by name, to keep a callback: evidence that it lives on, not proof. */
const KEEPERS = new Set([
  'addEventListener',
  'addListener',
  'observe',
  'on',
  'once',
  'setInterval',
  'setTimeout',
  'setImmediate',
  'subscribe',
  'then',
  'watch',
]);

/** Callees that keep a callback for long: until somebody takes it back. */
const LONG_KEEPERS = new Set(['addEventListener', 'addListener', 'on', 'setInterval', 'subscribe', 'watch']);

function keepsCallback(use: Extract<Use, { kind: 'argument' }>): boolean {
  return KEEPERS.has(calleeName(use.node) ?? '');
}

function calleeName(call: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
  const { callee } = call;
  if (callee.type === 'Identifier') return callee.name;
  const isNamed = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed;
  return isNamed ? callee.property.name : null;
}

/** Methods that put their argument into a collection. */
const COLLECTING = new Set(['add', 'push', 'set', 'unshift']);

/** How a closure outlives the call that made it. */
export type Outliving = 'returned' | 'stored' | 'registered';

/**
 * Whether there is evidence that a closure lives on when the function that made it has returned: it is returned, kept
 * in an object that was there before, or registered. Evidence of use to the reader, not a proof.
 */
export function outlives(code: SourceCode, closure: FunctionNode): Outliving | null {
  if (isRunOnTheSpot(code, closure)) return null;
  const name = nameOf(code, closure);
  return name ? ofVariable(code, name, new Set()) : ofValue(code, closure, new Set());
}

function ofVariable(code: SourceCode, variable: Variable, pending: Set<Variable>): Outliving | null {
  if (pending.has(variable)) return null;
  pending.add(variable);
  for (const { identifier, use } of usesOf(variable)) {
    const kept = use.kind === 'write' ? null : ofUse(code, use, identifier, pending);
    if (kept) return kept;
  }
  return null;
}

function ofValue(code: SourceCode, value: Node, pending: Set<Variable>): Outliving | null {
  return ofUse(code, useOfValue(value), value, pending);
}

function ofUse(code: SourceCode, use: Use, value: Node, pending: Set<Variable>): Outliving | null {
  switch (use.kind) {
    case 'return':
      return 'returned';
    case 'argument':
      if (LONG_KEEPERS.has(calleeName(use.node) ?? '')) return 'registered';
      return COLLECTING.has(calleeName(use.node) ?? '') ? ofHolder(code, use.node.callee, value, pending) : null;
    case 'alias': {
      const target = variableOf(code, use.target);
      return target ? ofVariable(code, target, pending) : 'stored';
    }
    case 'store':
      return ofStore(code, use.node, value, pending);
    default:
      return null;
  }
}

function ofStore(code: SourceCode, into: Node, value: Node, pending: Set<Variable>): Outliving | null {
  if (into.type === 'Property' && into.parent.type === 'ObjectExpression') return ofValue(code, into.parent, pending);
  if (into.type === 'ArrayExpression') return ofValue(code, into, pending);
  if (into.type !== 'AssignmentExpression' || into.left.type !== 'MemberExpression') return null;
  return ofHolder(code, into.left, value, pending);
}

/** The value goes into the object of the member expression: `this.tick = …`, `handlers.push(…)`. */
function ofHolder(code: SourceCode, member: Node, value: Node, pending: Set<Variable>): Outliving | null {
  if (member.type !== 'MemberExpression') return null;
  const { object } = member;
  if (object.type === 'ThisExpression' || object.type === 'MemberExpression') return 'stored';
  if (object.type !== 'Identifier') return null;
  const holder = variableOf(code, object);
  const isOlder = !holder?.identifiers.some((identifier) => contains(functionAroundValue(value), identifier));
  // `exports.tick = …`, or an object from outside of the function that makes the closure.
  return holder && !isOlder ? ofVariable(code, holder, pending) : 'stored';
}

/** The function that makes the value, or the whole file. */
function functionAroundValue(value: Node): Node {
  let current: Node = value;
  for (let node = value.parent; node; node = node.parent) {
    if (isFunction(node)) return node;
    current = node;
  }
  return current;
}

/** All functions that are made in a scope or below it: each keeps the scope's context. */
export function* closuresMadeIn(code: SourceCode, scopeBlock: Node): Generator<FunctionNode> {
  for (const scope of code.scopeManager?.scopes ?? []) {
    const block = scope.block as Node;
    if (scope.type === 'function' && isFunction(block) && block !== scopeBlock && contains(scopeBlock, block))
      yield block;
  }
}
