// What must hold for the parts of an accumulator to be changed in place, beside what each of them asks for by itself.

import { effectsOf, isPure, isQuiet } from '../../analysis/effects.js';
import { isWrittenOnce, readsVariable, variableOf } from '../../analysis/variables.js';
import { castOf, unwrapped } from '../../analysis/wrappers.js';
import { isWritable } from '../../analysis/writability.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Condition } from '../../core/verdict.js';
import { isTried } from './accumulation.js';
import { conditionsOf, typeConditions, type Reason } from './conditions.js';
import { keyOf, literalsIn, type Item, type Literal } from './part-literals.js';
import type { Part, PartedAccumulation } from './parts.js';
import { nodeOf } from './steps.js';
import { typeOfPart } from './types.js';

export function* partedConditions(
  code: SourceCode,
  parted: PartedAccumulation,
  typescript: boolean,
): Generator<Condition<Reason>> {
  for (const part of parted.parts) {
    const { accumulation, uses } = part;
    yield* conditionsOf({ code, uses, typescript: false }, accumulation);
    const { seed } = accumulation.place;
    const type = typescript ? (typeOfPart(code, parted.call, part.key) ?? (seed && castOf(seed))) : null;
    const writable = type && (type === 'unknown' ? type : isWritable(code, type, accumulation.container));
    if (writable) yield* typeConditions(writable, accumulation);
  }
  for (const { step, result } of parted.steps) {
    for (const literal of literalsIn(result)) {
      const copies = literal.items.filter(({ copy }) => copy);
      yield* orderConditions(code, parted, literal);
      const isSeveral = literal.items.filter(({ kind }) => kind !== 'same').length > 1;
      const [first] = parted.parts;
      if (copies.length > 0 && isSeveral && isTried(nodeOf(step), first.accumulation.place)) {
        yield { holds: 'unknown', reason: 'seenHalfway' };
      }
    }
  }
}

/** All that is added comes before what else stands in the literal, and nothing reads a part that was added to. */
function* orderConditions(
  code: SourceCode,
  { parts }: PartedAccumulation,
  { items }: Literal,
): Generator<Condition<Reason>> {
  for (const part of parts) {
    if (!items.some(({ key, copy }) => copy && key === part.key)) continue;
    for (const { key, value } of items) {
      if (key !== part.key && readsPart(value, part)) {
        yield { holds: 'unknown', reason: 'readLater', otherwise: 'report' };
      }
    }
  }
  for (const [index, { kind, value }] of items.entries()) {
    if (kind === 'other' && !canWait(code, value, items.slice(index + 1))) yield { holds: 'no', reason: 'readLater' };
  }
}

function readsPart(node: Node, { key, accumulation: { variable, place } }: Part): boolean {
  if (!readsVariable(node, variable)) return false;
  const isWhole = place.kind === 'reduce' && place.callback.params[0] === place.parameter;
  if (!isWhole) return true;
  return variable.references.some(({ identifier }) => {
    const [start, end] = identifier.range;
    if (start < node.range[0] || end > node.range[1]) return false;
    const { parent } = identifier;
    const isOther = parent.type === 'MemberExpression' && parent.object === identifier && keyOf(parent) !== null;
    return !isOther || keyOf(parent) === key;
  });
}

/** Whether the value is the same after what later copies add was computed. */
function canWait(code: SourceCode, value: Node, later: readonly Item[]): boolean {
  const additions = later.flatMap(({ copy }) => copy?.additions ?? []);
  const node = unwrapped(value);
  if (additions.length === 0 || node.type === 'Literal') return true;
  const variable = node.type === 'Identifier' ? variableOf(code, node) : null;
  if (variable && isWrittenOnce(variable)) return true;
  return isQuiet(code, effectsOf(code, node), node) && additions.every((addition) => isPure(code, addition.node));
}
