// Runs many random programs before and after they were rewritten by all rules, and compares what they do.

import path from 'node:path';
import type { EnabledPattern } from '../../core/find.js';
import { fixText } from '../../core/fix.js';
import { instrument, Watch } from './instrument.js';
import { drawn, programsForRules } from './program.js';
import { read } from './read.js';
import { run } from './run.js';

/** A program that a `safe` rewrite has broken. */
export interface BrokenProgram {
  readonly program: string;
  readonly rewritten: string;
  readonly rules: readonly string[];
  /** What differs first. */
  readonly difference: string;
}

export interface Rewritings {
  programs: number;
  /** How many rewrites of each rule were put to the test. */
  readonly applied: Map<string, number>;
  readonly broken: BrokenProgram[];
}

export interface RewriteRequest {
  readonly patterns: readonly EnabledPattern[];
  readonly programs: number;
  readonly seed: number;
  /** It stops after so many broken programs. */
  readonly most: number;
}

export async function fuzzRewrites({ patterns, programs: count, seed, most }: RewriteRequest): Promise<Rewritings> {
  const result: Rewritings = { programs: 0, applied: new Map(), broken: [] };
  for (const program of drawn(programsForRules, count, seed)) {
    result.programs += 1;
    const { rules, broken } = await confrontRewrites(program, patterns);
    for (const rule of rules) result.applied.set(rule, (result.applied.get(rule) ?? 0) + 1);
    if (broken) result.broken.push(broken);
    if (result.broken.length >= most) break;
  }
  return result;
}

/** The rules whose rewrites were put to the test, one entry a rewrite, and what they broke. */
export async function confrontRewrites(
  program: string,
  patterns: readonly EnabledPattern[],
): Promise<{ readonly rules: readonly string[]; readonly broken: BrokenProgram | null }> {
  const { text, applied, problem } = fixText({ ...FILE, text: program, patterns }, new Set(['safe']));
  const rules = applied.map(({ ruleId }) => ruleId);
  const brokenBy = (difference: string): BrokenProgram => ({ program, rewritten: text, rules, difference });
  if (problem) return { rules, broken: brokenBy(problem.message) };
  if (text === program) return { rules, broken: null };
  const [before, after] = [await behaviour(program), await behaviour(text)];
  // A program that does not end is cut off after a number of steps, which are others after a rewrite.
  if (before === null || after === null) return { rules: [], broken: null };
  const index = before.findIndex((line, at) => line !== after[at]);
  if (index < 0 && before.length === after.length) return { rules, broken: null };
  const at = index < 0 ? before.length : index;
  return { rules, broken: brokenBy(`before: ${before[at] ?? 'the end'}\n  after:  ${after[at] ?? 'the end'}`) };
}

const FILE = { filePath: path.resolve('program.js'), root: path.resolve('.') };

async function behaviour(program: string): Promise<readonly string[] | null> {
  const { outcome, isExhausted } = await run(instrument(read(program, 'espree'), new Watch()), null);
  return isExhausted ? null : outcome;
}

export function describedBreak({ program, rewritten, rules, difference }: BrokenProgram): string {
  return `${[...new Set(rules)].join(', ')}\n  ${difference}\n${program}\n--- rewritten\n${rewritten}`;
}
