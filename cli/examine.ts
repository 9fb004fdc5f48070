// One file, looked at as its plan says, and rewritten in memory where that was asked for.

import { findInText, type FindRequest } from '../core/find.js';
import { fixText, type FixResult } from '../core/fix.js';
import type { Tier } from '../core/rule.js';
import type { Host } from './host.js';
import type { FileOutcome } from './outcome.js';
import type { Plan } from './project.js';

/** @param tiers what to rewrite; `null` to look only. */
export function examineText(
  filePath: string,
  text: string,
  plan: Plan,
  tiers: ReadonlySet<Tier> | null,
  { cwd }: Host,
): FileOutcome {
  const { patterns, settings, languages } = plan;
  let first: FixResult | null = null;
  for (const languageOptions of languages) {
    const result = resultOf(
      {
        filePath,
        root: cwd,
        text,
        patterns,
        ...(settings && { settings }),
        ...(languageOptions && { languageOptions }),
      },
      tiers,
    );
    first ??= result;
    // A parser that does not know the syntax of the file, or a project without it: the next one may.
    if (!result.problem?.syntax) return outcomeOf(filePath, text, result);
  }
  return outcomeOf(filePath, text, first ?? { text, applied: [], left: [], problem: null });
}

function resultOf(request: FindRequest, tiers: ReadonlySet<Tier> | null): FixResult {
  if (tiers) return fixText(request, tiers);
  const { findings, problem } = findInText(request);
  return { text: request.text, applied: [], left: findings, problem };
}

function outcomeOf(filePath: string, original: string, { text, applied, left, problem }: FixResult): FileOutcome {
  return { filePath, original, text, applied, findings: left, problem };
}
