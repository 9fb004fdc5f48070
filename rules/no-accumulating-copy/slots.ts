// Arrays under the keys of an object, each copied whenever something is added to it:
// `groups[key] = [...(groups[key] ?? []), row]`.
//
// Nobody can hold one of these arrays while it grows: the object begins empty, or with arrays of its own, and as long as
// it is filled nothing else is done with it.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import { globalName } from '../../analysis/callees.js';
import { effectsOf, isPure } from '../../analysis/effects.js';
import { ancestorsOf, contains, functionAround } from '../../analysis/enclosing.js';
import { isOverBefore } from '../../analysis/order.js';
import { keepsItsText } from '../../analysis/property-keys.js';
import { repetitionsOf, type Repetition } from '../../analysis/repetition.js';
import { returnedBy } from '../../analysis/returns.js';
import {
  declaratorOf,
  isSeenOutside,
  isWrittenOnce,
  variableNamedBy,
  type Variable,
} from '../../analysis/variables.js';
import { isTypeOnly } from '../../analysis/uses.js';
import { isEmptyArray, propertyName, unwrapped } from '../../analysis/wrappers.js';
import { isWritable } from '../../analysis/writability.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Condition } from '../../core/verdict.js';
import { isTried, type Reducing } from './accumulation.js';
import type { Reason } from './conditions.js';
import { isWalkedAtOnce, placeOf } from './reducing.js';
import { closureMakingIn } from './sharing.js';
import { isFreshPlain } from './steps.js';
import { typeOf } from './types.js';

export interface Slot {
  readonly statement: TSESTree.ExpressionStatement;
  readonly member: TSESTree.MemberExpression;
  /** The array may not be there yet. */
  readonly mayBeMissing: boolean;
  readonly additions: readonly TSESTree.Expression[];
  /** The object that holds the arrays. */
  readonly holder: Variable;
  readonly place: Reducing | Filling;
}

export interface Filling {
  readonly kind: 'loop';
  readonly declarator: TSESTree.VariableDeclarator;
  readonly seed: TSESTree.Expression;
  readonly repetitions: readonly [Repetition, ...Repetition[]];
}

export function slotOf(code: SourceCode, assignment: TSESTree.AssignmentExpression): Slot | null {
  const growth = growthOf(code, assignment);
  const holder = growth && variableNamedBy(code, growth.member.object);
  if (!growth || !holder || isSeenOutside(code, holder) !== 'no') return null;
  const place = reducingOf(code, holder, growth.statement) ?? fillingOf(code, holder, growth.statement);
  if (!place?.seed || !holdsOwnArrays(code, place.seed)) return null;
  const slot = { ...growth, holder, place };
  return isOnlyFilled(code, slot) && !canBeSeenEmpty(code, slot) ? slot : null;
}

/** What is not known of a slot; the rest is proved. */
export function* slotConditions(code: SourceCode, slot: Slot, typescript: boolean): Generator<Condition<Reason>> {
  const { additions, member, place } = slot;
  yield {
    holds: place.kind === 'reduce' ? isWalkedAtOnce(code, place) : isLoopedAtOnce(place),
    reason: 'unknownReceiver',
  };
  const isQuiet = additions.every((addition) => isPure(code, addition));
  const inheritsNothing = place.seed !== null && isBare(code, place.seed);
  yield { holds: isQuiet || inheritsNothing || !member.computed ? 'yes' : 'unknown', reason: 'inheritedKey' };
  const keepsKey = !member.computed || keepsItsText(code, member.property, additions);
  yield { holds: keepsKey ? 'yes' : 'unknown', reason: 'objectKey' };
  const type = typescript ? typeOf(slot) : null;
  if (!type) return;
  const list = listIn(type, member);
  const writable = list ? isWritable(code, list, 'array') : 'unknown';
  yield { holds: writable, reason: 'readonlyType' };
}

function isLoopedAtOnce({ repetitions }: Filling): Answer {
  return every(repetitions.map(({ runsOnTheSpot }) => runsOnTheSpot));
}

/** The type of what the object holds, as far as it is written down. */
function listIn(type: TSESTree.TypeNode, { computed, property }: TSESTree.MemberExpression): TSESTree.TypeNode | null {
  if (type.type === 'TSAnyKeyword') return type;
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Record') {
    return type.typeArguments?.params[1] ?? null;
  }
  if (type.type !== 'TSTypeLiteral') return null;
  for (const candidate of type.members) {
    if (candidate.type === 'TSIndexSignature' && computed && !candidate.readonly) {
      return candidate.typeAnnotation?.typeAnnotation ?? null;
    }
    if (candidate.type !== 'TSPropertySignature' || computed || property.type !== 'Identifier') continue;
    if (candidate.key.type === 'Identifier' && candidate.key.name === property.name) {
      return candidate.typeAnnotation?.typeAnnotation ?? null;
    }
  }
  return null;
}

type Growth = Pick<Slot, 'statement' | 'member' | 'mayBeMissing' | 'additions'>;

function growthOf(
  code: SourceCode,
  { left: member, right, operator, parent }: TSESTree.AssignmentExpression,
): Growth | null {
  if (operator !== '=' || parent.type !== 'ExpressionStatement' || member.type !== 'MemberExpression') return null;
  if (member.optional || !isPlainKey(member) || (member.computed && !isPure(code, member.property))) return null;
  const value = unwrapped(right);
  const isIt = (node: Node | null | undefined): boolean =>
    node?.type === 'MemberExpression' && code.getText(node) === code.getText(member);
  const grown = (node: Node): Pick<Growth, 'mayBeMissing' | 'additions'> | null => {
    if (node.type !== 'ArrayExpression') return null;
    const [first, ...others] = node.elements;
    const additions = others.filter((element) => element !== null && element.type !== 'SpreadElement');
    if (first?.type !== 'SpreadElement' || additions.length !== others.length || additions.length === 0) return null;
    const source = unwrapped(first.argument);
    if (isIt(source)) return { mayBeMissing: false, additions };
    const hasDefault =
      source.type === 'LogicalExpression' &&
      source.operator !== '&&' &&
      isIt(source.left) &&
      isEmptyArray(source.right);
    return hasDefault ? { mayBeMissing: true, additions } : null;
  };
  const direct = grown(value);
  if (direct) return { statement: parent, member, ...direct };
  // `groups[key] ? [...groups[key], row] : [row]`
  if (value.type !== 'ConditionalExpression' || !isIt(unwrapped(value.test))) return null;
  const [more, first] = [grown(unwrapped(value.consequent)), unwrapped(value.alternate)];
  if (!more || more.mayBeMissing || first.type !== 'ArrayExpression') return null;
  const isSame =
    first.elements.length === more.additions.length &&
    more.additions.every((node, index) => {
      const other = first.elements[index];
      return other && code.getText(node) === code.getText(other);
    });
  return isSame ? { statement: parent, member, mayBeMissing: true, additions: more.additions } : null;
}

/** A key that is the same each time that it is written down; that reading it runs no getter is asked apart. */
function isPlainKey({ property, computed }: TSESTree.MemberExpression): boolean {
  if (!computed) return property.type === 'Identifier' && property.name !== '__proto__';
  for (let node: Node = property; ; node = node.object) {
    if (/^(?:Identifier|ThisExpression)$/.test(node.type)) return true;
    if (node.type === 'Literal') return node.value !== '__proto__';
    if (node.type !== 'MemberExpression' || propertyName(node) === null) return false;
  }
}

/** What is no array there throws in both ways: it can neither be spread nor pushed to. A text could be spread. */
function holdsOwnArrays(code: SourceCode, seed: Node): boolean {
  const node = unwrapped(seed);
  if (isBare(code, node)) return true;
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every(
      (property) =>
        property.type === 'Property' &&
        property.kind === 'init' &&
        propertyName(property) !== null &&
        propertyName(property) !== '__proto__' &&
        isFreshPlain(code, property.value, 'array'),
    )
  );
}

/** `Object.create(null)` */
function isBare(code: SourceCode, seed: Node): boolean {
  const node = unwrapped(seed);
  if (node.type !== 'CallExpression' || globalName(code, node.callee) !== 'Object.create') return false;
  const [prototype, ...others] = node.arguments;
  return prototype?.type === 'Literal' && prototype.value === null && prototype.raw === 'null' && others.length === 0;
}

/** The object is the accumulator of a `reduce`, whose callback gives it in any case. */
function reducingOf(code: SourceCode, holder: Variable, statement: Node): Reducing | null {
  const callback = functionAround(statement);
  const call = callback?.parent;
  const place = call?.type === 'CallExpression' ? placeOf(code, call) : null;
  if (!place) return null;
  if (place.callback !== callback || variableNamedBy(code, place.parameter) !== holder) return null;
  const results = returnedBy(code, place.callback);
  return results?.every((result) => variableNamedBy(code, result) === holder) ? place : null;
}

function fillingOf(code: SourceCode, holder: Variable, statement: Node): Filling | null {
  const declarator = declaratorOf(holder);
  if (!declarator?.init || declarator.parent.kind === 'var' || !isWrittenOnce(holder)) return null;
  const [first, ...others] = repetitionsOf(code, statement, declarator) ?? [];
  return first ? { kind: 'loop', declarator, seed: declarator.init, repetitions: [first, ...others] } : null;
}

/** Whether as long as the arrays grow, all that is done with the object is to let them grow. */
function isOnlyFilled(code: SourceCode, slot: Slot): boolean {
  const { holder, place } = slot;
  return holder.references.every((reference) => {
    const { identifier } = reference;
    if (reference.init || isTypeOnly(reference)) return true;
    if (isInGrowth(code, identifier)) return isRunInPlace(code, identifier, slot);
    if (reference.isWrite()) return false;
    if (place.kind === 'reduce') {
      return functionAround(identifier) === place.callback && identifier.parent.type === 'ReturnStatement';
    }
    const outermost = place.repetitions.at(-1)?.node;
    const isHere = functionAround(identifier) === functionAround(place.declarator);
    const time = isHere ? identifier : closureMakingIn(functionAround(place.declarator), identifier);
    return outermost !== undefined && time !== null && isOverBefore(outermost, time, place.declarator);
  });
}

/** One of the `groups[key]` in a statement that adds to it. */
function isInGrowth(code: SourceCode, identifier: Node): boolean {
  const member = identifier.parent;
  if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
  for (const node of ancestorsOf(member)) {
    if (node.type !== 'AssignmentExpression') continue;
    const growth = growthOf(code, node);
    if (!growth || growth.additions.some((addition) => contains(addition, identifier))) return false;
    return code.getText(member) === code.getText(growth.member) && !contains(growth.member.property, identifier);
  }
  return false;
}

/**
 * Whether what adds to the object at `identifier` cannot run amid the slot's own statement, whose copy is made before
 * what it adds is computed: `groups.a = [...groups.a, add(x)]` where `add` adds to it too.
 */
function isRunInPlace(code: SourceCode, identifier: Node, { statement, additions, place }: Slot): boolean {
  if (additions.some((addition) => contains(addition, identifier))) return false;
  if (functionAround(identifier) === functionAround(statement)) return true;
  if (place.kind === 'reduce') return false;
  const repetitions = repetitionsOf(code, identifier, place.declarator);
  return repetitions?.every(({ runsOnTheSpot }) => runsOnTheSpot === 'yes') ?? false;
}

/** An addition that throws or waits leaves an empty array behind, where there was none. */
function canBeSeenEmpty(code: SourceCode, { statement, additions, place }: Slot): boolean {
  const effects = additions.map((addition) => effectsOf(code, addition));
  if (effects.some(({ suspends }) => suspends !== null)) return true;
  return effects.some(({ throws }) => throws !== null) && isTried(statement, place);
}
