// A buffer that is copied whole for every chunk that is added to it: n chunks copy n²/2.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../analysis/answer.js';
import {
  functionAround,
  isFunction,
  isInStatementList,
  statementAround,
  type FunctionNode,
} from '../analysis/enclosing.js';
import { isKind } from '../analysis/origin.js';
import { isFewTimes } from '../analysis/repetition.js';
import { isPlatformStream } from '../analysis/streams.js';
import { hasDynamicNames, isSeenOutside, variableNamedBy, type Variable } from '../analysis/variables.js';
import { castOf } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { shortText } from '../core/short-text.js';
import { judge, type Condition } from '../core/verdict.js';
import { accumulationOf, type Accumulation, type Join, type Step } from './no-accumulating-buffer/accumulation.js';
import { emitterOf, eventOf } from './no-accumulating-buffer/handlers.js';
import { keepsContent } from './no-accumulating-buffer/chunks.js';
import { doubtfulIn, isCopiedEarly, isCopy } from './no-accumulating-buffer/doubts.js';
import { fieldGrowthOf } from './no-accumulating-buffer/fields.js';
import type { Chunk } from './no-accumulating-buffer/growth.js';
import { isNamedEverywhere, namesFor, type Names } from './no-accumulating-buffer/names.js';
import { seedOf, type Seed } from './no-accumulating-buffer/seed.js';

type MessageId = 'concatenatedBuffer' | 'copiedTypedArray';

const reasons = {
  prepended: 'the new bytes come first: collect the chunks, and reverse their order once at the end',
  readMeanwhile: 'its length is read between the chunks: count the bytes in a variable of their own',
  unknownEmitter: 'it is not known that no more data comes once it is read',
  sharedSeed: 'what it begins with may belong to others too, who would get it back, or change it meanwhile',
  mayThrow: 'what is no bytes would be refused later than now, where a `try` may notice the difference',
  unknownReceiver: 'it is not known that this is an array: the `forEach` of something else may run later',
  heldByField: 'it is a field, which others may read between the chunks',
  chunkMayBeReused:
    'the memory of a chunk may be written again before all are joined, so each chunk is copied; where that is known not to happen, the copies can go',
} as const;

type Reason = keyof typeof reasons;

export interface AccumulatingBuffer extends Match<MessageId, Reason> {
  /** `null` for a field. */
  readonly rewriting: Rewriting | null;
}

export interface Rewriting {
  readonly accumulation: Accumulation;
  /** It has bytes already, so it is the first chunk. */
  readonly seed: TSESTree.Expression | null;
  /** Chunks that are copied before they are kept. */
  readonly copied: ReadonlySet<Node>;
  /** Only single elements are added. */
  readonly isElementwise: boolean;
  readonly names: Names;
  /** That the variable is declared to have. */
  readonly type: TSESTree.TypeNode | null;
  readonly typescript: boolean;
}

export const rule: Rule<AccumulatingBuffer> = {
  id: 'no-accumulating-buffer',
  family: 'share',
  gain: 'garbage',
  description: 'copying a buffer or typed array whole for every chunk that is added',
  preset: 'recommended',
  messages: {
    concatenatedBuffer:
      '`{{name}}` is copied whole for every chunk: 64 MB in chunks of 64 kB allocate about 23 GB. Collect the chunks in an array, and concatenate them once.',
    copiedTypedArray:
      '`{{name}}` is copied whole whenever something is added: 64 MB in chunks of 64 kB allocate about 23 GB, or many times that by spread. Collect what is added, and copy it once.',
  },
  reasons,
  options: {},
  defaults: {},
  tokens: ['Buffer.concat', 'Array([', 'Array.from([', 'Array.of(', '.set('],
  detect(code, _options, { typescript }) {
    const seen = new Set<Variable>();
    return {
      *AssignmentExpression(assignment) {
        const { left, operator } = assignment;
        const copy = fieldGrowthOf(code, assignment);
        if (copy) yield matchOfField(code, copy, left);
        const variable = operator === '=' ? variableNamedBy(code, left) : null;
        if (!variable || seen.has(variable)) return;
        seen.add(variable);
        const match = matchOf(code, variable, typescript);
        if (match) yield match;
      },
    };
  },
};

function matchOf(code: SourceCode, variable: Variable, typescript: boolean): AccumulatingBuffer | null {
  if (hasDynamicNames(code) || isSeenOutside(code, variable) !== 'no') return null;
  const found = accumulationOf(code, variable);
  if (!found) return null;
  const { steps, repetitions, declarator } = found;
  const [{ growth }] = steps;
  const { makerName } = growth;
  if (repetitions.length > 0 && isFewTimes(code, repetitions)) return null;
  const seed = seedOf(code, declarator.init, makerName);
  const isOneKind = steps.every((step) => step.growth.makerName === makerName);
  if (seed === 'other' || !isOneKind || !isNamedEverywhere(code, found)) return null;
  const isElementwise = seed === 'empty' && chunksOf(found).every(({ kind }) => kind === 'single');
  const joins = makerName === 'Buffer' || isElementwise ? found.joins : statementsFor(found.joins);
  if (!joins) return null;
  const accumulation = { ...found, joins };
  const doubtful = doubtfulIn(code, accumulation);
  const verdict = judge(conditionsOf(code, accumulation, seed, doubtful));
  if (!verdict) return null;
  return {
    node: growth.node,
    messageId: makerName === 'Buffer' ? 'concatenatedBuffer' : 'copiedTypedArray',
    data: { name: variable.name },
    verdict,
    rewriting: {
      accumulation,
      seed: seed === 'empty' ? null : declarator.init,
      // What the code copies itself need not be copied again.
      copied: new Set(doubtful.filter((node) => !isCopy(code, node))),
      isElementwise,
      names: namesFor(code, variable),
      type: typeOf(accumulation),
      typescript,
    },
  };
}

function matchOfField(code: SourceCode, node: Node, field: Node): AccumulatingBuffer {
  return {
    node,
    messageId: 'concatenatedBuffer',
    data: { name: shortText(code, field) },
    verdict: { tier: 'report', reason: 'heldByField' },
    rewriting: null,
  };
}

function chunksOf({ steps }: Accumulation): Chunk[] {
  return steps.flatMap(({ growth }) => [...growth.chunks]);
}

function* conditionsOf(
  code: SourceCode,
  accumulation: Accumulation,
  seed: Seed,
  doubtful: readonly Node[],
): Generator<Condition<Reason>> {
  const { steps, lengthReads, joins, repetitions, extent } = accumulation;
  if (steps.some(({ growth }) => growth.prepends)) yield { holds: 'unknown', reason: 'prepended', otherwise: 'report' };
  if (lengthReads.length > 0) {
    // Who counts the bytes of a key has few of them.
    const isStream = extent === null || isAwaited(steps[0]);
    yield { holds: isStream ? 'unknown' : 'no', reason: 'readMeanwhile', otherwise: 'report' };
  }
  for (const join of joins)
    if (join.kind === 'atTop') yield { holds: comesLast(code, join.handler, steps), reason: 'unknownEmitter' };
  if (seed === 'unknown') yield { holds: 'unknown', reason: 'sharedSeed' };
  for (const { runsOnTheSpot } of repetitions) yield { holds: runsOnTheSpot, reason: 'unknownReceiver' };
  for (const step of steps) yield { holds: refusesNothing(code, accumulation, step), reason: 'mayThrow' };
  const isEarly = steps.some(({ growth }) => isCopiedEarly(code, growth, doubtful));
  if (isEarly) yield { holds: 'unknown', reason: 'chunkMayBeReused', otherwise: 'report' };
  if (doubtful.length > 0) yield { holds: 'unknown', reason: 'chunkMayBeReused' };
}

/** The loop around the step waits for its chunks. */
function isAwaited({ assignment }: Step): boolean {
  const home = functionAround(assignment);
  return home !== null && isFunction(home) && home.async;
}

/** Whether the handler is called when the streams that add are at their end. */
function comesLast(code: SourceCode, handler: FunctionNode, steps: readonly Step[]): Answer {
  const event = eventOf(handler);
  const last = emitterOf(handler);
  const isEnd = last !== null && (event === 'end' || event === 'close') && isPlatformStream(code, last);
  const areSame = steps.every(({ assignment }) => {
    const adding = functionAround(assignment);
    const emitter = adding && isFunction(adding) ? emitterOf(adding) : null;
    return emitter && last && code.getText(emitter) === code.getText(last);
  });
  return isEnd && areSame ? 'yes' : 'unknown';
}

/** Whether what refuses a chunk does so outside of any `try` between here and where the variable lives. */
function refusesNothing(code: SourceCode, { declarator, extent }: Accumulation, { assignment, growth }: Step): Answer {
  const home = extent ? functionAround(declarator) : functionAround(assignment);
  for (let current: Node | undefined = assignment.parent; current && current !== home; current = current.parent) {
    if (current.type !== 'TryStatement') continue;
    const areBytes = growth.chunks.every(
      (chunk) =>
        chunk.kind === 'many' && (isKind(code, chunk.node, 'typedArray') || keepsContent(code, chunk.node) === 'yes'),
    );
    return areBytes ? 'yes' : 'unknown';
  }
  return 'yes';
}

/** Where no expression joins the chunks, statements do, before the one that reads the variable. */
function statementsFor(joins: readonly Join[]): readonly Join[] | null {
  const result = joins.map((join): Join | null => {
    if (join.kind !== 'inPlace') return join;
    const statement = statementAround(join.read);
    const isPlain = functionAround(statement) === functionAround(join.read) && isInStatementList(statement);
    return isPlain && statement.type !== 'VariableDeclaration' ? { kind: 'before', statement } : null;
  });
  return result.every((join) => join !== null) ? result : null;
}

function typeOf({ declarator: { id, init } }: Accumulation): TSESTree.TypeNode | null {
  return id.typeAnnotation?.typeAnnotation ?? castOf(init);
}
