// A chain of array methods that makes arrays only for a loop or a fold to walk once: the stages can take turns with it.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, not } from '../analysis/answer.js';
import { isDense } from '../analysis/density.js';
import type { Naming } from '../analysis/naming.js';
import { canBeKey } from '../analysis/property-keys.js';
import { isSmall } from '../analysis/size.js';
import { unwrapped } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { isLarge } from './no-intermediate-array/amount.js';
import type { Callback, Fixed } from './no-intermediate-array/callbacks.js';
import { chainEndingIn, wholeChainEndingIn, type Chain } from './no-intermediate-array/chain.js';
import { canNest, hasOwnType, isLoop, type Consumer } from './no-intermediate-array/consumer.js';
import { fusionOf } from './no-intermediate-array/fusion.js';
import { flattenedIn, proofOf } from './no-intermediate-array/proof.js';
import type { Fusion } from './no-intermediate-array/turn.js';
import { canMove, walkOf, type Walk } from './no-intermediate-array/walk.js';

type MessageId = 'arrayForLoop' | 'arrayForFold' | 'arrayForMap' | 'arrayForObject';

type Reason =
  | 'effectOrder'
  | 'sourceMayChange'
  | 'mayThrow'
  | 'mayHaveHoles'
  | 'mayBeProto'
  | 'mayBeNoArray'
  | 'callbackInTheWay'
  | 'loopInTheWay'
  | 'typeInTheWay';

interface Options {
  /** Also chains over arrays of which nothing says how large they are. */
  readonly anySize: boolean;
}

interface Rewriting {
  readonly chain: Chain;
  readonly consumer: Consumer;
  /** How the array is named before it is walked. */
  readonly naming: Naming | null;
  readonly fusion: Fusion;
}

export interface IntermediateArray extends Match<MessageId, Reason> {
  /** `null` where the callbacks stay where they are. */
  readonly rewriting: Rewriting | null;
}

export const rule: Rule<IntermediateArray, Options> = {
  id: 'no-intermediate-array',
  family: 'lazy',
  gain: 'bytes',
  description: 'chains of array methods whose arrays are made only to be walked once',
  preset: 'recommended',
  messages: {
    arrayForLoop:
      '`{{stages}}` builds {{arrays}} that the loop walks once and throws away (125 MB at the peak for two over 3 million numbers, 4 MB without). Do the same within the loop.',
    arrayForFold:
      '`{{stages}}` builds {{arrays}} that `reduce` walks once and throws away (24 MB for 3 million numbers, none without). Do the same within its callback.',
    arrayForMap:
      '`{{stages}}` builds {{arrays}} of pairs that the Map copies once (124 MB at the peak for a million, 68 MB without). Fill it in a loop.',
    arrayForObject:
      '`{{stages}}` builds {{arrays}} of pairs that `Object.fromEntries` copies once (167 MB at the peak for a million, 107 MB without, and twice as fast). Fill the object in a loop.',
  },
  reasons: {
    effectOrder:
      'a callback calls code that is not in sight, which would run in turns with the rest instead of for all elements first',
    sourceMayChange: 'what the callbacks read, or the array, may be changed by the code that runs in between',
    mayThrow: 'a callback may throw, which would then happen after some turns instead of before all of them',
    mayHaveHoles: 'the array may have holes, which array methods skip and a loop does not',
    mayBeProto: 'a key may be `__proto__`, which sets the prototype where it is assigned to',
    mayBeNoArray: 'what `flatMap` is given may be no array, and is then an element itself',
    callbackInTheWay: 'a callback cannot be moved as it stands',
    loopInTheWay:
      'what `flatMap` is given would be walked by a loop within the turn, where a `break`, a `return` or a fold is another',
    typeInTheWay: 'the types are those of the pairs, and would have to be written at the name',
  },
  options: {
    anySize: {
      type: 'boolean',
      description: 'Also find chains over arrays of which nothing says that they are large.',
    },
  },
  defaults: { anySize: false },
  tokens: ['.filter', '.map', '.flatMap'],
  detect(code, { anySize }, { typescript }) {
    return {
      *CallExpression(node): Generator<IntermediateArray> {
        const match = matchOf(code, node, { anySize, typescript });
        if (match) yield match;
      },
    };
  },
};

interface Wanted extends Options {
  readonly typescript: boolean;
}

function matchOf(
  code: SourceCode,
  node: TSESTree.CallExpression,
  { anySize, typescript }: Wanted,
): IntermediateArray | null {
  const walk = walkOf(code, node);
  const whole = walk && wholeChainEndingIn(code, node);
  if (!whole || isSmall(code, whole.source)) return null;
  const isEvident = isLarge(code, whole.source);
  if (!isEvident && !anySize) return null;
  const { consumer, naming } = walk;
  const messageId = messageFor(consumer);
  const chain = chainEndingIn(code, node);
  const isMovable = chain && (!naming || canMove(code, chain.source, naming));
  const fusion = isMovable ? fusionOf(code, chain, consumer) : null;
  if (isMovable && fusion && !(typescript && consumer.kind === 'filling' && !hasOwnType(consumer))) {
    const verdict = judge(conditionsOf(code, chain, walk, fusion));
    const rewriting = { chain, consumer, naming, fusion };
    return verdict && { node, messageId, data: dataOf(code, chain), verdict, rewriting };
  }
  // Without a rewrite there is only the advice, which needs evidence.
  const obstacle = fusion ? 'typeInTheWay' : obstacleIn(code, whole, consumer);
  const verdict = isEvident ? judge(adviceConditions(code, whole, walk, obstacle)) : null;
  return verdict && { node, messageId, data: dataOf(code, whole), verdict, rewriting: null };
}

function messageFor(consumer: Consumer): MessageId {
  if (consumer.kind === 'filling') return consumer.makes === 'map' ? 'arrayForMap' : 'arrayForObject';
  return consumer.kind === 'reduce' ? 'arrayForFold' : 'arrayForLoop';
}

function* adviceConditions(
  code: SourceCode,
  chain: Chain<Callback | Fixed>,
  walk: Walk,
  obstacle: Reason,
): Generator<Condition<Reason>> {
  yield* proofConditions(code, chain, walk);
  yield { holds: 'unknown', reason: obstacle, otherwise: 'report' };
}

function obstacleIn(code: SourceCode, { stages }: Chain<Callback | Fixed>, consumer: Consumer): Reason {
  const flattened = stages.filter(({ method }) => method === 'flatMap');
  if (flattened.some(({ callback, flattening }) => callback.kind === 'inline' && !flattening)) return 'mayBeNoArray';
  const isNested = flattened.some(({ flattening }) => flattening?.kind === 'each');
  return isNested && !canNest(code, consumer) ? 'loopInTheWay' : 'callbackInTheWay';
}

function* conditionsOf(code: SourceCode, chain: Chain, walk: Walk, { pair }: Fusion): Generator<Condition<Reason>> {
  yield* proofConditions(code, chain, walk);
  const { consumer } = walk;
  const walked = [...(isLoop(consumer) ? [chain.source] : []), ...flattenedIn(chain)];
  yield { holds: every(walked.map((array) => isDense(code, array))), reason: 'mayHaveHoles' };
  if (consumer.kind === 'filling' && consumer.makes === 'object' && pair) {
    yield { holds: not(canBeKey(code, pair.key.node, '__proto__', true)), reason: 'mayBeProto' };
  }
}

function* proofConditions(
  code: SourceCode,
  chain: Chain<Callback | Fixed>,
  { consumer, naming }: Walk,
): Generator<Condition<Reason>> {
  const { order, source, exceptions } = proofOf(code, chain, consumer, naming?.between ?? []);
  yield { holds: order, reason: 'effectOrder' };
  yield { holds: source, reason: 'sourceMayChange' };
  yield { holds: exceptions, reason: 'mayThrow' };
}

function dataOf(code: SourceCode, { stages, source }: Chain<Callback | Fixed>): Record<string, string> {
  const names = stages.map(({ method }) => `.${method}(…)`);
  const count = stages.length;
  return {
    stages: shortText(code, source) + names.join(''),
    arrays: count === 1 ? 'an array' : count === 2 ? 'two arrays' : `${count} arrays`,
  };
}

function shortText(code: SourceCode, node: Node): string {
  const text = code.getText(unwrapped(node)).replace(/\s+/g, ' ');
  return text.length > 40 ? '…' : text;
}
