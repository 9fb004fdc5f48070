// A buffer that is copied whole for every chunk that is added to it: n chunks copy n²/2.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../analysis/answer.js';
import {
  contains,
  functionAround,
  isFunction,
  isInStatementList,
  statementAround,
  type FunctionNode,
} from '../analysis/enclosing.js';
import { globalName } from '../analysis/callees.js';
import { isKind } from '../analysis/origin.js';
import { isFewTimes } from '../analysis/repetition.js';
import { perFile } from '../analysis/per-file.js';
import { isPlatformStream } from '../analysis/streams.js';
import {
  hasDynamicNames,
  isSeenOutside,
  mentionsNames,
  variableNamedBy,
  type Reference,
  type Variable,
} from '../analysis/variables.js';
import { castOf } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { accumulationOf, type Accumulation, type Join, type Step } from './no-accumulating-buffer/accumulation.js';
import { emitterOf, eventOf } from './no-accumulating-buffer/handlers.js';
import { isQuietMeanwhile, keepsContent } from './no-accumulating-buffer/chunks.js';
import { growthOf, type Chunk, type Growth } from './no-accumulating-buffer/growth.js';
import { seedOf, type Seed } from './no-accumulating-buffer/seed.js';

type MessageId = 'concatenatedBuffer' | 'copiedTypedArray';

const reasons = {
  prepended: 'the new bytes come first: collect the chunks, and reverse their order once at the end',
  readMeanwhile: 'its length is read between the chunks: count the bytes in a variable of their own',
  unknownEmitter: 'it is not known that no more data comes once it is read',
  sharedSeed: 'what it begins with may belong to others too, who would get it back, or change it meanwhile',
  mayThrow: 'what is no bytes would be refused later than now, where a `try` may notice the difference',
  unknownReceiver: 'it is not known that this is an array: the `forEach` of something else may run later',
  chunkMayBeReused:
    'the memory of a chunk may be written again before all are joined, so each chunk is copied; where that is known not to happen, the copies can go',
} as const;

type Reason = keyof typeof reasons;

export interface AccumulatingBuffer extends Match<MessageId, Reason> {
  readonly accumulation: Accumulation;
  /** It has bytes already, so it is the first chunk. */
  readonly seed: TSESTree.Expression | null;
  /** Chunks that are copied before they are kept. */
  readonly copied: ReadonlySet<Node>;
  /** Only single elements are added. */
  readonly isElementwise: boolean;
  readonly names: { readonly list: string; readonly offset: string; readonly chunk: string };
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
      *AssignmentExpression({ left, operator }) {
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
    accumulation,
    seed: seed === 'empty' ? null : declarator.init,
    // What the code copies itself need not be copied again.
    copied: new Set(doubtful.filter((node) => !isCopy(code, node))),
    isElementwise,
    names: namesFor(code, variable),
    type: typeOf(accumulation),
    typescript,
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

/** Chunks that are neither known to keep their content, nor added while nobody writes anything. */
function doubtfulIn(code: SourceCode, accumulation: Accumulation): readonly TSESTree.Expression[] {
  const { steps, extent } = accumulation;
  const growths = steps.map(({ growth }) => growth);
  const isQuiet = extent !== null && isQuietMeanwhile(code, extent, growths);
  return steps.flatMap(({ growth: { chunks, makerName, by } }) =>
    chunks.flatMap((chunk) => {
      if (chunk.kind === 'single') return [];
      // What else can be spread is no list of numbers to `set`.
      const isList = makerName === 'Buffer' || by !== null || isKind(code, chunk.node, 'array', 'typedArray');
      return isList && (isQuiet || keepsContent(code, chunk.node) === 'yes') ? [] : [chunk.node];
    }),
  );
}

/** `Buffer.concat([out, chunk, next()])` looks at `chunk` after `next` has run, which may write to it. */
function isCopiedEarly(code: SourceCode, { makerName, chunks }: Growth, doubtful: readonly Node[]): boolean {
  const nodes = chunks.flatMap((chunk) => (chunk.kind === 'many' ? [chunk.node] : []));
  const first = nodes.findIndex((node) => doubtful.includes(node));
  return makerName === 'Buffer' && first >= 0 && !isQuietMeanwhile(code, nodes.slice(first + 1), []);
}

/** `Buffer.from(chunk)`: doubtful only as long as that may be an `ArrayBuffer`, of which it makes a view. */
function isCopy(code: SourceCode, node: Node): boolean {
  return node.type === 'CallExpression' && globalName(code, node.callee) === 'Buffer.from';
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

/** Whether what makes the copies is called the same everywhere. */
function isNamedEverywhere(code: SourceCode, { steps }: Accumulation): boolean {
  let root: Node = steps[0].growth.maker;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type !== 'Identifier') return false;
  const { name } = root;
  const variable = variableNamedBy(code, root);
  const named = (code.scopeManager?.scopes ?? []).flatMap(({ set }) => set.get(name) ?? []);
  return named.every((other) => other === variable || other.defs.length === 0);
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

const growingVariables = perFile((code) => {
  const variables = (code.scopeManager?.scopes ?? []).flatMap((scope) => scope.variables);
  const grows = ({ identifier }: Reference): boolean => {
    const { parent } = identifier;
    return parent.type === 'AssignmentExpression' && parent.left === identifier && growthOf(code, parent) !== null;
  };
  return variables.filter(({ references }) => references.some(grows));
});

/** Where others grow in reach, each gets names of its own: they may be rewritten at once. */
function namesFor(code: SourceCode, variable: Variable): AccumulatingBuffer['names'] {
  const { name, scope } = variable;
  const isInReach = ({ scope: other }: Variable): boolean =>
    contains(scope.block, other.block) || contains(other.block, scope.block);
  const isOnly = growingVariables(code).every((other) => other === variable || !isInReach(other));
  const free = (short: string, long: string): string => {
    for (let count = isOnly ? 0 : 1; ; count += 1) {
      const candidate = count === 0 ? short : count === 1 ? name + long : `${name}${long}${count}`;
      if (!mentionsNames(code, scope.block, new Set([candidate]))) return candidate;
    }
  };
  return {
    list: free('chunks', 'Chunks'),
    offset: free('offset', 'Offset'),
    chunk: name === 'chunk' ? 'part' : 'chunk',
  };
}
