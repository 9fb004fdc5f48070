// A file that is read whole and split into lines, which are then only walked.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../analysis/callees.js';
import { consumptionOf } from '../analysis/consumption.js';
import { isPure } from '../analysis/effects.js';
import { useOf } from '../analysis/uses.js';
import { isWrittenOnce, madeBy, variableOf } from '../analysis/variables.js';
import { unwrapped } from '../analysis/wrappers.js';
import type { ImportedName } from '../core/imports.js';
import type { Helpers, Match, Rule, Settings } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { amountOf } from './no-whole-file-lines/amount.js';
import { mayStopEarly, suspendsAt } from './no-whole-file-lines/exits.js';
import { canWaitAt, glanceAt, type Glance } from './no-whole-file-lines/glance.js';
import { linesOf, splitReceiver, type Lines } from './no-whole-file-lines/lines.js';
import { bindingOf, nameFor, type Binding } from './no-whole-file-lines/modules.js';
import { separatorOf, type Separator } from './no-whole-file-lines/separators.js';
import { mayTakeTurns } from './no-whole-file-lines/steps.js';
import { effectsOfWalk } from './no-whole-file-lines/walks.js';

const reasons = {
  lineEnds:
    '`readline` also ends a line at a lone `\\r`, on Node 24 also at U+2028 and U+2029, takes every `\\r\\n` for a line end, gives no empty line after the last one, and keeps the file open when the loop throws',
  leavesEarly: 'the loop can be left before the last line, and `readline` then keeps the file open',
  needsRuntime:
    'synchronous code needs the line reader of `memfix/runtime`, which `settings.memfix.helpers` does not allow',
  othersRunMeanwhile: 'the loop waits between lines, so that other code can run there, which before it could not',
  mayChangeFile: 'code that cannot be seen, or that writes files, runs while the file is read, and may change it',
  openedLater: 'the file is opened only after other code has run, which may notice it or change the file',
  takesTurns:
    'the steps run line by line instead of one after another, and one may notice what another does, throws, or leaves out',
  needsIteratorMethods:
    'the steps would need the methods of iterators, which Node has from 22 on (`settings.memfix.target`), or a loop',
  changesText: 'the text is changed as a whole before it is split, which a reader of lines cannot do',
  calledBack: 'the text is handed to a callback, which would have to become a loop that waits',
  byHand: 'the lines take a way to where they are walked that the rewrite does not follow',
  staysOpen: 'the generator stops within the file: it stays open if nobody goes on or ends the generator',
  bodyStream: 'how the body of a response is read piece by piece depends on where the code runs',
} as const;

type Reason = keyof typeof reasons;
type MessageId = 'walkedLines' | 'walkedBody';

/** What reads the lines instead: the two functions of `memfix/runtime`, or Node's `readline`. */
export type Reader = 'readLinesSync' | 'readLines' | 'readline';

export interface WholeFileLines extends Match<MessageId, Reason> {
  /** `null` where nothing is rewritten. */
  readonly rewriting: Rewriting | null;
}

export interface Rewriting extends Binding {
  readonly lines: Lines;
  readonly reader: Reader;
  readonly names: readonly ImportedName[];
}

export const rule: Rule<WholeFileLines> = {
  id: 'no-whole-file-lines',
  family: 'lazy',
  gain: 'bytes',
  description: 'files that are read whole, only to walk their lines',
  preset: 'strict',
  messages: {
    walkedLines:
      'The whole file and an array of its lines stand in memory (200 MB of text take 400 to 1,000 MB), though the lines are only walked. Read them one after another.',
    walkedBody:
      'The whole body and an array of its lines stand in memory, though the lines are only walked. Take them from the stream of the body.',
  },
  reasons,
  options: {},
  defaults: {},
  tokens: ['split'],
  detect: (code, _options, settings) => ({
    *CallExpression(node) {
      const match = matchOf(code, node, settings);
      if (match) yield match;
    },
  }),
};

function matchOf(code: SourceCode, node: TSESTree.CallExpression, settings: Settings): WholeFileLines | null {
  const receiver = splitReceiver(node);
  const [separator, ...others] = node.arguments;
  if (!receiver || !separator || separator.type === 'SpreadElement' || others.length > 0) return null;
  const kind = separatorOf(code, separator);
  if (!kind) return null;
  if (isBodyText(code, receiver) && isWalked(code, node)) {
    const verdict = { tier: 'report', reason: 'bodyStream' } as const;
    return { node, messageId: 'walkedBody', data: {}, verdict, rewriting: null };
  }
  const hasIteratorMethods = (settings.targetNode ?? 0) >= FIRST_WITH_ITERATOR_METHODS;
  const lines = linesOf(code, node, receiver, separator, hasIteratorMethods);
  const glance = glanceAt(code, node, receiver);
  const file = lines?.read.file ?? glance?.file;
  if (!file || isStandardInput(code, file)) return null;
  const amount = amountOf(code, file, glance?.pieces ?? []);
  if (amount === 'small') return null;
  const found = lines && rewrittenOf(code, lines, kind, settings);
  if (found && found.verdict.tier !== 'report') return found;
  // Without a rewrite it is only worth a word where the file is large.
  if (!glance || amount !== 'large') return null;
  const verdict = found?.verdict ?? ({ tier: 'report', reason: reasonOf(node, glance, settings) } as const);
  return { node, messageId: 'walkedLines', data: {}, verdict, rewriting: null };
}

const FIRST_WITH_ITERATOR_METHODS = 22;

function rewrittenOf(
  code: SourceCode,
  lines: Lines,
  separator: Separator,
  { helpers }: Settings,
): WholeFileLines | null {
  const binding = bindingOf(code, lines.read.call);
  const reader = readerFor(lines, separator, helpers);
  if (!binding || reader === null || reader === 'unfit') return null;
  const verdict = judge(conditionsOf(code, lines, reader));
  if (!verdict) return null;
  const unused = reader === 'readline' && binding.namespace !== null ? null : binding.unused;
  const rewriting = { ...binding, unused, lines, reader, names: namesFor(code, reader, binding) };
  return { node: lines.split, messageId: 'walkedLines', data: {}, verdict, rewriting };
}

function reasonOf(node: Node, glance: Glance, { helpers, targetNode }: Settings): Reason {
  if (glance.isCalledBack) return 'calledBack';
  if (glance.isChanged) return 'changesText';
  if (helpers === 'none' && !glance.isAwaited && !canWaitAt(node)) return 'needsRuntime';
  const isFew = (targetNode ?? 0) < FIRST_WITH_ITERATOR_METHODS;
  return glance.hasSteps && isFew && helpers === 'import' && !glance.isAwaited ? 'needsIteratorMethods' : 'byHand';
}

/** `null` where there is none, `unfit` where it would not do the same. */
function readerFor({ read, walk }: Lines, separator: Separator, helpers: Helpers): Reader | 'unfit' | null {
  const canWait = read.isAwaited || canWaitAt(walk.node);
  const isLoop = walk.kind === 'loop' || walk.kind === 'forEach' || walk.kind === 'index';
  if (read.isAwaited && !isLoop) return 'unfit';
  if (helpers === 'import') return read.isAwaited ? 'readLines' : 'readLinesSync';
  if (!canWait || !isLoop) return null;
  const isPlain = read.options === null || madeByText(read.options);
  const isPath = read.file.type !== 'Literal' || typeof read.file.value === 'string';
  return isPlain && isPath && separator === 'lineEnd' ? 'readline' : 'unfit';
}

/** An object with a `flag` is no options of a stream. */
function madeByText(options: Node): boolean {
  return unwrapped(options).type !== 'ObjectExpression';
}

function namesFor(code: SourceCode, reader: Reader, { namespace, statement }: Binding): ImportedName[] {
  if (reader !== 'readline') return [nameFor(code, 'memfix/runtime', reader)];
  const prefix = /['"]node:/.test(code.getText(statement)) ? 'node:' : '';
  const names = [nameFor(code, `${prefix}readline`, 'createInterface')];
  return namespace === null ? [...names, nameFor(code, `${prefix}fs`, 'createReadStream')] : names;
}

function* conditionsOf(code: SourceCode, lines: Lines, reader: Reader): Generator<Condition<Reason>> {
  const { text, named, walk, read } = lines;
  const effects = effectsOfWalk(code, walk);
  if (reader === 'readline') {
    if ((walk.kind === 'loop' || walk.kind === 'index') && mayStopEarly(code, walk.node)) {
      yield { holds: 'unknown', reason: 'leavesEarly', otherwise: 'report' };
    }
    yield { holds: 'unknown', reason: 'lineEnds' };
  }
  if (reader === 'readLines') yield { holds: 'unknown', reason: 'othersRunMeanwhile' };
  // The path is evaluated where the lines get their name, or are walked.
  if (text && !arePure(code, text.between) && !isFixed(code, read.file)) yield { holds: 'no', reason: 'openedLater' };
  const between = [...(text?.between ?? []), ...(named?.between ?? [])];
  if (!arePure(code, between)) yield { holds: 'unknown', reason: 'openedLater' };
  if (walk.kind === 'steps') yield { holds: mayTakeTurns(code, walk), reason: 'takesTurns' };
  if (suspendsAt(code, walk.node, 'YieldExpression')) yield { holds: 'unknown', reason: 'staysOpen' };
  if (effects.some(({ unknownCode, changesFiles, suspends }) => unknownCode ?? changesFiles ?? suspends)) {
    yield { holds: 'unknown', reason: 'mayChangeFile' };
  }
}

function arePure(code: SourceCode, statements: readonly Node[]): boolean {
  return statements.every((statement) => isPure(code, statement));
}

/** `0`, `process.stdin.fd`, `'/dev/stdin'`: its lines would be worked on before the input has ended. */
function isStandardInput(code: SourceCode, file: Node): boolean {
  const node = madeBy(code, file);
  if (node?.type === 'Literal') return node.value === 0 || node.value === '/dev/stdin';
  return node !== null && globalName(code, node) === 'process.stdin.fd';
}

/** `'words.txt'`, or a name that is never written again. */
function isFixed(code: SourceCode, file: Node): boolean {
  const node = unwrapped(file);
  const variable = variableOf(code, node);
  return node.type === 'Literal' || (variable !== null && isWrittenOnce(variable));
}

/** `await response.text()` of what `fetch` gave. */
function isBodyText(code: SourceCode, receiver: Node): boolean {
  const text = madeBy(code, receiver);
  const call = text?.type === 'AwaitExpression' ? unwrapped(text.argument) : null;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || call.arguments.length > 0)
    return false;
  const { object, property } = call.callee;
  const response = madeBy(code, object);
  if (property.type !== 'Identifier' || property.name !== 'text' || response?.type !== 'AwaitExpression') return false;
  const fetched = unwrapped(response.argument);
  return fetched.type === 'CallExpression' && globalName(code, fetched.callee) === 'fetch';
}

function isWalked(code: SourceCode, split: Node): boolean {
  const use = useOf(split);
  return consumptionOf(code, split)?.kind === 'forOf' || (use.kind === 'method' && use.name === 'forEach');
}
