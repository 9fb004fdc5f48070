// An iterable collected into an array that is then only walked, counted or searched once.

import type { TSESTree } from '@typescript-eslint/utils';
import { not, type Answer } from '../analysis/answer.js';
import { collectingOf, type Collecting } from '../analysis/collecting.js';
import { isWalkedQuietly } from '../analysis/builtins.js';
import { onlyReadOf } from '../analysis/consumption.js';
import { isUnmodifiedDuring } from '../analysis/mutation.js';
import { canBeNullish } from '../analysis/nullish.js';
import { originOf, type Origin } from '../analysis/origin.js';
import { rangeOf } from '../analysis/ranges.js';
import { isSmall } from '../analysis/size.js';
import { variableOf } from '../analysis/variables.js';
import { unwrapped } from '../analysis/wrappers.js';
import type { Match, Rule, Settings } from '../core/rule.js';
import { shortText } from '../core/short-text.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { isLocalAffair } from './no-needless-collect/local-affair.js';
import { placeOf, type Place } from './no-needless-collect/place.js';
import { wasteOf, type MessageId, type Rewriting, type Waste } from './no-needless-collect/waste.js';

type Reason = 'mayBeModified' | 'mayBeNullish' | 'userCodeBetweenSteps' | 'targetLacksHelpers';

export interface NeedlessCollect extends Match<MessageId, Reason> {
  readonly collecting: Collecting;
  readonly place: Place;
  readonly rewriting: Rewriting;
}

export const rule: Rule<NeedlessCollect> = {
  id: 'no-needless-collect',
  family: 'lazy',
  gain: 'bytes',
  description: 'iterables collected into an array that is only walked once',
  preset: 'recommended',
  messages: {
    collectedForWalk:
      '`{{collect}}` copies every element into an array (8 bytes each, about 100 for entries of a Map) that is walked once and thrown away. Walk `{{source}}` itself.',
    collectedTwice:
      '`{{collect}}` makes an array that is copied at once into another collection. Hand over `{{source}}` itself.',
    collectedForSize:
      '`{{collect}}` copies every element into an array (8 bytes each, about 100 for entries of a Map) to read its length. Read it off `{{source}}`.',
    collectedForLookup:
      '`{{collect}}` copies every element into an array (8 bytes each) for one look-up in it. Ask `{{source}}` itself.',
    collectedForSearch:
      '`{{collect}}` copies every element into an array (8 bytes each, about 100 for entries of a Map), though the search may stop at the first. Search `{{source}}` by its iterator.',
  },
  reasons: {
    mayBeModified: 'code that cannot be seen runs meanwhile and may add or remove elements',
    mayBeNullish: 'it may be `null` or `undefined`, which a constructor takes for empty where the spread throws',
    userCodeBetweenSteps: 'each step of the walk runs user code, which the copy runs before everything else',
    targetLacksHelpers:
      'the iterator method needs Node 22, and `settings.memfix.target` does not say that the code only runs there',
  },
  options: {},
  defaults: {},
  tokens: ['...', 'Array.from', 'toArray', 'slice'],
  detect(code, _options, settings) {
    function* find(node: TSESTree.ArrayExpression | TSESTree.CallExpression): Generator<NeedlessCollect> {
      const collecting = collectingOf(code, node);
      const match = collecting && matchOf(code, collecting, settings);
      if (match) yield match;
    }
    return { ArrayExpression: find, CallExpression: find };
  },
};

function matchOf(code: SourceCode, collecting: Collecting, settings: Settings): NeedlessCollect | null {
  const { node, source } = collecting;
  if (isSmall(code, source)) return null;
  const place = placeOf(code, collecting);
  const waste = place && wasteOf(code, collecting, place);
  // A range that is walked is counted: no-materialized-range.
  if (!waste || (waste.messageId === 'collectedForWalk' && rangeOf(code, node))) return null;
  const origin = originOf(code, source);
  const verdict = judge(conditionsOf(code, { collecting, place, waste, origin, settings }));
  if (!verdict) return null;
  const { messageId, rewriting } = waste;
  const data = { collect: shortText(code, node), source: shortText(code, waste.insteadOf ?? source) };
  return { node, messageId, data, verdict, collecting, place, rewriting };
}

interface Case {
  readonly collecting: Collecting;
  readonly place: Place;
  readonly waste: Waste;
  readonly origin: Origin | null;
  readonly settings: Settings;
}

function* conditionsOf(code: SourceCode, found: Case): Generator<Condition<Reason>> {
  const { collecting, place, waste, settings } = found;
  // What was collected is collected again: the second copy goes, whatever the first was made of.
  if (waste.rewriting.kind === 'again') return;
  if (waste.needsHelpers && (settings.targetNode ?? 0) < 22) {
    // Without the method there is only the advice, which is worth a word where the copy is made again and again.
    yield { holds: place.isRepeated ? 'unknown' : 'no', reason: 'targetLacksHelpers', otherwise: 'report' };
  }
  yield { holds: areStepsQuiet(code, found), reason: 'userCodeBetweenSteps' };
  yield { holds: isKept(code, found), reason: 'mayBeModified' };
  if (waste.refusesNullish) yield { holds: not(canBeNullish(code, collecting.source)), reason: 'mayBeNullish' };
  if (waste.during.length > 0) yield { holds: isUsedUpHere(code, collecting.source), reason: 'mayBeModified' };
}

/** Whether the walk runs no user code, or none that can tell when it runs. */
function areStepsQuiet(code: SourceCode, { collecting: { source, by }, place, waste, origin }: Case): Answer {
  if (isWalkedQuietly(origin?.kind ?? null)) return 'yes';
  if (origin?.kind !== 'generator' && by !== 'spread') return 'no';
  if (place.between.length > 0) return 'no';
  if (waste.during.length === 0) return waste.readsEntries ? 'unknown' : 'yes';
  const isCall = unwrapped(source).type === 'CallExpression';
  return origin?.kind === 'generator' && isCall && isLocalAffair(code, waste.during) ? 'unknown' : 'no';
}

/** Whether the source stays as it is from the copy to the end of the walk. */
function isKept(code: SourceCode, { collecting: { source }, place, waste, origin }: Case): Answer {
  if (!isWalkedQuietly(origin?.kind ?? null)) return 'yes';
  const kept = isUnmodifiedDuring(code, source, [...place.between, ...waste.during]);
  return kept === 'unknown' && isProbablySnapshot(code, waste, origin) ? 'no' : kept;
}

/**
 * Seven of ten copies walked by a loop are deliberate: of arrays and Sets nearly all, and of what an object holds. Who
 * spreads the iterator of a local Map mostly wanted an array's methods, or an old compilation target did.
 */
function isProbablySnapshot(code: SourceCode, waste: Waste, origin: Origin | null): boolean {
  if (waste.messageId === 'collectedForSearch' || waste.messageId === 'collectedForLookup') return false;
  if (origin?.kind !== 'iterator' || !origin.walks) return true;
  const walked = unwrapped(origin.walks);
  return walked.type !== 'Identifier' || originOf(code, walked)?.kind === 'set';
}

/** An iterator that others hold is left half-way by an early exit, and may be read again. */
function isUsedUpHere(code: SourceCode, source: Node): Answer {
  const origin = originOf(code, source);
  if (origin?.kind !== 'iterator') return 'yes';
  const bare = unwrapped(source);
  if (bare.type !== 'Identifier') return origin.fresh && origin.walks ? isUsedUpHere(code, origin.walks) : 'no';
  const variable = variableOf(code, bare);
  return variable && onlyReadOf(code, variable) === bare ? 'yes' : 'no';
}
