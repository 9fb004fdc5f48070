// Input and output for every element of a collection, all started at once.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamedBy, globalName } from '../analysis/callees.js';
import { isStable } from '../analysis/conditions.js';
import {
  ancestorsOf,
  contains,
  functionAround,
  isFunction,
  isInStatementList,
  loopsAround,
  statementAround,
} from '../analysis/enclosing.js';
import {
  isWrittenOnce,
  mentionsNames,
  readsVariable,
  variableNamedBy,
  variableOf,
  type Variable,
} from '../analysis/variables.js';
import { subtreeOf } from '../analysis/children.js';
import type { FileContext, Match, Rule } from '../core/rule.js';
import { shortText } from '../core/short-text.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { largestArity } from '../analysis/arity.js';
import { limitersFor, type Limiter, type Package } from './no-unbounded-concurrency/limiters.js';
import { tasksOf, type Tasks } from './no-unbounded-concurrency/tasks.js';

type Reason = 'startsInTurn' | 'noLimiter' | 'callbackKept' | 'noPlace' | 'mayChangeMeanwhile' | 'recursive';

interface Options {
  readonly concurrency: number;
}

export interface UnboundedConcurrency extends Match<'allAtOnce', Reason> {
  readonly waiting: TSESTree.CallExpression;
  readonly tasks: Tasks;
  readonly concurrency: number;
  /** `null` where there is no rewrite. */
  readonly limiting: Limiting | null;
}

export interface Limiting {
  readonly limiter: Limiter;
  /** The statement before which the limit is declared, and its name: with `p-limit`. */
  readonly limit: { readonly name: string; readonly before: Node } | null;
}

export const rule: Rule<UnboundedConcurrency, Options> = {
  id: 'no-unbounded-concurrency',
  family: 'lazy',
  gain: 'bytes',
  description: 'input and output for every element of a collection, all started at once',
  preset: 'strict',
  messages: {
    allAtOnce:
      '`{{waiting}}` starts all tasks at once, and what each holds is in memory together: for 100,000 tasks about 250 MB, of which 4 MB are left with 16 at a time. Bound how many run.',
  },
  reasons: {
    startsInTurn:
      'the tasks start one after the other then: one that waits for a later one waits for ever, and with `p-map` none is started after a failure',
    noLimiter: 'the file does not import `p-limit` or `p-map`, and its project depends on none of them that fits here',
    callbackKept: 'the callback looks at a third argument or at `this`, is not in sight, or has types written at it',
    noPlace: 'the limit would be declared by a statement of its own, for which there is no place',
    recursive: 'the function calls itself, and each of its calls would have a limit of its own',
    mayChangeMeanwhile: 'what a task is started with may have changed when its turn comes',
  },
  options: {
    concurrency: {
      type: 'integer',
      minimum: 1,
      description: 'How many tasks the rewritten code runs at a time.',
    },
  },
  defaults: { concurrency: 16 },
  tokens: ['Promise.all'],
  detect(code, options, context) {
    const found: UnboundedConcurrency[] = [];
    let isComponent = false;
    // A component asks for what it shows: there is not much of it, and nothing waits.
    const show = (): [] => {
      isComponent = true;
      return [];
    };
    return {
      JSXElement: show,
      JSXFragment: show,
      CallExpression(node): [] {
        const match = matchOf(code, node, options, context, found);
        if (match) found.push(match);
        return [];
      },
      *'Program:exit'(): Generator<UnboundedConcurrency> {
        if (!isComponent) yield* found;
      },
    };
  },
};

function matchOf(
  code: SourceCode,
  waiting: TSESTree.CallExpression,
  { concurrency }: Options,
  context: FileContext,
  earlier: readonly UnboundedConcurrency[],
): UnboundedConcurrency | null {
  const name = globalName(code, waiting.callee);
  const tasks = name === 'Promise.all' || name === 'Promise.allSettled' ? tasksOf(code, waiting) : null;
  if (!tasks) return null;
  const data = { waiting: shortText(code, waiting) };
  const limiting = limitingOf(code, waiting, tasks, { settles: name === 'Promise.allSettled', context, earlier });
  const match = { node: waiting, messageId: 'allAtOnce', data, waiting, tasks, concurrency } as const;
  return typeof limiting === 'string'
    ? { ...match, verdict: { tier: 'report', reason: limiting }, limiting: null }
    : { ...match, verdict: { tier: 'review', reason: 'startsInTurn' }, limiting };
}

interface Case {
  readonly settles: boolean;
  readonly context: FileContext;
  /** What was found above, which will declare limits of its own. */
  readonly earlier: readonly UnboundedConcurrency[];
}

/** `copy` that waits for `copy` of each entry: with a limit that all calls share, they would wait for each other. */
function isRecursive(code: SourceCode, waiting: Node): boolean {
  return [...ancestorsOf(waiting)].filter(isFunction).some((around) => {
    const { parent } = around;
    const name = around.id ?? (parent.type === 'VariableDeclarator' ? parent.id : null);
    const variable = name && variableNamedBy(code, name);
    return variable !== null && readsVariable(around.body, variable);
  });
}

/** By the first package that fits; the reason of the best one where none does. */
function limitingOf(code: SourceCode, waiting: TSESTree.CallExpression, tasks: Tasks, found: Case): Limiting | Reason {
  if (isRecursive(code, waiting)) return 'recursive';
  const canMap = tasks.kind === 'mapped' && tasks.isInline && !found.settles && !waiting.typeArguments;
  const fitting: Package[] = canMap ? ['p-map', 'p-limit'] : ['p-limit'];
  let reason: Reason | null = null;
  for (const limiter of limitersFor(code, found.context.dependencies, fitting, waiting)) {
    const limiting = limitingBy(code, limiter, waiting, tasks, found);
    if (typeof limiting !== 'string') return limiting;
    reason ??= limiting;
  }
  return reason ?? 'noLimiter';
}

function limitingBy(
  code: SourceCode,
  limiter: Limiter,
  waiting: TSESTree.CallExpression,
  tasks: Tasks,
  { earlier }: Case,
): Limiting | Reason {
  if (tasks.kind === 'mapped' && !canBeLimited(code, tasks.task, limiter.package)) return 'callbackKept';
  if (limiter.package === 'p-map') return { limiter, limit: null };
  if (tasks.kind === 'pushed' && !tasks.pushes.every((push) => isSameLater(code, push))) return 'mayChangeMeanwhile';
  const before = tasks.kind === 'pushed' ? tasks.declaration : statementAround(tasks.map);
  const home = functionAround(before);
  const isPlace = isInStatementList(before) && before.parent?.type !== 'SwitchCase';
  if (!isPlace || home !== functionAround(waiting)) return 'noPlace';
  const taken = earlier.flatMap(({ limiting }) =>
    limiting?.limit && functionAround(limiting.limit.before) === home ? [limiting.limit.name] : [],
  );
  const isFree = (one: string): boolean =>
    !taken.includes(one) && !mentionsNames(code, home ?? code.ast, new Set([one]));
  const name = NAMES.find(isFree);
  return name === undefined ? 'noPlace' : { limiter, limit: { name, before } };
}

const NAMES = ['limit', 'limitTasks', 'limitRequests', 'limitConcurrency'];

function canBeLimited(code: SourceCode, task: Node, by: Package): boolean {
  if (largestArity(code, task) > 2) return false;
  if (by === 'p-map') return true;
  const callee = functionNamedBy(code, task);
  if (!callee || callee.generator) return false;
  if (!isFunction(task))
    return callee.params.every((one) => one.type === 'Identifier' && isFreeBeside(code, one.name, task));
  return task.type === 'ArrowFunctionExpression' && !task.returnType && !task.typeParameters;
}

/** `(limit) => limit(() => save(limit))` and `(save) => limit(() => save(save))` would call their parameter. */
function isFreeBeside(code: SourceCode, name: string, task: Node): boolean {
  return !NAMES.includes(name) && !mentionsNames(code, task, new Set([name]));
}

/** Whether what is pushed is called with the same values when its turn comes. */
function isSameLater(code: SourceCode, push: TSESTree.CallExpression): boolean {
  return push.arguments.every((task) => isSameWithin(code, task, push));
}

function isSameWithin(code: SourceCode, task: Node, push: Node): boolean {
  for (const node of subtreeOf(code, task)) {
    // What a function of its own waits for, it waits for in its turn.
    const isWaiting = node.type === 'AwaitExpression' || node.type === 'YieldExpression';
    if (isWaiting && !isWithinFunction(node, push)) return false;
    const target =
      node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
    if (target && !isOwn(variableOf(code, target), push)) return false;
    const variable = node.type === 'Identifier' ? variableOf(code, node) : null;
    if (variable && !isOwn(variable, push) && !isStable(code, variable) && !isOfOneTurn(variable)) return false;
  }
  return true;
}

function isWithinFunction(node: Node, push: Node): boolean {
  const home = functionAround(node);
  return home !== null && contains(push, home);
}

/** Declared by what is pushed itself: `(async () => { let tries = 0; … })()` */
function isOwn(variable: Variable | null, push: Node): boolean {
  return (
    variable !== null && variable.identifiers.length > 0 && variable.identifiers.every((one) => contains(push, one))
  );
}

/** Declared anew by each turn, or once, and never written again: a loop's variable, an import, a function. */
function isOfOneTurn(variable: Variable): boolean {
  const [definition] = variable.defs;
  if (definition?.type === 'ImportBinding' || definition?.type === 'FunctionName') return isWrittenOnce(variable);
  if (definition?.type !== 'Variable' || definition.parent.kind === 'var') return false;
  const [loop] = loopsAround(definition.node);
  return (
    isWrittenOnce(variable) ||
    (loop?.type === 'ForOfStatement' && variable.references.filter((reference) => reference.isWrite()).length <= 1)
  );
}
