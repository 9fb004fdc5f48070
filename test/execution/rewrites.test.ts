// The rewrites of all rules, put to the test by random programs. A broken one becomes a fixture of its rule.

import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { definePattern } from '../../core/pattern.js';
import type { Match, Rule } from '../../core/rule.js';
import { describedBreak, fuzzRewrites } from './rewrites.js';
import { ALL_RULES } from './rules.js';

const PROGRAMS = 2000;
const SEED = 1;

/** So many rewrites of each rule must have been put to the test, three of four that are: what stays cannot break. */
const LEAST_REWRITES: Readonly<Record<string, number>> = {
  'no-accumulating-buffer': 21,
  'no-accumulating-copy': 73,
  'no-array-for-scalar': 24,
  'no-boxed-numbers': 34,
  'no-eager-producer': 10,
  'no-intermediate-array': 93,
  'no-materialized-range': 9,
  'no-needless-collect': 76,
  'no-per-instance-function': 41,
  'no-recreated-constant': 195,
  'no-redundant-copy': 147,
  'no-retained-capture': 3,
};

describe('random programs', () => {
  it(`do after \`fix\` what they did before, ${PROGRAMS} of them`, { timeout: 900_000 }, async () => {
    const { programs, applied, broken } = await fuzzRewrites({
      patterns: ALL_RULES,
      programs: PROGRAMS,
      seed: SEED,
      most: 3,
    });
    expect(broken.map(describedBreak)).toEqual([]);
    expect(programs).toBe(PROGRAMS);
    for (const [rule, least] of Object.entries(LEAST_REWRITES)) {
      expect(applied.get(rule) ?? 0, rule).toBeGreaterThanOrEqual(least);
    }
  });

  it('show a rewrite that is wrong', { timeout: 60_000 }, async () => {
    interface Filtering extends Match<'filters', never> {
      readonly node: TSESTree.CallExpression;
      readonly filtered: TSESTree.Expression;
    }
    const rule: Rule<Filtering> = {
      id: 'no-filter',
      family: 'lazy',
      gain: 'bytes',
      description: 'calls of `filter`',
      preset: 'recommended',
      messages: { filters: 'There is a `filter`. Leave it out.' },
      reasons: {},
      options: {},
      defaults: {},
      tokens: ['filter'],
      detect: () => ({
        *CallExpression(node): Generator<Filtering> {
          const { callee } = node;
          if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
          if (callee.property.name !== 'filter') return;
          yield { node, filtered: callee.object, messageId: 'filters', data: {}, verdict: { tier: 'safe' } };
        },
      }),
    };
    const pattern = definePattern(rule, ({ node, filtered }, writer) => [writer.replace(node, filtered)]);
    const patterns = [{ pattern, severity: 'warn' }] as const;
    const { broken } = await fuzzRewrites({ patterns, programs: 100, seed: SEED, most: 1 });
    expect(broken.map(({ rules }) => rules[0])).toEqual(['no-filter']);
  });
});
