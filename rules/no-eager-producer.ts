// A function that builds an array by pushing and returns it, while all callers walk it once and forget it. As a
// generator it hands out one element at a time. Where it calls itself and pushes what the inner call collected, one
// array handed down takes the place of all copies: a chain of `yield*` would be slower.

import type { TSESTree } from '@typescript-eslint/utils';
import { ownSubtreeOf } from '../analysis/children.js';
import { callsOf, variableHolding } from '../analysis/call-sites.js';
import { contains, isFunction, type FunctionNode } from '../analysis/enclosing.js';
import { every, type Answer } from '../analysis/answer.js';
import { readsOf, type Reads } from '../analysis/reads.js';
import type { Match, Rule, Verdict } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge } from '../core/verdict.js';
import { buildsFew } from './no-eager-producer/amount.js';
import { builderOf, type Builder } from './no-eager-producer/builder.js';
import { bearsException, consumersOf, isStream, leavesSource, type Consumer } from './no-eager-producer/consumers.js';
import { isHidden, onlyBuilds } from './no-eager-producer/handover.js';
import { canTakeArray, descentsOf, type Descent } from './no-eager-producer/recursion.js';
import { documentedReturn, type DocumentedReturn } from './no-eager-producer/documented.js';
import { elementType, returnTypeChange, type ReturnTypeChange } from './no-eager-producer/types.js';

type Reason = 'mayDoMore' | 'sourceMayChange' | 'mayThrow' | 'asyncOrder' | 'documentedType' | 'pushedInCallback';

export interface EagerProducer extends Match<'eagerProducer', Reason> {
  readonly builder: Builder;
  readonly consumers: readonly Consumer[];
  readonly returnType: ReturnTypeChange;
  /** The type in the comment before the function, and what it becomes. */
  readonly documented: DocumentedReturn | null;
}

export interface RecursiveCopies extends Match<'recursiveCopies', never> {
  readonly builder: Builder;
  readonly descents: readonly Descent[];
  /** The type of the array's elements, where the new parameter needs one. */
  readonly element: TSESTree.TypeNode | null;
}

export const rule: Rule<EagerProducer | RecursiveCopies> = {
  id: 'no-eager-producer',
  family: 'lazy',
  gain: 'bytes',
  description: 'functions that build a whole array for callers that only walk through it once',
  preset: 'recommended',
  messages: {
    eagerProducer:
      '`{{name}}` builds a whole array that its callers only walk through once, so all elements are in memory together (130 MB at the peak for a million objects, 10 MB with a generator). Make it a generator: `yield` each element instead of pushing it.',
    recursiveCopies:
      '`{{name}}` copies into its array what each recursive call has collected, so every element is copied once for each level above it (240 MB allocated instead of 15 MB for a binary tree of half a million nodes). Hand one array down instead.',
  },
  reasons: {
    mayDoMore:
      'it may do more than build the array (it calls code that is not in sight, or changes what others may hold), and that would then happen between the steps of the loop',
    sourceMayChange: 'what it reads may be changed by the code that runs between the steps',
    mayThrow: 'it may throw, which would then happen after some steps instead of before all of them',
    asyncOrder:
      'it is asynchronous: its work and that of the loop would take turns, where now all of its work comes first',
    documentedType: 'the comment before it documents the type that it returns, which is then another',
    pushedInCallback: 'it pushes in a callback, where `yield` cannot stand; make that a loop first',
  },
  options: {},
  defaults: {},
  tokens: ['.push'],
  detect: (code, _options, { typescript }) => {
    const listener = function* (node: FunctionNode): Generator<EagerProducer | RecursiveCopies> {
      const match = matchOf(code, node, typescript);
      if (match) yield match;
    };
    return { FunctionDeclaration: listener, FunctionExpression: listener, ArrowFunctionExpression: listener };
  },
};

function matchOf(code: SourceCode, node: FunctionNode, typescript: boolean): EagerProducer | RecursiveCopies | null {
  const builder = builderOf(code, node);
  const calls = builder && callsOf(code, node);
  const name = variableHolding(code, node)?.identifiers[0];
  if (!calls || calls.length === 0 || name?.type !== 'Identifier') return null;
  const data = { name: name.name };
  const descents = canTakeArray(code, builder, calls) ? descentsOf(code, builder, calls) : [];
  if (descents.length > 0) {
    const element = typescript ? elementType(code, builder) : null;
    if (typescript && !element) return null;
    return { node: name, messageId: 'recursiveCopies', data, verdict: { tier: 'safe' }, builder, descents, element };
  }
  if (buildsFew(code, builder) || (node.type === 'ArrowFunctionExpression' && needsArrow(code, node))) return null;
  const consumers = consumersOf(code, builder, calls);
  const returnType = returnTypeChange(code, builder, typescript);
  if (!consumers?.some(isStream) || !returnType) return null;
  const documented = documentedReturn(code, node);
  const verdict = verdictOf(code, builder, consumers, documented);
  if (!verdict) return null;
  const match = { node: name, data, verdict, builder, consumers, returnType };
  return { ...match, messageId: 'eagerProducer', documented: documented === 'unclear' ? null : documented };
}

/** `this` and `new.target` of an arrow function are those around it. */
function needsArrow(code: SourceCode, arrow: FunctionNode): boolean {
  const pending: FunctionNode[] = [arrow];
  for (const outer of pending) {
    for (const node of ownSubtreeOf(code, outer.body)) {
      if (node.type === 'ThisExpression' || node.type === 'Super' || node.type === 'MetaProperty') return true;
      if (node.type === 'ArrowFunctionExpression') pending.push(node);
    }
  }
  return false;
}

function verdictOf(
  code: SourceCode,
  builder: Builder,
  consumers: readonly Consumer[],
  documented: ReturnType<typeof documentedReturn>,
): Verdict<Reason> | null {
  const reads = readsOf(code, builder.node, (variable) => isHidden(code, builder, variable));
  // A generator that walks itself, by way of others too, goes through all levels at each step.
  if (consumers.some(({ call }) => isRunBy(reads, call))) return null;
  const of = (question: typeof leavesSource): Answer =>
    every(consumers.map((consumer) => question(code, builder, reads, consumer)));
  return judge<Reason>([
    { holds: builder.node.async ? 'unknown' : 'yes', reason: 'asyncOrder' },
    { holds: onlyBuilds(code, builder), reason: 'mayDoMore' },
    { holds: of(leavesSource), reason: 'sourceMayChange' },
    { holds: of(bearsException), reason: 'mayThrow' },
    { holds: documented === 'unclear' ? 'unknown' : 'yes', reason: 'documentedType' },
    {
      holds: builder.pushes.some(({ inCallback }) => inCallback) ? 'unknown' : 'yes',
      reason: 'pushedInCallback',
      otherwise: 'report',
    },
  ]);
}

function isRunBy({ functions }: Reads, call: Node): boolean {
  return [...functions].some((callee) => isFunction(callee) && contains(callee, call));
}
