// The end of the pretty report: what was found and done, what was passed over and why, and what to run next.

import path from 'node:path';
import type { Tier } from '../core/rule.js';
import type { Colors } from './colors.js';
import type { Host } from './host.js';
import { sumOf, totalOf, type RuleCount, type Tally } from './outcome.js';
import { columnsOf, counted, listed } from './text-layout.js';

/** What the lines about the next steps depend on. */
export interface NextSteps {
  /** `diff` is a `fix` that writes nothing. */
  readonly command: 'check' | 'fix' | 'diff';
  readonly review: boolean;
  /** The paths and rule options of this run, as they would be typed again; with a leading space. */
  readonly scope: string;
}

export function summaryOf(tally: Tally, seconds: number, steps: NextSteps, host: Host, colors: Colors): string {
  const lines = [
    ...headline(tally, seconds, steps, colors),
    ...ruleTable(tally.left, colors),
    ...writtenLines(tally, host),
    ...skippedLines(tally, host),
    ...nextLines(tally, steps, colors),
  ];
  return `${lines.join('\n')}\n`;
}

function* headline(tally: Tally, seconds: number, { command }: NextSteps, colors: Colors): Generator<string> {
  const { files, problems, filesWithFindings, left, applied, interrupted } = tally;
  const scale = colors.dim(`${counted(files, 'file')} looked at in ${seconds.toFixed(1)} s`);
  if (interrupted) yield colors.red('Stopped before all files were looked at.');
  const rewrites = totalOf(sumOf(applied));
  if (rewrites > 0) {
    const verb = command === 'diff' ? 'Would rewrite' : 'Rewrote';
    yield `${colors.green('✔')} ${verb} ${counted(rewrites, 'finding')}: ${listed(tierCounts(sumOf(applied)))}.`;
  }
  const findings = totalOf(sumOf(left));
  if (findings > 0) {
    const where = `${counted(findings, 'finding')}${command === 'check' ? '' : ' left'} in ${counted(filesWithFindings, 'file')}`;
    yield `${colors.bold(where)}: ${listed(tierCounts(sumOf(left)))}  ${scale}`;
  } else if (problems === 0) {
    yield `${colors.green('✔')} ${rewrites > 0 ? 'Nothing is left' : 'Nothing found'}  ${scale}`;
  } else {
    yield scale;
  }
  if (problems > 0) yield colors.red(`${counted(problems, 'file')} could not be done; see the errors above.`);
}

const TIERS: readonly Tier[] = ['safe', 'review', 'report'];

function tierCounts(counts: RuleCount): string[] {
  return TIERS.filter((tier) => counts[tier] > 0).map((tier) => `${counts[tier]} ${tier}`);
}

/** Most findings first. */
function ruleTable(counts: ReadonlyMap<string, RuleCount>, colors: Colors): string[] {
  if (counts.size === 0) return [];
  const ordered = [...counts].sort(([a, x], [b, y]) => totalOf(y) - totalOf(x) || (a < b ? -1 : 1));
  const tiers = TIERS.filter((tier) => sumOf(counts)[tier] > 0);
  const rows = ordered.map(([ruleId, count]) => [`  ${ruleId}`, ...tiers.map((tier) => numberCell(tier, count))]);
  const [head = '', ...lines] = columnsOf([['', ...tiers], ...rows]);
  return ['', colors.dim(head), ...lines];
}

/** Right-aligned below the name of its tier. */
function numberCell(tier: Tier, count: RuleCount): string {
  return String(count[tier] || '-').padStart(tier.length);
}

/** After a clean run their diff is in git; when something went wrong each one has to be known. */
function writtenLines({ written, interrupted, problems }: Tally, { cwd }: Host): string[] {
  if (written.length === 0) return interrupted ? ['', 'No file was written.'] : [];
  const names = written.map((file) => `  ${path.relative(cwd, file)}`);
  const shown = interrupted || problems > 0 ? names : names.slice(0, MOST_WRITTEN);
  const others = names.length - shown.length;
  const rest = others > 0 ? [`  and ${others} more`] : [];
  return ['', `${counted(written.length, 'file')} written:`, ...shown, ...rest];
}

const MOST_WRITTEN = 20;

function skippedLines({ skipped }: Tally, { cwd }: Host): string[] {
  if (skipped.length === 0) return [];
  const rows = skipped.map(({ filePath, reason }) => [`  ${path.relative(cwd, filePath)}`, reason]);
  return ['', `${counted(skipped.length, 'file')} skipped:`, ...columnsOf(rows)];
}

function* nextLines({ left, applied }: Tally, steps: NextSteps, colors: Colors): Generator<string> {
  const { command, review, scope } = steps;
  const { safe, review: reviewable } = sumOf(left);
  const rewrites = totalOf(sumOf(applied));
  const rows: string[][] = [];
  const add = (line: string, what: string): number => rows.push([`  npx memfix ${line}`, colors.dim(what)]);
  if (command === 'diff' && rewrites > 0) add(`fix${review ? ' --review' : ''}${scope}`, 'write these rewrites');
  if (command === 'check' && safe > 0) {
    add(`fix --diff${scope}`, `show the patch of ${safe === 1 ? 'the safe rewrite' : `the ${safe} safe rewrites`}`);
    add(`fix${scope}`, `apply ${safe === 1 ? 'it' : 'them'}`);
  }
  if (!review && reviewable > 0) {
    add(`fix --review --diff${scope}`, `show also the ${counted(reviewable, 'rewrite')} that a person should look at`);
  }
  const [ruleId] = [...left].sort(([, a], [, b]) => totalOf(b) - totalOf(a))[0] ?? [];
  if (ruleId !== undefined) add(`explain ${ruleId}`, 'what it costs, when it is rewritten, and when not to care');
  if (rows.length > 0) yield* ['', 'Next:', ...columnsOf(rows)];
}
