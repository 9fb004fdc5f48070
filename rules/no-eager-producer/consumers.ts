// The callers of a builder: what each does with the array, and whether a generator in its place would do the same.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import { functionNamedBy } from '../../analysis/callees.js';
import { consumptionOf, consumptionOfValue, type Consumption } from '../../analysis/consumption.js';
import { effectsOf, type Write } from '../../analysis/effects.js';
import { leavesEarly } from '../../analysis/completion.js';
import { contains, functionAround, isFunction, triesAround } from '../../analysis/enclosing.js';
import { trustsTypes } from '../../analysis/trust.js';
import { flowOf } from '../../analysis/flow.js';
import { readsTheSame } from '../../analysis/interference.js';
import { isOverBefore } from '../../analysis/order.js';
import { holdsOnlyFresh, isKind } from '../../analysis/origin.js';
import type { Reads } from '../../analysis/reads.js';
import { usesOf } from '../../analysis/uses.js';
import { variableOf, type Variable } from '../../analysis/variables.js';
import { wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { elementsOf, type Builder } from './builder.js';

export interface Consumer {
  readonly call: TSESTree.CallExpression;
  readonly consumption: Consumption;
  /** `await f()`, of an asynchronous builder. */
  readonly awaiting: TSESTree.AwaitExpression | null;
}

/** How each call's array is walked; `null` when one keeps it, passes it on, or looks at it in another way. */
export function consumersOf(
  code: SourceCode,
  builder: Builder,
  calls: readonly TSESTree.CallExpression[],
): readonly Consumer[] | null {
  const consumers: Consumer[] = [];
  for (const call of calls) {
    const awaiting = builder.node.async && call.parent.type === 'AwaitExpression' ? call.parent : null;
    if (builder.node.async && !awaiting) return null;
    const value = awaiting ?? call;
    // `f() as string[]`: a generator is no array.
    const outer = wrapped(value);
    if (outer !== value && outer.type !== 'ChainExpression') return null;
    const consumption = consumptionOfValue(code, value);
    if (!consumption || !isPlainWalk(consumption)) return null;
    // `for await (const row of isOpen ? rowsOf() : queue)` awaits what the queue gives too.
    if (awaiting && (consumptionOf(code, value)?.kind !== 'forOf' || pushesPromises(code, builder))) return null;
    consumers.push({ call, consumption, awaiting });
  }
  return consumers;
}

/** An asynchronous generator awaits what it yields. */
function pushesPromises(code: SourceCode, { first, pushes }: Builder): boolean {
  return [...first, ...pushes.flatMap(({ call }) => call.arguments)].some((element) =>
    isKind(code, element, 'promise'),
  );
}

/** A loop that declares its variable; weak collections refuse most values on the way. */
function isPlainWalk({ kind, node }: Consumption): boolean {
  if (kind === 'forOf') return node.left.type === 'VariableDeclaration';
  return kind !== 'construct' || !(node.callee.type === 'Identifier' && node.callee.name.startsWith('Weak'));
}

/** Whether not having the array saves memory here: `[...f()]` and `new Set(f())` hold all elements anyway. */
export function isStream({ consumption }: Consumer): boolean {
  switch (consumption.kind) {
    case 'forOf':
    case 'delegate':
      return true;
    case 'destructure':
      return takesFirstOnly(consumption.node);
    case 'construct':
      return consumption.name === 'Map';
    case 'static':
      return consumption.name === 'Object.fromEntries';
    default:
      return false;
  }
}

/** `const [first] = f()` builds the rest for nothing; `const [head, body] = f()` takes a tuple apart. */
function takesFirstOnly(node: Node): boolean {
  const pattern =
    node.type === 'VariableDeclarator' ? node.id : node.type === 'AssignmentExpression' ? node.left : null;
  return (
    pattern?.type === 'ArrayPattern' && pattern.elements.length === 1 && pattern.elements[0]?.type !== 'RestElement'
  );
}

/** Whether what the builder reads stays the same until the consumer has taken its last step. */
export function leavesSource(code: SourceCode, builder: Builder, reads: Reads, consumer: Consumer): Answer {
  const { call, consumption } = consumer;
  if (callsElements(code, consumption)) return 'no';
  const interlude = { callee: builder.node, call, meanwhile: meanwhileOf(code, consumption, call) };
  return every([readsTheSame(code, reads, interlude), takesApartQuietly(code, builder, consumption)]);
}

/** `for (const listener of active()) listener();`: the array is a snapshot, for listeners that remove themselves. */
function callsElements(code: SourceCode, { kind, node }: Consumption): boolean {
  const name = kind === 'forOf' && node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : null;
  const element = name && variableOf(code, name);
  return element ? usesOf(element).some(({ use }) => use.kind === 'call') : false;
}

/** The code that runs between the steps. */
function meanwhileOf(code: SourceCode, consumption: Consumption, call: Node): readonly Node[] {
  const { kind, node } = consumption;
  switch (kind) {
    case 'forOf':
      return [node.left, node.body];
    case 'destructure':
      if (node.type === 'VariableDeclarator') return [node.id];
      return node.type === 'AssignmentExpression' ? [node.left] : [node];
    case 'delegate':
      return [node];
    case 'construct':
    case 'static':
      // `Array.from(f(), g)`; what comes after the first argument is evaluated after the call.
      return node.arguments
        .filter((argument) => !contains(argument, call))
        .map((argument) => functionNamedBy(code, argument)?.body ?? (isFunction(argument) ? argument : node));
    default:
      return [];
  }
}

/** `for (const [a, b] of f())` walks each element too, which runs code of its own unless it is an array. */
function takesApartQuietly(code: SourceCode, builder: Builder, { kind, node }: Consumption): Answer {
  const target = kind === 'forOf' && node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : null;
  if (target?.type !== 'ArrayPattern') return 'yes';
  return elementsOf(builder).every((element) => isKind(code, element, 'array')) ? 'yes' : 'unknown';
}

/** Whether an exception of the builder, which now comes after some steps, leaves the same behind. */
export function bearsException(code: SourceCode, builder: Builder, reads: Reads, consumer: Consumer): Answer {
  const { consumption, call } = consumer;
  const isCaught = !triesAround(call).next().done;
  const canThrow =
    effectsOf(code, builder.node.body).throws !== null ||
    (isCaught && [...reads.functions].some(({ body }) => trustsTypes(code, body)));
  if (!canThrow) return 'yes';
  switch (consumption.kind) {
    case 'collect':
    case 'spread':
      return 'yes';
    case 'construct':
      return consumption.name === 'Set' ? 'yes' : 'unknown';
    case 'forOf':
      return diesInLoop(code, consumption.node) ? 'yes' : 'unknown';
    default:
      return 'unknown';
  }
}

/** Whether all that the loop does before an exception is gone with it: it only sets locals of its function. */
function diesInLoop(code: SourceCode, loop: TSESTree.ForOfStatement): boolean {
  const { unknownCode, throws, suspends, observable, writes } = effectsOf(code, loop.body);
  if (unknownCode || throws || suspends || observable || leavesEarly(code, loop)) return false;
  const isCaught = !triesAround(loop).next().done;
  return writes.every((write) => !isSeenAfter(code, write, loop, isCaught));
}

function isSeenAfter(code: SourceCode, { variable, object }: Write, loop: Node, isCaught: boolean): boolean {
  if (!variable) return true;
  if (variable.identifiers.every((name) => contains(loop, name)) && object === null) return false;
  const home = functionAround(loop);
  const isLocal = home !== null && isFunction(home) && contains(home, variable.scope.block);
  if (!isLocal || isCaught || isCaptured(variable)) return true;
  return object !== null && !isLostOnException(code, variable, loop);
}

function isCaptured(variable: Variable): boolean {
  return variable.references.some(({ from }) => from.variableScope !== variable.scope.variableScope);
}

/** Nobody else gets the variable's objects before the loop is at its end. */
function isLostOnException(code: SourceCode, variable: Variable, loop: Node): boolean {
  const [birth] = variable.identifiers;
  if (!birth || !holdsOnlyFresh(code, variable)) return false;
  return flowOf(code, variable).escapes.every(({ how, node }) => how === 'returned' || isOverBefore(loop, node, birth));
}
