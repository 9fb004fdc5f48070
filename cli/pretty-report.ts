// For people: findings by file with their code, then what it comes to and what to run next.

import path from 'node:path';
import type { ReportedFinding } from '../core/find.js';
import type { Tier } from '../core/rule.js';
import type { Colors } from './colors.js';
import { framesOf } from './frame.js';
import type { Host } from './host.js';
import type { FileOutcome } from './outcome.js';
import type { Reporter } from './reporter.js';
import { summaryOf, type NextSteps } from './summary.js';
import { listed, wrapped } from './text-layout.js';

export function prettyReporter(host: Host, colors: Colors, steps: NextSteps): Reporter {
  const { stdout } = host;
  return {
    file(outcome) {
      const lines = [...linesOf(outcome, host, colors)];
      if (lines.length === 0) return;
      const name = path.relative(host.cwd, outcome.filePath);
      stdout.write(`${colors.bold(colors.underline(name))}\n${lines.join('\n')}\n\n`);
    },
    end(tally, seconds) {
      stdout.write(summaryOf(tally, seconds, steps, host, colors));
    },
  };
}

function* linesOf(outcome: FileOutcome, host: Host, colors: Colors): Generator<string> {
  const { problem, applied, findings, original, text } = outcome;
  if (problem) {
    const place = problem.line > 0 ? `${problem.line}:${problem.column}` : '';
    yield `  ${colors.dim(place.padStart(7))} ${colors.bgRed(colors.black(' error '))} ${problem.message}`;
    if (problem.syntax && problem.line > 0) yield framesOf(original, colors.isColorSupported)(problem);
  }
  if (applied.length > 0) yield `  ${colors.green('✔')} rewritten: ${rewrittenIn(applied)}`;
  const frameOf = framesOf(text, colors.isColorSupported);
  for (const [index, finding] of findings.entries()) {
    if (index > 0) yield '';
    yield* findingLines(finding, host, colors);
    yield frameOf(finding.message);
  }
}

function* findingLines({ message, tier, ruleId }: ReportedFinding, host: Host, colors: Colors): Generator<string> {
  const place = `${message.line}:${message.column}`.padStart(7);
  yield `  ${colors.dim(place)} ${badgeOf(tier, colors)} ${colors.bold(ruleId)}`;
  for (const line of wrapped(message.message, host.stdout, INDENTATION)) yield INDENTATION + line;
}

const INDENTATION = ' '.repeat(10);

/** Told apart without colours too: by the word. */
function badgeOf(tier: Tier, colors: Colors): string {
  const paint = { safe: colors.bgGreen, review: colors.bgYellow, report: colors.bgCyan }[tier];
  return colors.isColorSupported ? paint(colors.black(` ${tier} `)) : `[${tier}]`;
}

function rewrittenIn(applied: readonly ReportedFinding[]): string {
  const counts = new Map<string, number>();
  for (const { ruleId } of applied) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return listed([...counts].map(([ruleId, times]) => (times === 1 ? ruleId : `${ruleId} (${times} times)`)));
}
