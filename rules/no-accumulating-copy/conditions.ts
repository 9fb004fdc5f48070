// What must hold for an accumulator to be changed in place, and which reason to give while it is not known.

import { every, type Answer } from '../../analysis/answer.js';
import { globalName } from '../../analysis/callees.js';
import type { Copy } from '../../analysis/copies.js';
import { isDense } from '../../analysis/density.js';
import { childrenOf } from '../../analysis/children.js';
import { isFunction, triesAround } from '../../analysis/enclosing.js';
import { originOf } from '../../analysis/origin.js';
import { canBeKey } from '../../analysis/property-keys.js';
import { useOf } from '../../analysis/uses.js';
import { readsVariable } from '../../analysis/variables.js';
import { isWritable } from '../../analysis/writability.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Condition } from '../../core/verdict.js';
import { copiesOf, isTried, type Accumulation } from './accumulation.js';
import { isWalkedAtOnce } from './reducing.js';
import { hasOrdinaryKeys, keepsKeys } from './properties.js';
import { isAmidCopy, isUnshared, type OtherUse } from './sharing.js';
import { copiesIn, isFreshPlain, nodeOf, type Step } from './steps.js';
import { typeOf } from './types.js';
import { evaluatedLate, hasNoHoles, isAtomic, isPlainArgument, writesOf } from './writes.js';

export const reasons = {
  unknownReceiver:
    'it is not known that this is an array: the `reduce`, `forEach` or `slice` of something else may do something else',
  noSeed: 'without a second argument `reduce` begins with the first element itself, which would be changed',
  sharedSeed: 'what it begins with may belong to others too, and would be changed',
  passedOn: 'code that is not in sight gets the accumulator and may keep it, and would then see it change',
  protoKey: 'a key may be `__proto__`, which makes a property in a literal, but sets the prototype in an assignment',
  concatArgument:
    '`concat` appends the elements of an array but anything else as it is, and which one it gets is not known',
  holes: 'an array may have holes, which the one way of writing keeps and the other fills with `undefined`',
  prepended: 'the new elements come first: push them, and reverse once at the end',
  readLater: 'what is added reads the accumulator again, after other things would have been added',
  seenHalfway: 'a `catch` or a closure could meet the accumulator with a part of what is added',
  readonlyType: 'its type may not allow changes',
  inheritedKey:
    'a key may be the name of something inherited, such as `constructor`: that throws either way, but only after what is added was computed',
  objectKey: 'a key may be an object that changes before it is turned into text, which would now happen later',
  changedMeanwhile:
    'code that is not in sight runs meanwhile and may change the array, of which each call has a rest of its own',
  globalName:
    'the file may be a classic script, whose functions others may call or replace, and which gets one more name',
} as const;

export type Reason = keyof typeof reasons;

export interface Context {
  readonly code: SourceCode;
  readonly typescript: boolean;
  readonly uses: readonly OtherUse[];
}

export function* conditionsOf(context: Context, accumulation: Accumulation): Generator<Condition<Reason>> {
  const { code, typescript, uses } = context;
  yield* seedConditions(code, accumulation);
  yield { holds: runsOnTheSpot(code, accumulation), reason: 'unknownReceiver' };
  for (const use of uses) {
    yield { holds: isUnshared(code, accumulation, use), reason: 'passedOn' };
    yield* setConditions(code, accumulation, use);
  }
  for (const reset of accumulation.resets) {
    if (isAmidCopy(accumulation, reset)) yield { holds: 'no', reason: 'readLater' };
  }
  for (const step of accumulation.steps) {
    if (step.kind === 'assignment' && isAmidCopy(accumulation, step.assignment))
      yield { holds: 'no', reason: 'readLater' };
    const exposed = isExposed(step, accumulation, uses);
    if (isLeftToFinally(code, step, accumulation)) yield { holds: 'no', reason: 'seenHalfway' };
    for (const copy of copiesIn(step.outcome)) yield* copyConditions(code, accumulation, copy, exposed);
  }
  const type = typescript ? typeOf(accumulation) : null;
  if (type) yield* typeConditions(isWritable(code, type, accumulation.container), accumulation);
}

function* seedConditions(code: SourceCode, accumulation: Accumulation): Generator<Condition<Reason>> {
  const { place, container } = accumulation;
  const { seed } = place;
  if (!seed) {
    yield { holds: 'unknown', reason: 'noSeed', otherwise: 'report' };
    return;
  }
  if (isFreshPlain(code, seed, container)) {
    // `Object.assign({}, acc)` loses a property `__proto__`.
    const isAssigned = [...copiesOf(accumulation)].some(({ node }) => node.type === 'CallExpression');
    if (container === 'object' && isAssigned) yield { holds: hasOrdinaryKeys(code, seed), reason: 'protoKey' };
    return;
  }
  const origin = originOf(code, seed);
  if (origin?.fresh && origin.kind === container && container === 'array') {
    yield { holds: isDense(code, seed), reason: 'holes' };
    return;
  }
  // A name or a property belongs to somebody else, whatever is assigned to it; a call may have made something new.
  const isMade = unwrapped(seed).type === 'CallExpression' && (!origin || origin.kind === container);
  const isGivenBack = !/^(?:Call|Array|Object)Expression$/.test(assignedInto(code, seed).type);
  yield { holds: isMade && !isGivenBack ? 'unknown' : 'no', reason: 'sharedSeed' };
}

/** `rows` of `Object.assign(rows, …)`, which gives back what it is given first. */
function assignedInto(code: SourceCode, seed: Node): Node {
  const call = unwrapped(seed);
  if (call.type !== 'CallExpression' || globalName(code, call.callee) !== 'Object.assign') return call;
  const [target] = call.arguments;
  return target ? assignedInto(code, target) : call;
}

function runsOnTheSpot(code: SourceCode, { place, steps }: Accumulation): Answer {
  if (place.kind === 'loop') {
    const all = steps.flatMap((step) => place.repetitions.get(step) ?? []);
    return all.every((repetition) => repetition.runsOnTheSpot === 'yes') ? 'yes' : 'unknown';
  }
  return isWalkedAtOnce(code, place);
}

/** What is written into the accumulator otherwise may be what a copy takes away. */
function* setConditions(
  code: SourceCode,
  { container, variable }: Accumulation,
  { handling, node }: OtherUse,
): Generator<Condition<Reason>> {
  const assigned = assignedTo(code, node);
  if (assigned && container !== 'object') yield { holds: 'no', reason: 'sharedSeed' };
  else if (assigned)
    yield { holds: every(assigned.map((source) => hasOrdinaryKeys(code, source))), reason: 'protoKey' };
  if (handling.kind !== 'set') return;
  const { member, deletes } = handling;
  const name = propertyName(member);
  if (container === 'map' || container === 'set') yield { holds: 'no', reason: 'sharedSeed' };
  else if (container === 'object') {
    const isPrototype = member.computed
      ? canBeKey(code, member.property, '__proto__', true)
      : name === '__proto__'
        ? 'yes'
        : 'no';
    if (!deletes && isPrototype !== 'no') yield { holds: isPrototype === 'yes' ? 'no' : 'unknown', reason: 'protoKey' };
  } else if (name !== null && name !== 'length' && !/^\d+$/.test(name)) yield { holds: 'no', reason: 'sharedSeed' };
  else if (deletes || !isLastElement(member, variable.name)) yield { holds: 'unknown', reason: 'holes' };
}

/** What `Object.assign(acc, …)` gives it: an array or Map may get properties that a copy does not have. */
function assignedTo(code: SourceCode, node: Node): readonly Node[] | null {
  const use = useOf(node);
  const isTarget = use.kind === 'argument' && use.index === 0 && globalName(code, use.node.callee) === 'Object.assign';
  return isTarget ? use.node.arguments.slice(1) : null;
}

/** `acc[acc.length - 1]` */
function isLastElement({ property, computed }: Extract<Node, { type: 'MemberExpression' }>, name: string): boolean {
  if (!computed || property.type !== 'BinaryExpression' || property.operator !== '-') return false;
  const { left, right } = property;
  return (
    left.type === 'MemberExpression' &&
    propertyName(left) === 'length' &&
    left.object.type === 'Identifier' &&
    left.object.name === name &&
    right.type === 'Literal' &&
    right.value === 1
  );
}

function* copyConditions(
  code: SourceCode,
  { variable }: Accumulation,
  copy: Copy,
  exposed: boolean,
): Generator<Condition<Reason>> {
  if (copy.prepends) yield { holds: 'unknown', reason: 'prepended', otherwise: 'report' };
  if (copy.container === 'object') {
    yield { holds: keepsKeys(code, copy), reason: 'protoKey' };
    if (exposed && !isAssignedAtOnce(copy)) yield { holds: 'unknown', reason: 'seenHalfway' };
    return;
  }
  for (const { kind, node } of copy.additions) {
    if (kind === 'all' || kind === 'concat') {
      // Walking what is being pushed to would never end; a new array is made before.
      const origin = originOf(code, node.type === 'SpreadElement' ? node.argument : node);
      const isApart = !readsVariable(node, variable) || (origin?.fresh && origin.kind === 'array');
      yield { holds: isApart ? 'yes' : 'no', reason: 'readLater' };
    }
    if (kind === 'concat') {
      yield { holds: isPlainArgument(code, node), reason: 'concatArgument' };
      yield { holds: hasNoHoles(code, node), reason: 'holes' };
    }
  }
  const writes = writesOf(code, copy);
  const isReadLater = [...evaluatedLate(writes, copy.container)].some((late) => readsVariable(late, variable));
  yield { holds: isReadLater ? 'unknown' : 'yes', reason: 'readLater', otherwise: 'report' };
  yield { holds: exposed && !isAtomic(writes, copy.container) ? 'unknown' : 'yes', reason: 'seenHalfway' };
}

/** Whether somebody may look at the accumulator when an exception or other code comes amid the writes. */
export function isExposed(step: Step, { place }: Accumulation, uses: readonly OtherUse[]): boolean {
  return uses.some(({ deferred }) => deferred) || isTried(nodeOf(step), place);
}

/** `return [...acc, x]` leaves the old accumulator to a `finally` that comes after it, and to what that jumps to. */
function isLeftToFinally(code: SourceCode, step: Step, { place, variable }: Accumulation): boolean {
  if (place.kind === 'loop') return false;
  const attempts = [...triesAround(nodeOf(step))];
  return attempts.some(({ finalizer }, index) => {
    if (!finalizer) return false;
    const isCaught = attempts.slice(index + 1).some(({ handler }) => handler);
    return isCaught || readsVariable(finalizer, variable) || hasJump(code, finalizer);
  });
}

function hasJump(code: SourceCode, node: Node): boolean {
  if (/^(?:Return|Break|Continue)Statement$/.test(node.type)) return true;
  if (isFunction(node) || node.type === 'ClassBody') return false;
  return [...childrenOf(code, node)].some((child) => hasJump(code, child));
}

/** Whether all values are there before the first is written: those of a literal are, those of another object are read. */
function isAssignedAtOnce({ form, additions }: Copy): boolean {
  if (form !== 'assign' && additions.length > 1) return true;
  return additions.every(({ kind, node }) => kind === 'property' || unwrapped(node).type === 'ObjectExpression');
}

/** An array must have `push`, a Map `set`; properties are written by `Object.assign` where the type does not say. */
export function* typeConditions(
  writable: Answer,
  { container }: Pick<Accumulation, 'container'>,
): Generator<Condition<Reason>> {
  if (writable === 'yes') return;
  if (container === 'object') yield { holds: writable === 'no' ? 'unknown' : 'yes', reason: 'readonlyType' };
  else yield { holds: 'unknown', reason: 'readonlyType', otherwise: writable === 'no' ? 'report' : 'review' };
}
