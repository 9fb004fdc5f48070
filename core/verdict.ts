// From answers to a tier: refuted conditions silence a finding, unknown ones demote it under their name.

import type { Answer } from '../analysis/answer.js';
import type { Verdict } from './rule.js';

/** One thing that a rewrite needs, and the reason to give while it is only unknown. */
export interface Condition<Reason extends string> {
  readonly holds: Answer;
  readonly reason: Reason;
  /** Tier when `holds` is `unknown`; `review` unless said. */
  readonly otherwise?: 'review' | 'report';
}

/**
 * Judges the conditions of one finding.
 *
 * @returns `null` when one is refuted (stay silent); the first unknown one whose tier is lowest; else `safe`.
 */
export function judge<Reason extends string>(conditions: Iterable<Condition<Reason>>): Verdict<Reason> | null {
  let verdict: Verdict<Reason> = { tier: 'safe' };
  for (const { holds, reason, otherwise = 'review' } of conditions) {
    if (holds === 'no') return null;
    if (holds === 'yes') continue;
    if (verdict.tier === 'safe' || (verdict.tier === 'review' && otherwise === 'report')) {
      verdict = { tier: otherwise, reason };
    }
  }
  return verdict;
}
