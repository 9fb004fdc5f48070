// A constant that is costly to make, made anew on every call of a function or turn of a loop.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../analysis/answer.js';
import { constantOf, type Shape } from '../analysis/constants.js';
import { ancestorsOf, functionAround, isFunction } from '../analysis/enclosing.js';
import { formatterOf, type Formatter } from '../analysis/formatters.js';
import { isRepeatedHere, mayRunOften } from '../analysis/run-count.js';
import { isOnlyRead, isVariableOnlyRead } from '../analysis/shared-reads.js';
import { hasDynamicNames } from '../analysis/variables.js';
import { propertyName, wrapped } from '../analysis/wrappers.js';
import { globalName } from '../analysis/callees.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { holderOf, isForClosures, type Holder } from './no-recreated-constant/holder.js';
import { findName } from './no-recreated-constant/name.js';
import { findPlace, type Place } from './no-recreated-constant/place.js';

type MessageId = 'recreatedFormatter' | 'recreatedCollection' | 'recreatedTable';

type Reason =
  | 'mayRunTooEarly'
  | 'mayBeScript'
  | 'importedValue'
  | 'asksEnvironment'
  | 'mayBeKept'
  | 'inheritedMethod'
  | 'argumentsVary'
  | 'notReadyEarlier';

export interface RecreatedConstant extends Match<MessageId, Reason> {
  /** What is made anew. */
  readonly expression: Node;
  readonly holder: Holder | null;
  readonly place: Place | null;
  /** What the constant is called where it is made once. */
  readonly name: string;
}

interface Candidate {
  readonly expression: Node;
  readonly messageId: MessageId;
  readonly what: string;
  readonly shape: Shape;
  readonly names: readonly TSESTree.Identifier[];
  readonly bytes: number;
  readonly formatter: Formatter | null;
}

/** Up to here a literal is cheap enough to be made by every call. */
const CHEAP = 256;
/** … by every turn of a loop. */
const CHEAP_IN_LOOP = 128;
/** Up to here so is a `Map` or `Set`, but not in a loop. */
const FEW_ENTRIES = 8;

export const rule: Rule<RecreatedConstant> = {
  id: 'no-recreated-constant',
  family: 'share',
  gain: 'garbage',
  description: 'costly constants that are made anew by every call or turn',
  preset: 'recommended',
  messages: {
    recreatedFormatter:
      '`{{what}}` is made anew {{when}}: that takes up to 27 kB outside of the heap, and 10 to 100 times as long as using it. Make it once and keep it.',
    recreatedCollection:
      '`{{what}}` is filled with the same {{entries}} entries {{when}}, which allocates about {{bytes}} bytes each time. Make it once, outside.',
    recreatedTable:
      'This table of constants is copied {{when}}, which allocates about {{bytes}} bytes each time. Make it once, outside.',
  },
  reasons: {
    mayRunTooEarly:
      'a module that is imported here may import this one and call the function before the constant is made',
    mayBeScript: 'the file may be a classic script, whose top-level names all scripts of a page share',
    importedValue: 'it is made of what another module exports, which may get its value later',
    asksEnvironment: 'it asks for the default language or time zone when it is made',
    mayBeKept: 'it is handed on to code that cannot be seen, which may tell one object from another',
    inheritedMethod:
      'a key may be the name of what all objects inherit, such as `valueOf`, which gives the table itself',
    argumentsVary: 'it is not always made with the same arguments',
    notReadyEarlier: 'what it is made of may have no value yet where it would be made',
  },
  options: {},
  defaults: {},
  tokens: ['Intl', 'new Map', 'new Set', '{', '['],
  detect(code) {
    const taken = new Set<string>();
    function* find(node: Node): Generator<RecreatedConstant> {
      const candidate = candidateOf(code, node);
      const match = candidate && matchOf(code, candidate, taken);
      if (match) yield match;
    }
    return { NewExpression: find, CallExpression: find, ArrayExpression: find, ObjectExpression: find };
  },
};

function candidateOf(code: SourceCode, node: Node): Candidate | null {
  // At the top of the file it is made once.
  if (functionAround(node) === null && [...ancestorsOf(node)].every(({ type }) => !/^(?:For|While|DoWhile)/.test(type)))
    return null;
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const formatter = formatterOf(code, node);
    if (formatter) return ofFormatter(node, formatter);
    if (node.type === 'CallExpression' && globalName(code, node.callee) !== 'Object.freeze') return null;
  }
  const constant = constantOf(code, node);
  if (!constant?.shape) return null;
  const { shape, names, bytes, entries } = constant;
  const isCollection = shape.kind === 'map' || shape.kind === 'set';
  const isRepeated = isRepeatedHere(node);
  const isCheap = isCollection ? entries <= FEW_ENTRIES && !isRepeated : bytes < (isRepeated ? CHEAP_IN_LOOP : CHEAP);
  // Next to what an `async` function waits for, a few hundred bytes are nothing.
  if (isCheap || (!isRepeated && isInAsync(node))) return null;
  const what = `new ${shape.kind === 'map' ? 'Map' : 'Set'}(…)`;
  const messageId = isCollection ? 'recreatedCollection' : 'recreatedTable';
  return { expression: node, messageId, what, shape, names, bytes, formatter: null };
}

function isInAsync(node: Node): boolean {
  const home = functionAround(node);
  return home !== null && isFunction(home) && home.async;
}

function ofFormatter(node: Node, formatter: Formatter): Candidate {
  const what = `${node.type === 'NewExpression' ? 'new ' : ''}${formatter.name}(…)`;
  const shape = { kind: 'formatter', inner: null } as const;
  return {
    expression: node,
    messageId: 'recreatedFormatter',
    what,
    shape,
    names: formatter.names,
    bytes: 0,
    formatter,
  };
}

function matchOf(code: SourceCode, candidate: Candidate, taken: Set<string>): RecreatedConstant | null {
  const { expression, messageId, what, shape, bytes, formatter } = candidate;
  if (hasDynamicNames(code) || !mayRunOften(code, expression) || isOnItsWayOut(expression)) return null;
  if (formatter?.asksEnvironment && isAskedForOptions(expression)) return null;
  const holder = holderOf(code, expression);
  // By a pattern its elements get types of their own.
  if (!holder && wrapped(expression).parent?.type === 'VariableDeclarator') return null;
  const isRepeated = isRepeatedHere(expression);
  if (holder && !isRepeated && isForClosures(code, holder)) return null;
  const onlyRead = holder ? isVariableOnlyRead(code, holder.variable, shape) : isOnlyRead(code, expression, shape);
  // To make formatters for others to keep is what many functions are there for.
  if (onlyRead === 'no' || (onlyRead === 'unknown' && formatter && !isRepeated)) return null;
  const varies = formatter?.args === 'varying';
  if (varies && !isRepeated) return null;
  const place = varies ? null : findPlace(code, candidate.names, holder?.declarator ?? wrapped(expression));
  if (!varies && !place) return null;
  const verdict = judge(conditionsOf(candidate, onlyRead, place));
  if (!verdict) return null;
  const isRewritten = verdict.tier !== 'report' && place !== null;
  const name = isRewritten ? findName(code, { expression, holder, place, taken }) : '';
  const data = {
    what,
    when: isRepeated ? 'by every turn' : 'by every call',
    bytes: String(bytes),
    entries: String(entriesOf(code, expression)),
  };
  return { node: expression, messageId, data, verdict, expression, holder, place, name };
}

function* conditionsOf({ formatter }: Candidate, onlyRead: Answer, place: Place | null): Generator<Condition<Reason>> {
  if (!place) yield { holds: 'unknown', reason: 'argumentsVary', otherwise: 'report' };
  else {
    yield { holds: place.isReady, reason: 'notReadyEarlier', otherwise: 'report' };
    yield { holds: place.isInTime, reason: 'mayRunTooEarly' };
    yield { holds: place.isOwnScope, reason: 'mayBeScript', otherwise: 'report' };
    yield { holds: place.isLocal, reason: 'importedValue' };
  }
  yield { holds: formatter?.asksEnvironment ? 'unknown' : 'yes', reason: 'asksEnvironment' };
  yield { holds: onlyRead, reason: formatter ? 'mayBeKept' : 'inheritedMethod' };
}

/** `Intl.DateTimeFormat().resolvedOptions().timeZone` wants to know the time zone of this moment. */
function isAskedForOptions(formatter: Node): boolean {
  const { parent } = wrapped(formatter);
  return parent?.type === 'MemberExpression' && propertyName(parent) === 'resolvedOptions';
}

/** What is made for an exception is made seldom. */
function isOnItsWayOut(node: Node): boolean {
  for (const current of ancestorsOf(node)) {
    if (current.type === 'ThrowStatement') return true;
    if (
      current.type === 'NewExpression' &&
      current.callee.type === 'Identifier' &&
      current.callee.name.endsWith('Error')
    )
      return true;
    if (current.type.endsWith('Statement')) return false;
  }
  return false;
}

function entriesOf(code: SourceCode, expression: Node): number {
  return constantOf(code, expression)?.entries ?? 0;
}
