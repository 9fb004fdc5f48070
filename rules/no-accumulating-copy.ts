// An accumulator that is copied on every turn, in the callback of a `reduce` or in a loop: n turns copy n²/2 elements.

import type { Copy } from '../analysis/copies.js';
import type { FunctionNode } from '../analysis/enclosing.js';
import { isFewTimes } from '../analysis/repetition.js';
import { isSmall } from '../analysis/size.js';
import { hasDynamicNames, isNameFree, variableNamedBy, type Variable } from '../analysis/variables.js';
import type { Match, Rule } from '../core/rule.js';
import { shortText } from '../core/short-text.js';
import type { SourceCode } from '../core/source-code.js';
import { judge } from '../core/verdict.js';
import { copiesOf, type Accumulation } from './no-accumulating-copy/accumulation.js';
import { conditionsOf, isExposed, reasons, type Reason } from './no-accumulating-copy/conditions.js';
import { entriesOf, entryConditions, type Entries } from './no-accumulating-copy/entries.js';
import { grows } from './no-accumulating-copy/growth.js';
import { loopedOver } from './no-accumulating-copy/looping.js';
import { objectWritingOf, type ObjectWriting } from './no-accumulating-copy/properties.js';
import { partedConditions } from './no-accumulating-copy/part-conditions.js';
import { partedBy, type PartedAccumulation } from './no-accumulating-copy/parts.js';
import { planOf, type Plan } from './no-accumulating-copy/recursion-plan.js';
import { recursionOf } from './no-accumulating-copy/recursion.js';
import { reducedBy } from './no-accumulating-copy/reducing.js';
import { otherUsesOf, type OtherUse } from './no-accumulating-copy/sharing.js';
import { slotConditions, slotOf, type Slot } from './no-accumulating-copy/slots.js';
import { copiesIn } from './no-accumulating-copy/steps.js';
import { writesOf, type Write } from './no-accumulating-copy/writes.js';

type MessageId = 'copiedArray' | 'copiedObject' | 'copiedMap' | 'copiedSet' | 'prependedArray' | 'copiedRest';

/** How a copy's additions are written in place. */
export type Writing = { readonly kind: 'writes'; readonly writes: readonly Write[] } | { readonly kind: ObjectWriting };

export type AccumulatingCopy = CopiedAccumulator | CopiedSlot | CopiedParts | CopiedRest;

interface CopiedAccumulator extends Match<MessageId, Reason> {
  readonly accumulation: Accumulation;
  readonly writings: ReadonlyMap<Copy, Writing>;
  /** The whole call becomes `Object.fromEntries(… .map(…))`. */
  readonly entries: Entries | null;
}

/** Of an object's arrays, one is copied on every turn. */
interface CopiedSlot extends Match<MessageId, Reason> {
  readonly slot: Slot;
}

/** Of an accumulator's parts, some are copied on every turn. */
export interface CopiedParts extends Match<MessageId, Reason> {
  readonly parted: PartedAccumulation;
  readonly writings: ReadonlyMap<Copy, Writing>;
}

/** A function calls itself with a copy of what is left. */
interface CopiedRest extends Match<MessageId, Reason> {
  readonly plan: Plan;
}

export const rule: Rule<AccumulatingCopy> = {
  id: 'no-accumulating-copy',
  family: 'share',
  gain: 'garbage',
  description: 'copying an accumulator on every turn of a `reduce` or a loop',
  preset: 'recommended',
  messages: {
    copiedArray:
      'Every turn of this {{place}} copies the array `{{name}}` to add to it: 10,000 turns allocate about 1.2 GB. Push to the one array.',
    copiedObject:
      'Every turn of this {{place}} copies the object `{{name}}` to add to it: 10,000 turns allocate about 6.7 GB. Set the properties of the one object.',
    copiedMap:
      'Every turn of this {{place}} copies the Map `{{name}}` to add to it: 10,000 turns allocate about 12 GB. Set the entries of the one Map.',
    copiedSet:
      'Every turn of this {{place}} copies the Set `{{name}}` to add to it: 10,000 turns allocate about 4.4 GB. Add to the one Set.',
    prependedArray:
      'Every turn of this {{place}} copies the array `{{name}}` to put something before it: 10,000 turns allocate about 1.2 GB. Push to one array, and reverse it once at the end.',
    copiedRest:
      'Every call of `{{name}}` copies the rest of its array for the next one, and all are kept at once: 3,000 elements take about 51 MB. Pass the array and an index.',
  },
  reasons,
  options: {},
  defaults: {},
  tokens: ['...', 'concat', 'Object.assign', '.slice(', 'Array.from', 'new Map(', 'new Set('],
  detect(code, _options, { typescript }) {
    const seen = new Set<Variable>();
    function* inFunction(callee: FunctionNode): Generator<CopiedRest> {
      const match = matchOfRest(code, callee, typescript);
      if (match) yield match;
    }
    return {
      FunctionDeclaration: inFunction,
      FunctionExpression: inFunction,
      ArrowFunctionExpression: inFunction,
      *CallExpression(call) {
        const accumulation = reducedBy(code, call);
        if (accumulation) seen.add(accumulation.variable);
        const match = accumulation && matchOf(code, accumulation, typescript);
        const parted = match ? null : partedBy(code, call);
        const partsMatch = parted && matchOfParts(code, parted, typescript);
        if (match) yield match;
        if (partsMatch) yield partsMatch;
      },
      *AssignmentExpression(assignment) {
        const { left, operator } = assignment;
        const slot = slotOf(code, assignment);
        const slotMatch = slot && matchOfSlot(code, slot, typescript);
        if (slotMatch) yield slotMatch;
        const variable = operator === '=' ? variableNamedBy(code, left) : null;
        if (!variable || seen.has(variable)) return;
        seen.add(variable);
        const accumulation = loopedOver(code, variable);
        const match = accumulation && matchOf(code, accumulation, typescript);
        if (match) yield match;
      },
    };
  },
};

function matchOf(code: SourceCode, accumulation: Accumulation, typescript: boolean): CopiedAccumulator | null {
  const { variable, place, container, steps } = accumulation;
  const uses = otherUsesOf(code, accumulation);
  if (hasDynamicNames(code) || isFew(code, accumulation) || !grows(code, accumulation, uses)) return null;
  const entries = entriesOf(code, accumulation, typescript);
  const conditions = [...conditionsOf({ code, typescript, uses }, accumulation)];
  const verdict = judge(
    entries
      ? [...conditions.filter(({ reason }) => reason !== 'protoKey'), ...entryConditions(code, entries)]
      : conditions,
  );
  const [copy] = steps.flatMap(({ outcome }) => [...copiesIn(outcome)]);
  if (!verdict || !copy) return null;
  const writings = writingsOf(code, accumulation, typescript, uses);
  const usesObject = [...writings.values()].some(({ kind }) => kind === 'assign');
  if (usesObject && !isNameFree(code, copy.node, 'Object')) return null;
  return {
    node: copy.node,
    messageId: copy.prepends ? 'prependedArray' : MESSAGES[container],
    data: { name: variable.name, place: PLACES[place.kind] },
    verdict,
    accumulation,
    writings,
    entries,
  };
}

function matchOfSlot(code: SourceCode, slot: Slot, typescript: boolean): CopiedSlot | null {
  const { place, member } = slot;
  const isFewTurns = place.kind === 'reduce' ? isSmall(code, place.callee.object) : isFewTimes(code, place.repetitions);
  const verdict = hasDynamicNames(code) || isFewTurns ? null : judge(slotConditions(code, slot, typescript));
  if (!verdict) return null;
  const data = { name: shortText(code, member), place: PLACES[place.kind] };
  return { node: slot.statement, messageId: 'copiedArray', data, verdict, slot };
}

const PLACES = { reduce: '`reduce`', loop: 'loop' } as const;
function matchOfParts(code: SourceCode, parted: PartedAccumulation, typescript: boolean): CopiedParts | null {
  const { parts, call } = parted;
  const all = parts.map(({ accumulation }) => accumulation);
  const isGrowing = parts.some(({ accumulation, uses }) => grows(code, accumulation, uses));
  if (hasDynamicNames(code) || isSmall(code, call.callee.object) || !isGrowing) return null;
  const verdict = judge(partedConditions(code, parted, typescript));
  const copies = all.flatMap((accumulation) => [...copiesOf(accumulation)]);
  const [first] = copies.sort((a, b) => a.node.range[0] - b.node.range[0]);
  const part = parts.find(({ accumulation }) => [...copiesOf(accumulation)].some((copy) => copy === first));
  if (!verdict || !first || !part) return null;
  const writings = new Map(
    parts.flatMap(({ accumulation, uses }) => [...writingsOf(code, accumulation, typescript, uses)]),
  );
  const usesObject = [...writings.values()].some(({ kind }) => kind === 'assign');
  if (usesObject && !isNameFree(code, first.node, 'Object')) return null;
  return {
    node: first.node,
    messageId: first.prepends ? 'prependedArray' : MESSAGES[first.container],
    data: { name: part.name, place: '`reduce`' },
    verdict,
    parted,
    writings,
  };
}

function matchOfRest(code: SourceCode, callee: FunctionNode, typescript: boolean): CopiedRest | null {
  const recursion = recursionOf(code, callee);
  const plan = recursion && planOf(code, recursion, typescript);
  const verdict = plan && judge(plan.conditions);
  const node = recursion?.copies[0];
  if (!verdict || !node) return null;
  return { node, messageId: 'copiedRest', data: { name: recursion.variable.name }, verdict, plan };
}

const MESSAGES = { array: 'copiedArray', object: 'copiedObject', map: 'copiedMap', set: 'copiedSet' } as const;

/** Eight turns at most. */
function isFew(code: SourceCode, { place, steps }: Accumulation): boolean {
  if (place.kind === 'reduce') return isSmall(code, place.callee.object);
  return steps.every((step) => isFewTimes(code, place.repetitions.get(step) ?? []));
}

function writingsOf(
  code: SourceCode,
  accumulation: Accumulation,
  typescript: boolean,
  uses: readonly OtherUse[],
): ReadonlyMap<Copy, Writing> {
  const writings = new Map<Copy, Writing>();
  for (const step of accumulation.steps) {
    const exposed = isExposed(step, accumulation, uses);
    for (const copy of copiesIn(step.outcome)) {
      if (copy.container === 'object' && copy.form !== 'clone') {
        writings.set(copy, { kind: objectWritingOf(code, accumulation, copy, { typescript, exposed }) });
      } else writings.set(copy, { kind: 'writes', writes: writesOf(code, copy) });
    }
  }
  return writings;
}
