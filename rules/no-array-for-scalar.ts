// An array that is made to be asked one question: is there one, which is the first, how many, is it among them?

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../analysis/answer.js';
import { bulkOfExpression } from '../analysis/bulk.js';
import { globalName, functionNamedBy } from '../analysis/callees.js';
import { builtinFunction } from '../analysis/builtins.js';
import { isDense } from '../analysis/density.js';
import { declaredTypeOf } from '../analysis/declared-types.js';
import { isFunction, triesAround } from '../analysis/enclosing.js';
import { effectsOf, effectsOfCalling, isOwnWrite, type Effects } from '../analysis/effects.js';
import { isSamePath } from '../analysis/mutation.js';
import { originOf } from '../analysis/origin.js';
import { isRepeatedHere } from '../analysis/run-count.js';
import { isSmall } from '../analysis/size.js';
import { isString } from '../analysis/strings.js';
import { valuesOf } from '../analysis/numbers.js';
import { hasDynamicNames, variableOf } from '../analysis/variables.js';
import { propertyName, unwrapped } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { questionOf, type Question } from './no-array-for-scalar/question.js';
import { shortcutOf, type MessageId, type Shortcut } from './no-array-for-scalar/shortcut.js';
import { takesUndefined } from './no-array-for-scalar/undefined.js';

type Reason =
  | 'unknownReceiver'
  | 'holes'
  | 'effectOrder'
  | 'mayThrow'
  | 'mayBeNaN'
  | 'undefinedInType'
  | 'callbackWithStatements'
  | 'consistentOrder';

export interface ArrayForScalar extends Match<MessageId, Reason> {
  /** The call that makes the array. */
  readonly stage: TSESTree.CallExpression & { readonly callee: TSESTree.MemberExpression };
  readonly question: Question;
  readonly shortcut: Shortcut;
}

export const rule: Rule<ArrayForScalar> = {
  id: 'no-array-for-scalar',
  family: 'lazy',
  gain: 'garbage',
  description: 'arrays that are made to answer one question',
  preset: 'recommended',
  messages: {
    filteredForFirst:
      '`{{stage}}` collects every match (8 bytes each, and more while it grows) and only the first is used. `find` stops there and makes no array.',
    filteredForLast:
      '`{{stage}}` collects every match (8 bytes each, and more while it grows) and only the last is used. `findLast` begins there and makes no array.',
    filteredToTest:
      '`{{stage}}` collects every match (8 bytes each, and more while it grows) to see whether there are any. `{{name}}` stops as soon as that is known and makes no array.',
    filteredToCount:
      '`{{stage}}` collects every match of {{what}} (8 bytes each, and more while it grows) only to be counted. Count them in a `reduce`.',
    filteredToSearch:
      '`{{stage}}` collects every match (8 bytes each, and more while it grows) for one search among them. Search with both conditions at once.',
    mappedToSearch:
      '`{{stage}}` makes an array of as many elements (8 bytes each) for one search in it. Compare while walking, with `{{name}}`, which stops at the first.',
    mappedToFlatten:
      '`{{stage}}` makes an array of arrays (8 bytes each) that `flat` copies at once. `flatMap` does both without it.',
    sortedForOne:
      '`{{stage}}` orders a copy of all elements (8 bytes each) and only one is used. Look for it in one pass.',
    splitForFew:
      '`{{stage}}` cuts all of {{what}} into pieces (about 32 bytes each) though only the first ones are used. The limit as second argument stops it there.',
    splitToTest:
      '`{{stage}}` cuts the text into pieces (about 32 bytes each) to see whether there is anything to cut at. `includes` stops at the first.',
  },
  reasons: {
    unknownReceiver: 'it is not known that this is an array: of something else the methods may mean something else',
    holes: 'the array may have holes, which `filter` and `map` skip and the search does not',
    effectOrder:
      'the callback calls code that cannot be seen, and is now called for fewer elements or in another order',
    mayThrow: 'the callback may throw, for an element that the search does not come to',
    mayBeNaN: 'the value may be `NaN`, which `includes` finds and `===` does not',
    undefinedInType: 'the type of what `find` gives includes `undefined`, which the code around may not take',
    callbackWithStatements: 'the callback has statements: move them into a function, or write the search as a loop',
    consistentOrder: 'one pass is the same only for a comparison without `NaN`, and needs an answer for no elements',
  },
  options: {},
  defaults: {},
  tokens: ['filter', 'map', 'split', 'sort', 'toSorted'],
  detect(code, _options, { typescript }) {
    return {
      *CallExpression(node): Generator<ArrayForScalar> {
        const match = matchOf(code, node, typescript);
        if (match) yield match;
      },
    };
  },
};

const STAGES = new Set(['filter', 'map', 'split', 'sort', 'toSorted']);

function matchOf(code: SourceCode, call: TSESTree.CallExpression, typescript: boolean): ArrayForScalar | null {
  const [given] = call.arguments;
  if (!isStage(call) || !given) return null;
  const { callee } = call;
  const question = questionOf(code, call);
  const shortcut = question && shortcutOf(code, call, propertyName(callee) ?? '', question);
  // The `lib` of a TypeScript project may not have `findLast`.
  if (shortcut?.messageId === 'filteredForLast' && typescript) return null;
  if (!shortcut || hasDynamicNames(code) || isSmall(code, callee.object) || !isWorthIt(code, call, shortcut)) {
    return null;
  }
  const verdict = judge(conditionsOf(code, { receiver: callee.object, given, question, shortcut, typescript }));
  if (!verdict) return null;
  const { messageId, name, whole } = shortcut;
  return {
    node: whole ?? call,
    messageId,
    data: {
      stage: `${propertyName(callee) ?? ''}(…)`,
      name,
      what: bulkOfExpression(code, callee.object)?.what ?? '',
    },
    verdict,
    stage: call,
    question,
    shortcut,
  };
}

function isStage(call: TSESTree.CallExpression): call is ArrayForScalar['stage'] {
  const { callee } = call;
  return (
    callee.type === 'MemberExpression' && !callee.computed && !call.optional && STAGES.has(propertyName(callee) ?? '')
  );
}

/** A search that stops early is better in any case; the rest only where there is much of it, or often. */
function isWorthIt(code: SourceCode, call: ArrayForScalar['stage'], { messageId, refused }: Shortcut): boolean {
  const { object } = call.callee;
  // What has to be written by hand, and mostly gets longer.
  if (refused === 'callbackWithStatements') return bulkOfExpression(code, object) !== null || isRepeatedHere(call);
  switch (messageId) {
    case 'filteredToCount':
    case 'splitForFew':
      return bulkOfExpression(code, object) !== null;
    case 'sortedForOne': {
      // What is sorted in place for everybody is another matter.
      const isCopy = propertyName(call.callee) === 'toSorted' || isNew(code, object);
      return isCopy && (bulkOfExpression(code, object) !== null || isRepeatedHere(call));
    }
    default:
      return true;
  }
}

/** Made right here, so that nobody else sees it sorted. */
function isNew(code: SourceCode, array: Node): boolean {
  const bare = unwrapped(array);
  return bare.type !== 'Identifier' && originOf(code, bare)?.fresh === true;
}

interface Case {
  readonly receiver: Node;
  /** What the stage is given: a callback, or a separator. */
  readonly given: Node;
  readonly question: Question;
  readonly shortcut: Shortcut;
  readonly typescript: boolean;
}

function* conditionsOf(code: SourceCode, found: Case): Generator<Condition<Reason>> {
  const { receiver, question, shortcut, typescript } = found;
  const { callback, name, reordered, seesHoles, refused } = shortcut;
  yield { holds: isReceiver(code, found), reason: 'unknownReceiver' };
  if (refused) yield { holds: 'unknown', reason: refused, otherwise: 'report' };
  if (typescript && name === 'find') {
    yield { holds: takesUndefined(code, shortcut, question), reason: 'undefinedInType' };
  }
  if (question.kind === 'all') {
    yield { holds: isSamePath(question.other, receiver) ? 'yes' : 'no', reason: 'holes' };
  }
  // Where something catches, reading a property of `null` is not assumed not to happen.
  const isCaught = !triesAround(receiver).next().done;
  for (const node of reordered) {
    const effects = effectsOfRunning(code, node);
    yield { holds: effects ? isUnseen(code, effects, node) : 'unknown', reason: 'effectOrder' };
    const mayThrow = effects?.unknownCode === null && (isCaught || effects.throws !== null);
    yield { holds: mayThrow ? 'unknown' : 'yes', reason: 'mayThrow' };
  }
  if (callback?.kind === 'compare' && question.kind === 'holds' && !question.strictly) {
    yield { holds: areNeverNaN(code, callback), reason: 'mayBeNaN' };
    const isNeverHole = !valuesOf(code, callback.value).undefined;
    yield { holds: isNeverHole ? 'yes' : isDense(code, receiver), reason: 'holes' };
  }
  if (seesHoles) yield { holds: isDense(code, receiver), reason: 'holes' };
}

const ARRAY_LIKE = new Set(['array', 'typedArray']);

function isReceiver(code: SourceCode, { receiver, given, shortcut: { name, messageId } }: Case): Answer {
  const kind = originOf(code, receiver)?.kind;
  if (messageId.startsWith('split')) return isString(code, receiver) ? 'yes' : 'no';
  if (kind === undefined) return mayBeArray(code, receiver) && isCallback(code, given) ? 'unknown' : 'no';
  // `new Uint8Array(…).map(f)` stores what `f` gives as a byte, and has no `flatMap`.
  const isOnlyArray = messageId === 'mappedToSearch' || name === 'flatMap';
  return ARRAY_LIKE.has(kind) && (kind === 'array' || !isOnlyArray) ? 'yes' : 'no';
}

/** `node.filter(f)[0]`: what is one thing by its name has a `filter` of its own. */
const SEVERAL = /(?:[^s]s|array|arr|children|data|list|queue|stack)\d*$/i;
/** `$items`, `elements`: what is called so is mostly a collection of its own kind. */
const OTHER_COLLECTIONS = /^\$|(?:elements|nodes|\$)$/i;

function mayBeArray(code: SourceCode, receiver: Node): boolean {
  const bare = unwrapped(receiver);
  if (bare.type === 'CallExpression') {
    const { callee } = bare;
    if (callee.type !== 'MemberExpression' || !STAGES.has(propertyName(callee) ?? '')) return false;
    return mayBeArray(code, callee.object);
  }
  const name = bare.type === 'Identifier' ? bare.name : propertyName(bare);
  const type = declaredTypeOf(code, bare);
  return name !== null && SEVERAL.test(name) && !OTHER_COLLECTIONS.test(name) && !(type && isOwnType(code, type));
}

/** A class or an interface of this file, or a type that is written out: its methods are its own. */
function isOwnType(code: SourceCode, type: Node): boolean {
  if (type.type !== 'TSTypeReference') return type.type === 'TSTypeLiteral';
  const [definition] = variableOf(code, type.typeName)?.defs ?? [];
  return definition?.type === 'ClassName' || definition?.node.type === 'TSInterfaceDeclaration';
}

/** The `filter` of other collections takes other things: `elements.filter('[weight > 2]')`. */
function isCallback(code: SourceCode, node: Node): boolean {
  return functionNamedBy(code, node) !== null || globalName(code, node) === 'Boolean';
}

/** What calling the callback does, or evaluating the value; `null` when it cannot be seen. */
function effectsOfRunning(code: SourceCode, node: Node): Effects | null {
  const callee = functionNamedBy(code, node);
  if (callee) return effectsOfCalling(code, callee);
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return effectsOf(code, node);
  const known = builtinFunction(globalName(code, node) ?? '');
  return known && (known.throws || known.observable) ? null : effectsOf(code, node);
}

/** Whether nobody can tell how often, and in which order, it ran. */
function isUnseen(code: SourceCode, effects: Effects, node: Node): Answer {
  const around = functionNamedBy(code, node) ?? node;
  // What it gives is a promise, or an iterator, and so no answer.
  if (isFunction(around) && (around.async || around.generator)) return 'no';
  const isSeen = effects.suspends ?? effects.observable;
  if (isSeen || !effects.writes.every((write) => isOwnWrite(code, write, around))) return 'no';
  return effects.unknownCode ? 'unknown' : 'yes';
}

function areNeverNaN(
  code: SourceCode,
  { computed, value }: Extract<Shortcut['callback'], { kind: 'compare' }>,
): Answer {
  const isNeverNaN = (node: Node): Answer => (valuesOf(code, node).number?.nan === true ? 'unknown' : 'yes');
  const own = computed.kind === 'expression' ? isNeverNaN(computed.expression) : 'unknown';
  return own === 'yes' ? own : every([isNeverNaN(value)]);
}
