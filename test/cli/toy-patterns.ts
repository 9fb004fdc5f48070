// Patterns for tests of the faces: each rewrites, or only finds, calls of one function by name.

import type { TSESTree } from '@typescript-eslint/utils';
import { definePattern, type Pattern } from '../../core/pattern.js';
import type { Match, Rule, Tier } from '../../core/rule.js';

interface CallMatch extends Match<'call', 'doubtful'> {
  readonly callee: TSESTree.Identifier;
  readonly replacement: string;
}

interface ToyOptions {
  readonly replacement?: string;
}

interface Toy {
  readonly id: string;
  /** The function whose calls are found. */
  readonly name: string;
  readonly tier: Tier;
  readonly preset: Rule<CallMatch>['preset'];
  readonly requiresTypeChecking?: true;
}

function toyPattern({ id, name, tier, ...shared }: Toy): Pattern {
  return definePattern<CallMatch, ToyOptions>(
    {
      id,
      family: 'lazy',
      gain: 'bytes',
      description: `calls of ${name}`,
      messages: { call: `Each call of ${name} keeps its whole argument in memory. Call thrifty.` },
      reasons: { doubtful: 'nobody knows whether the argument is read again' },
      options: { replacement: { type: 'string', description: 'the function to call instead' } },
      defaults: { replacement: 'thrifty' },
      tokens: [name],
      detect: (code, { replacement = 'thrifty' }) => ({
        *CallExpression(node) {
          const { callee } = node;
          if (callee.type !== 'Identifier' || callee.name !== name) return;
          if (shared.requiresTypeChecking && !code.parserServices?.program) return;
          const verdict = tier === 'safe' ? { tier } : { tier, reason: 'doubtful' as const };
          yield { node, callee, replacement, messageId: 'call', data: {}, verdict };
        },
      }),
      ...shared,
    },
    ({ callee, replacement }, writer) => [writer.replaceText(callee.range, replacement)],
  );
}

/** Throws on every call of `explode`. */
const exploding: Pattern = definePattern<CallMatch, Record<never, never>>(
  {
    id: 'no-explosion',
    family: 'lazy',
    gain: 'bytes',
    description: 'calls of explode',
    preset: 'recommended',
    messages: { call: 'Boom.' },
    reasons: { doubtful: '' },
    options: {},
    defaults: {},
    tokens: ['explode'],
    detect: () => ({
      // eslint-disable-next-line require-yield
      *CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'explode') throw new Error('boom');
      },
    }),
  },
  () => [],
);

/** Its rewrite does not parse. */
const breaking: Pattern = definePattern<CallMatch, Record<never, never>>(
  {
    id: 'no-breakage',
    family: 'lazy',
    gain: 'bytes',
    description: 'calls of shatter',
    preset: 'recommended',
    messages: { call: 'Shatters.' },
    reasons: { doubtful: '' },
    options: {},
    defaults: {},
    tokens: ['shatter'],
    detect: () => ({
      *CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'Identifier' || callee.name !== 'shatter') return;
        yield { node, callee, replacement: '((', messageId: 'call', data: {}, verdict: { tier: 'safe' } };
      },
    }),
  },
  ({ callee, replacement }, writer) => [writer.replaceText(callee.range, replacement)],
);

export const toyPatterns: readonly Pattern[] = [
  toyPattern({ id: 'no-wasteful-call', name: 'wasteful', tier: 'safe', preset: 'recommended' }),
  toyPattern({ id: 'no-doubtful-call', name: 'doubtful', tier: 'review', preset: 'recommended' }),
  toyPattern({ id: 'no-hopeless-call', name: 'hopeless', tier: 'report', preset: 'strict' }),
  toyPattern({ id: 'no-pedantic-call', name: 'pedantic', tier: 'safe', preset: 'all' }),
  toyPattern({ id: 'no-typed-call', name: 'typed', tier: 'safe', preset: 'strict', requiresTypeChecking: true }),
  exploding,
  breaking,
];
