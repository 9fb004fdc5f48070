// Applies rewrites to their fixpoint: find, choose disjoint ones, apply, and again on the new text.

import { applyEdits, selectDisjoint } from './edit.js';
import { findInText, type FileProblem, type FindRequest, type ReportedFinding } from './find.js';
import type { Tier } from './rule.js';

export interface FixResult {
  /** The text with the rewrites; the text as it was when there is a `problem`. */
  readonly text: string;
  /** What was rewritten, in order of application; ranges refer to the text of their own round. */
  readonly applied: readonly ReportedFinding[];
  /** What is left in `text`. */
  readonly left: readonly ReportedFinding[];
  readonly problem: FileProblem | null;
}

/** A rewrite may uncover others, but then their number falls again; without a bound a defect could go on for ever. */
const MOST_ROUNDS_WITHOUT_PROGRESS = 20;

/** @param tiers which findings are rewritten: `safe`, or `safe` and `review`. */
export function fixText(request: FindRequest, tiers: ReadonlySet<Tier>): FixResult {
  const original = request.text;
  const seen = new Set<string>();
  const applied: ReportedFinding[] = [];
  let text = original;
  let last: Round | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (let rounds = 0; rounds < MOST_ROUNDS_WITHOUT_PROGRESS; rounds += 1) {
    const { findings, problem } = findInText({ ...request, text });
    if (problem?.syntax && last) return failed(original, `${rulesOf(culprits(request, last))} does not parse`, problem);
    if (problem) return { text: original, applied: [], left: [], problem };
    const rewritable = findings.filter((finding) => tiers.has(finding.tier));
    const chosen = selectDisjoint(rewritable);
    if (chosen.length === 0) return { text, applied, left: findings, problem: null };
    if (rewritable.length < fewest) rounds = 0;
    fewest = Math.min(fewest, rewritable.length);
    seen.add(text);
    last = { text, chosen };
    try {
      text = applyToFile(text, chosen);
    } catch (error) {
      return failed(original, `${rulesOf(chosen)} failed: ${(error as Error).message}`);
    }
    applied.push(...chosen);
    if (seen.has(text)) break;
  }
  return failed(original, `${rulesOf(last?.chosen ?? [])} comes to no end here`);
}

interface Round {
  readonly text: string;
  readonly chosen: readonly ReportedFinding[];
}

/** Those whose rewrite alone breaks the text; all of the round when only several together do. */
function culprits(request: FindRequest, { text, chosen }: Round): readonly ReportedFinding[] {
  const breaking = chosen.filter(
    (finding) => findInText({ ...request, text: applyToFile(text, [finding]) }).problem?.syntax,
  );
  return breaking.length > 0 ? breaking : chosen;
}

function rulesOf(findings: readonly ReportedFinding[]): string {
  return `the rewrite of ${[...new Set(findings.map(({ ruleId }) => ruleId))].join(', ')}`;
}

/** Without a place: that of the cause is in a text that nobody sees. */
function failed(original: string, reason: string, cause?: FileProblem): FixResult {
  const detail = cause ? ` (${cause.message})` : '';
  const message = `${reason}${detail}; the file is left as it was (a defect of memfix)`;
  return { text: original, applied: [], left: [], problem: { line: 0, column: 0, message, syntax: false } };
}

/** Ranges do not count a byte order mark, and it stays. */
function applyToFile(text: string, chosen: readonly ReportedFinding[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return (
    mark +
    applyEdits(
      text.slice(mark.length),
      chosen.flatMap((finding) => finding.edits),
    )
  );
}
