// Whether somebody could tell one accumulator that is changed from many that are copied: because he holds an earlier
// one, or walks one while it grows.

import type { TSESTree } from '@typescript-eslint/utils';
import { isTypeOnly, useOf } from '../../analysis/uses.js';
import type { Answer } from '../../analysis/answer.js';
import { isDeferred } from '../../analysis/calls.js';
import {
  ancestorsOf,
  contains,
  functionAround,
  isFunction,
  loopsAround,
  statementAround,
  triesAround,
} from '../../analysis/enclosing.js';
import { effectsOf } from '../../analysis/effects.js';
import { handlingOf, type Handling } from '../../analysis/handling.js';
import { isOverBefore, nextStatement } from '../../analysis/order.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { copiesOf, type Accumulation } from './accumulation.js';
import { nodeOf, sameIn } from './steps.js';

/** A use of the accumulator beside the copies and the results. */
export interface OtherUse {
  readonly node: Node;
  /** A closure that may run at any time. */
  readonly deferred: boolean;
  readonly handling: Handling;
}

export function otherUsesOf(code: SourceCode, accumulation: Accumulation): readonly OtherUse[] {
  const { variable, container, steps, home, resets } = accumulation;
  const known = new Set<Node>();
  for (const copy of copiesOf(accumulation)) known.add(copy.source);
  for (const { outcome } of steps) for (const node of sameIn(outcome)) known.add(node);
  for (const { left } of resets) known.add(left);
  return variable.references
    .filter((reference) => reference.isRead() && !isTypeOnly(reference))
    .flatMap(({ identifier }): OtherUse[] => {
      if (known.has(identifier) || isPlainResult(identifier, accumulation)) return [];
      const deferred = isDeferred(code, identifier, home);
      return [{ node: identifier, deferred, handling: handlingOf(code, identifier, container) }];
    });
}

/** `return acc;` of the callback itself. */
function isPlainResult(identifier: Node, { place }: Accumulation): boolean {
  if (place.kind !== 'reduce' || functionAround(identifier) !== place.callback) return false;
  return identifier.parent?.type === 'ReturnStatement';
}

/** `no` when somebody certainly holds or walks the accumulator while it changes, `unknown` when he may. */
export function isUnshared(
  code: SourceCode,
  accumulation: Accumulation,
  { node, deferred, handling }: OtherUse,
): Answer {
  const { steps, place } = accumulation;
  if (isUsedMeanwhile(code, accumulation, node, deferred)) return 'no';
  const changes = handling.kind === 'changed' || handling.kind === 'set';
  if (changes && (deferred || isAmidCopy(accumulation, node))) return 'no';
  if (handling.kind === 'walked' && steps.some((step) => contains(handling.extent, nodeOf(step)))) return 'no';
  const isHandedOn = handling.kind === 'kept' || handling.kind === 'returned' || handling.kind === 'passedOn';
  if (place.kind === 'reduce') {
    // An old accumulator in a closure would be seen to change.
    if (deferred || handling.kind === 'kept' || handling.kind === 'returned') return 'no';
    return handling.kind === 'passedOn' ? 'unknown' : 'yes';
  }
  if (deferred && !hasOneBinding(place.declarator)) return 'no';
  // The closure sees what the variable holds when it runs, as before.
  if (!isHandedOn || isLastUse(accumulation, node, deferred) || isReset(accumulation, node)) return 'yes';
  if (handling.kind === 'returned' && !deferred && leavesFor(accumulation, node)) return 'yes';
  return handling.kind === 'passedOn' && !deferred ? 'unknown' : 'no';
}

/** `acc.includes(xs.map((x) => (acc = [...acc, x])).length)` looks at the old accumulator after the new ones were made. */
function isUsedMeanwhile(code: SourceCode, { steps, home }: Accumulation, node: Node, deferred: boolean): boolean {
  const use = useOf(node);
  if (use.kind === 'test' || use.kind === 'drop') return false;
  if (steps.some((step) => contains(use.node, nodeOf(step)))) return true;
  if (!deferred) return false;
  // The closure pauses amid `for (const x of acc) await …` or `acc.at(yield)`, and the loop goes on.
  const { suspends, unknownCode } = effectsOf(code, use.node);
  return suspends !== null || (unknownCode !== null && home?.generator === true);
}

/** Not where each turn of a `for` has a copy of the variable, nor where a `var` begins anew in a loop. */
function hasOneBinding(declarator: TSESTree.VariableDeclarator): boolean {
  const { kind, parent } = declarator.parent;
  return kind === 'var' ? loopsAround(declarator).next().done === true : parent.type !== 'ForStatement';
}

/** `[...acc, acc.push(x)]`: what is pushed goes to the old accumulator, which the copy has read already. */
export function isAmidCopy(accumulation: Accumulation, node: Node): boolean {
  return [...copiesOf(accumulation)].some((copy) => contains(copy.node, node));
}

/** Whether all copying is over when the use comes. */
function isLastUse({ steps, place, home }: Accumulation, node: Node, deferred: boolean): boolean {
  if (place.kind !== 'loop') return false;
  const isHere = !deferred && functionAround(node) === functionAround(place.declarator);
  const time = isHere ? node : closureMakingIn(home, node);
  if (!time) return false;
  return steps.every((step) => {
    const outermost = place.repetitions.get(step)?.at(-1)?.node;
    return outermost !== undefined && isOverBefore(outermost, time, place.declarator);
  });
}

/** The function expression of `home` that `node` stands in: made in its place, it cannot run before. */
export function closureMakingIn(home: Node | null, node: Node): Node | null {
  let closure: Node | null = null;
  for (const current of ancestorsOf(node)) {
    if (current === home) break;
    if (current.type === 'FunctionDeclaration' || current.type === 'ClassBody') return null;
    if (isFunction(current)) closure = current;
  }
  return closure;
}

/** `groups.push(group); group = [];` */
function isReset({ resets }: Accumulation, node: Node): boolean {
  const statement = statementAround(node);
  const next = nextStatement(statement);
  // Where an exception of the reset is caught, the loop may go on with what was handed on.
  if (!triesAround(statement).next().done) return false;
  return next?.type === 'ExpressionStatement' && resets.some((reset) => reset === next.expression);
}

/** `return out;` ends the life of the variable, unless a `finally` comes after it. */
function leavesFor({ home }: Accumulation, node: Node): boolean {
  if (functionAround(node) !== home) return false;
  for (const attempt of triesAround(node)) if (attempt.finalizer) return false;
  return true;
}
