// What became of one file, and of all.

import type { FileProblem, ReportedFinding } from '../core/find.js';
import type { Tier } from '../core/rule.js';
import type { SkippedFile } from './select-files.js';
import { severityOf } from './severity.js';

export interface FileOutcome {
  readonly filePath: string;
  readonly original: string;
  /** With the rewrites. */
  readonly text: string;
  /** What was rewritten; empty when only looking. */
  readonly applied: readonly ReportedFinding[];
  /** What is left in `text`. */
  readonly findings: readonly ReportedFinding[];
  /** Why the file could not be done. */
  readonly problem: FileProblem | null;
}

/** Counts over all files. */
export class Tally {
  files = 0;
  filesWithFindings = 0;
  errors = 0;
  warnings = 0;
  problems = 0;
  readonly left = new Map<string, RuleCount>();
  readonly applied = new Map<string, RuleCount>();
  readonly skipped: SkippedFile[] = [];
  /** Files that were written, in order. */
  readonly written: string[] = [];
  /** Ctrl-C came before all files were looked at. */
  interrupted = false;

  add(outcome: FileOutcome): void {
    this.files += 1;
    if (outcome.findings.length > 0) this.filesWithFindings += 1;
    if (outcome.problem) this.problems += 1;
    for (const { tier, ruleId } of outcome.findings) {
      if (severityOf(tier) === 2) this.errors += 1;
      else this.warnings += 1;
      count(this.left, ruleId, tier);
    }
    for (const { tier, ruleId } of outcome.applied) count(this.applied, ruleId, tier);
  }
}

export type RuleCount = Readonly<Record<Tier, number>>;

function count(counts: Map<string, RuleCount>, ruleId: string, tier: Tier): void {
  const before = counts.get(ruleId) ?? { safe: 0, review: 0, report: 0 };
  counts.set(ruleId, { ...before, [tier]: before[tier] + 1 });
}

/** Over all rules. */
export function sumOf(counts: ReadonlyMap<string, RuleCount>): RuleCount {
  const sum = { safe: 0, review: 0, report: 0 };
  for (const { safe, review, report } of counts.values()) {
    sum.safe += safe;
    sum.review += review;
    sum.report += report;
  }
  return sum;
}

export function totalOf({ safe, review, report }: RuleCount): number {
  return safe + review + report;
}
