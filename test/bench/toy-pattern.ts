// Patterns for tests of the harness: each replaces calls of one function of the file by calls of another.

import type { TSESTree } from '@typescript-eslint/utils';
import { definePattern, type Pattern } from '../../core/pattern.js';
import type { Gain, Match } from '../../core/rule.js';

interface CallMatch extends Match<'call', never> {
  readonly callee: TSESTree.Identifier;
}

/** Rewrites `wasteful(…)` to `thrifty(…)`. */
export function toyPattern(gain: Gain, message = 'Say thrifty.'): Pattern {
  return definePattern<CallMatch, Record<never, never>>(
    {
      id: 'toy',
      family: 'lazy',
      gain,
      description: 'calls of wasteful',
      preset: 'all',
      messages: { call: message },
      reasons: {},
      options: {},
      defaults: {},
      tokens: ['wasteful'],
      detect: () => ({
        *CallExpression(node) {
          const { callee } = node;
          if (callee.type !== 'Identifier' || callee.name !== 'wasteful') return;
          yield { node, callee, messageId: 'call', data: {}, verdict: { tier: 'safe' } };
        },
      }),
    },
    ({ callee }, writer) => [writer.replaceText(callee.range, 'thrifty')],
  );
}
