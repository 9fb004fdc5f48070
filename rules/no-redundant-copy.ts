// A copy that nobody needs: of a value that was made for it alone, of one that is not used again, or one that is only
// read while its source stays as it is.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../analysis/answer.js';
import { globalName } from '../analysis/callees.js';
import { collectingOf } from '../analysis/collecting.js';
import { onlyReadOf } from '../analysis/consumption.js';
import type { Container } from '../analysis/copies.js';
import { isDense } from '../analysis/density.js';
import { triesAround } from '../analysis/enclosing.js';
import { isUnmodifiedDuring } from '../analysis/mutation.js';
import { canBeNullish } from '../analysis/nullish.js';
import { historyOf, isGivenAway, type History } from '../analysis/ownership.js';
import { isRepeatedHere } from '../analysis/run-count.js';
import { isSmall } from '../analysis/size.js';
import { initializerOf, hasDynamicNames, variableNamedBy } from '../analysis/variables.js';
import { unwrapped } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import { shortText } from '../core/short-text.js';
import type { Node, Range, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { placeOf } from './no-needless-collect/place.js';
import { wasteOf } from './no-needless-collect/waste.js';
import { bindingOf, type Binding } from './no-whole-file-lines/modules.js';
import { isBare } from './no-redundant-copy/bareness.js';
import { cloneOf, isOfSameKind, isPartOfMore, isProbablyNewArray, type Clone } from './no-redundant-copy/clone.js';
import { deepCloneOf, type DeepClone } from './no-redundant-copy/deep-clone.js';
import { deepReadingOf, type DeepReading } from './no-redundant-copy/deep-reading.js';
import { isNewPlainData, isPlainByType } from './no-redundant-copy/plain-data.js';
import { readingOf, type Reading } from './no-redundant-copy/reading.js';
import { hasTypeOfCopy, isTuple } from './no-redundant-copy/typing.js';

type MessageId = 'copiedNew' | 'copiedLast' | 'copiedUnchanged' | 'sortedCopy';
type Reason = 'unknownReceiver' | 'holes' | 'readonlyType' | 'notPlainData' | 'roundTrip';

export interface RedundantCopy extends Match<MessageId, Reason> {
  readonly clone: Pick<Clone, 'node' | 'source' | 'inPlace'>;
  /** Where the function that clones was imported. */
  readonly binding: Binding | null;
  /** All code in here was looked at: while another finding changes it, the copy waits. */
  readonly extent: Range;
}

export const rule: Rule<RedundantCopy> = {
  id: 'no-redundant-copy',
  family: 'share',
  gain: 'garbage',
  description: 'copies of what nobody else holds, or nobody changes',
  preset: 'recommended',
  messages: {
    copiedNew:
      '`{{copy}}` copies {{cost}} of a new {{container}} that nobody else holds. Use the new {{container}} itself.',
    copiedLast:
      '`{{copy}}` copies {{cost}} of `{{source}}`, which nobody uses after that. Hand over `{{source}}` itself.',
    copiedUnchanged:
      '`{{copy}}` copies {{cost}}, but neither `{{source}}` nor the copy is changed while the copy is in use. Read `{{source}}` itself.',
    sortedCopy:
      '`{{method}}` copies {{cost}} of `{{source}}`, which nobody else holds. Change it in place, by `{{inPlace}}`.',
  },
  reasons: {
    unknownReceiver: 'it is not known that this is an array: of something else the copy makes an array',
    holes: 'the array may have holes or properties of its own, which the copy has not',
    readonlyType: 'its type may not allow what the type of the copy allows',
    notPlainData:
      'it may hold what its clone has not, such as the prototype of a class, or what no clone can be made of, or a part may be compared with another object',
    roundTrip:
      'by way of JSON dates become strings, and what is undefined, `NaN` or of a class is lost, which somebody may count on',
  },
  options: {},
  defaults: {},
  tokens: [
    '...',
    'slice',
    'concat',
    'Array.from',
    'Object.assign',
    'new Map(',
    'new Set(',
    'toSorted',
    'toReversed',
    'structuredClone',
    'JSON.parse',
    'cloneDeep',
    'clonedeep',
  ],
  detect(code, _options, { typescript }) {
    function* find(node: Clone['node']): Generator<RedundantCopy> {
      const clone = cloneOf(code, node);
      const match = clone && matchOf(code, clone, typescript);
      if (match) yield match;
    }
    function* findDeep(node: TSESTree.CallExpression): Generator<RedundantCopy> {
      const clone = deepCloneOf(code, node);
      const match = clone ? deepMatchOf(code, clone, typescript) : null;
      if (match) yield match;
      else yield* find(node);
    }
    return { ArrayExpression: find, ObjectExpression: find, CallExpression: findDeep, NewExpression: find };
  },
};

function matchOf(code: SourceCode, clone: Clone, typescript: boolean): RedundantCopy | null {
  const { node, source, container, inPlace } = clone;
  if (hasDynamicNames(code) || isSmall(code, source) || isConstAsserted(node) || isPartOfMore(code, clone)) return null;
  if (isRecord(code, clone)) return null;
  const isKnown = isOfSameKind(code, clone);
  if (!isKnown && !isProbablyNewArray(code, clone)) return null;
  if (isWalkedInstead(code, clone, isKnown)) return null;
  const reading = inPlace ? null : readingOf(code, clone);
  const why = isKnown ? whyRedundant(code, clone, reading) : 'copiedNew';
  if (!why) return null;
  const verdict = judge(conditionsOf(code, { clone, reading, why, isKnown, typescript }));
  if (!verdict) return null;
  return {
    node,
    messageId: inPlace ? 'sortedCopy' : why,
    data: {
      copy: shortText(code, node),
      source: shortText(code, source),
      cost: COSTS[container],
      container: NAMES[container],
      method: inPlace?.name === 'sort' ? 'toSorted' : 'toReversed',
      inPlace: inPlace?.name ?? '',
    },
    verdict,
    clone,
    binding: null,
    extent: extentOf(code, clone, reading),
  };
}

function deepMatchOf(code: SourceCode, clone: DeepClone, typescript: boolean): RedundantCopy | null {
  const { node, source, by } = clone;
  if (hasDynamicNames(code) || isSmall(code, source)) return null;
  const isNew = isNewPlainData(code, source, by);
  const reading = isNew ? null : deepReadingOf(code, clone);
  if (!isNew && !reading) return null;
  const verdict = judge(deepConditionsOf(code, clone, { reading, typescript }));
  return (
    verdict && {
      node,
      messageId: isNew ? 'copiedNew' : 'copiedUnchanged',
      data: { copy: shortText(code, node), source: shortText(code, source), cost: COST_OF_ALL, container: 'value' },
      verdict,
      clone: { node, source, inPlace: null },
      binding: by === 'cloneDeep' ? bindingOf(code, node) : null,
      extent: extentOf(code, clone, reading),
    }
  );
}

/**
 * From the declarations of the variables to the last use of the copy. Of two copies of one value each may be redundant
 * as long as the other is made.
 */
function extentOf(
  code: SourceCode,
  { node, source }: Pick<Clone, 'node' | 'source'>,
  reading: Pick<Reading, 'extent' | 'names'> | null,
): Range {
  const names = historyOf(code, source).holders.flatMap(({ identifiers }) => identifiers);
  const ranges = [node, ...names, ...(reading?.extent ?? []), ...(reading?.names ?? [])].map(({ range }) => range);
  return [Math.min(...ranges.map(([start]) => start)), Math.max(...ranges.map(([, end]) => end))];
}

const NAMES = { array: 'array', object: 'object', map: 'Map', set: 'Set' } as const satisfies Record<Container, string>;
const COSTS = {
  array: 'the elements (8 bytes each)',
  object: 'the properties (8 bytes each and more)',
  map: 'the entries',
  set: 'the elements',
} as const satisfies Record<Container, string>;

const COST_OF_ALL = 'everything down to the leaves (about 200 bytes a row)';

/** `[...xs] as const` makes a readonly tuple of a literal, and takes nothing else. */
function isConstAsserted(node: Node): boolean {
  const { parent } = node;
  return (
    (parent?.type === 'TSAsExpression' || parent?.type === 'TSTypeAssertion') &&
    parent.typeAnnotation.type === 'TSTypeReference' &&
    parent.typeAnnotation.typeName.type === 'Identifier' &&
    parent.typeAnnotation.typeName.name === 'const'
  );
}

/** Whether `no-needless-collect` has it: what is collected to be walked, counted or searched. */
function isWalkedInstead(code: SourceCode, { node, source }: Clone, isKnown: boolean): boolean {
  const collected = [node, source, initializedBy(code, source)];
  return collected.some((candidate) => {
    const collecting = candidate && collectingOf(code, candidate);
    const place = collecting && placeOf(code, collecting);
    const waste = place && wasteOf(code, collecting, place);
    return waste && (isKnown || waste.during.length === 0);
  });
}

/** `style={{ ...(plain ? {} : { color, ...own }) }}`: an object whose properties somebody wrote out has few of them. */
function isRecord(code: SourceCode, { node, source, container }: Clone): boolean {
  if (container !== 'object' || isRepeatedHere(node)) return false;
  const literals = historyOf(code, source).makers.map(unwrapped);
  const hasNames = (literal: Node): boolean =>
    literal.type === 'ObjectExpression' && literal.properties.some(({ type }) => type === 'Property');
  return literals.every(({ type }) => type === 'ObjectExpression') && literals.some(hasNames);
}

function initializedBy(code: SourceCode, source: Node): Node | null {
  const variable = variableNamedBy(code, unwrapped(source));
  const initializer = variable && initializerOf(variable);
  return variable && initializer && onlyReadOf(code, variable) ? unwrapped(initializer) : null;
}

function whyRedundant(
  code: SourceCode,
  { node, source, inPlace }: Clone,
  reading: Reading | null,
): 'copiedNew' | 'copiedLast' | 'copiedUnchanged' | null {
  if (isGivenAway(code, source, node) === 'yes') {
    if (!variableNamedBy(code, unwrapped(source))) return 'copiedNew';
    // `xs.toSorted(() => xs.push(x))` has what was there before.
    return !inPlace || isUnmodifiedDuring(code, source, [node]) === 'yes' ? 'copiedLast' : null;
  }
  return reading && isUnmodifiedDuring(code, source, reading.extent) === 'yes' ? 'copiedUnchanged' : null;
}

interface Case {
  readonly clone: Clone;
  readonly reading: Reading | null;
  readonly why: MessageId;
  readonly isKnown: boolean;
  readonly typescript: boolean;
}

function* conditionsOf(code: SourceCode, found: Case): Generator<Condition<Reason>> {
  const { clone, reading, why, isKnown, typescript } = found;
  const { source, container } = clone;
  if (!isKnown) {
    yield { holds: 'unknown', reason: 'unknownReceiver' };
    return;
  }
  const history = historyOf(code, source);
  // `{ ...undefined }` is an empty object.
  const values = why === 'copiedUnchanged' ? [source] : history.makers;
  yield { holds: isObject(code, clone, values) ? 'yes' : 'no', reason: 'holes' };
  const bare = isBare(code, clone, history);
  // An object that may have another prototype is copied for a reason.
  if (container !== 'array') yield { holds: bare === 'yes' ? 'yes' : 'no', reason: 'holes' };
  yield { holds: every([bare, hasNoHoles(code, clone, { reading, history })]), reason: 'holes' };
  if (!typescript) return;
  if (why === 'copiedUnchanged') {
    yield { holds: isTuple(code, source) ? 'no' : 'yes', reason: 'readonlyType' };
    if (!reading?.needsType) return;
  }
  const typed = hasTypeOfCopy(code, source, container);
  yield {
    holds: typed === 'yes' ? 'yes' : 'unknown',
    reason: 'readonlyType',
    otherwise: typed === 'no' ? 'report' : 'review',
  };
}

function* deepConditionsOf(
  code: SourceCode,
  { source, by }: DeepClone,
  { reading, typescript }: { readonly reading: DeepReading | null; readonly typescript: boolean },
): Generator<Condition<Reason>> {
  if (!reading) {
    // TypeScript looks at a literal more closely than at a call.
    yield { holds: typescript && source.type === 'ObjectExpression' ? 'unknown' : 'yes', reason: 'readonlyType' };
    return;
  }
  if (by === 'roundTrip') yield { holds: 'unknown', reason: 'roundTrip' };
  const isPlain = by === 'structuredClone' && isPlainByType(code, source) && !reading.comparesParts;
  yield { holds: isPlain ? 'yes' : 'unknown', reason: 'notPlainData' };
}

/** Whether it is never `null` or `undefined` that is copied. What throws is assumed not to be, but where it is caught. */
function isObject(code: SourceCode, { node, container }: Clone, values: readonly Node[]): boolean {
  const throws = container === 'array' && triesAround(node).next().done === true;
  return throws || values.every((value) => canBeNullish(code, value) === 'no');
}

/** Whether nobody can tell by holes that there was no copy. */
function hasNoHoles(
  code: SourceCode,
  { container, keepsHoles, source }: Clone,
  { reading, history }: { reading: Reading | null; history: History },
): Answer {
  const read = reading?.readsElements ?? 'yes';
  if (container !== 'array' || keepsHoles || (reading && !reading.seesHoles)) return read;
  // `[...Array(n)]` is there to fill the holes.
  if (history.makers.some((maker) => isMadeOfHoles(code, maker))) return 'no';
  return every([read, isDense(code, source)]);
}

function isMadeOfHoles(code: SourceCode, maker: Node): boolean {
  const isCall = maker.type === 'CallExpression' || maker.type === 'NewExpression';
  return isCall && globalName(code, maker.callee) === 'Array' && maker.arguments.length === 1;
}
