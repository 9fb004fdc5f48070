// `memfix check` and `memfix fix`: from paths to an exit code.

import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Tier } from '../core/rule.js';
import { requireCleanTree, type TreeDemands } from './clean-tree.js';
import { colorsFor } from './colors.js';
import { examineText } from './examine.js';
import { stagedContent } from './git.js';
import type { ExitCode, Host } from './host.js';
import { jsonReporter } from './json-report.js';
import { sumOf, Tally, type FileOutcome } from './outcome.js';
import { patchReporter } from './patch-report.js';
import { prettyReporter } from './pretty-report.js';
import { planFiles, type RuleChoice } from './project.js';
import type { Reporter } from './reporter.js';
import { selectFiles, selectStagedFiles, type Selection } from './select-files.js';
import { decodeSource, readSourceFile, type Limits, type ReadResult } from './source-file.js';
import type { NextSteps } from './summary.js';
import { replaceContent } from './write-file.js';

export interface LintOptions {
  readonly paths: readonly string[];
  /** Without their dots. */
  readonly extensions: readonly string[];
  readonly choice: RuleChoice;
  /** Settings of the command line, above those of the configuration. */
  readonly settings: object;
  readonly limits: Limits;
  readonly format: 'pretty' | 'json';
  readonly maxWarnings: number | null;
  readonly color: boolean | undefined;
  /** Paths and rule options as typed, for the lines that say what to run next. */
  readonly scope: string;
  /** The files staged in git, as they are staged; never together with `fix`. */
  readonly staged: boolean;
  /** `null` for `check`. */
  readonly fix: FixOptions | null;
}

export interface FixOptions extends TreeDemands {
  readonly review: boolean;
  /** Show the patch, write nothing. */
  readonly diff: boolean;
}

/** @throws UsageError before any file is looked at, when the request cannot be met. */
export async function lint(options: LintOptions, host: Host): Promise<ExitCode> {
  const start = performance.now();
  const { files, named, skipped } = await select(options, host);
  const { fix } = options;
  if (fix && !fix.diff) await requireCleanTree(options.paths, files, fix, host);
  const { plans, warnings: notes } = await planFiles(files, options.choice, options.settings, host);
  const warnings = [...notes];
  const tally = new Tally();
  tally.skipped.push(...skipped);
  for (const file of named) if (!plans.has(file)) tally.skipped.push({ filePath: file, reason: 'ignored by ESLint' });
  for (const { filePath, reason } of tally.skipped)
    warnings.push(`${path.relative(host.cwd, filePath)} is skipped: ${reason}`);
  for (const warning of warnings) host.stderr.write(`warning: ${warning}\n`);

  const reporter = reporterFor(options, host);
  for (const [filePath, plan] of plans) {
    // Lets Ctrl-C in.
    await setImmediate();
    if (host.signal?.aborted) {
      tally.interrupted = true;
      break;
    }
    const read = await readFor(filePath, options, host);
    if ('skipped' in read) {
      tally.skipped.push({ filePath, reason: read.skipped });
      continue;
    }
    const { text, bytes } = read.source;
    let outcome = examineText(filePath, text, plan, fix && tiersOf(fix), host);
    if (fix && !fix.diff && outcome.text !== text) {
      const failure = await replaceContent(filePath, bytes, outcome.text);
      if (failure === null) tally.written.push(filePath);
      else outcome = unwritten(outcome, failure);
    }
    tally.add(outcome);
    reporter.file(outcome);
  }
  reporter.end(tally, (performance.now() - start) / 1000);
  return exitCodeOf(tally, options, host);
}

function select({ staged, paths, extensions }: LintOptions, host: Host): Promise<Selection> {
  return staged ? selectStagedFiles(paths, extensions, host) : selectFiles(paths, extensions, host);
}

async function readFor(filePath: string, { staged, limits }: LintOptions, host: Host): Promise<ReadResult> {
  if (!staged) return readSourceFile(filePath, limits);
  const bytes = await stagedContent(filePath, host);
  return bytes ? decodeSource(bytes, limits) : { skipped: 'not in the index any more' };
}

function tiersOf({ review }: FixOptions): ReadonlySet<Tier> {
  return new Set(review ? ['safe', 'review'] : ['safe']);
}

function unwritten({ filePath, original }: FileOutcome, failure: string): FileOutcome {
  const problem = { line: 0, column: 0, message: `not written: ${failure}`, syntax: false };
  return { filePath, original, text: original, applied: [], findings: [], problem };
}

function reporterFor({ format, color, scope, fix }: LintOptions, host: Host): Reporter {
  if (format === 'json') return jsonReporter(host);
  const command = fix?.diff ? 'diff' : fix ? 'fix' : 'check';
  const steps: NextSteps = { command, review: fix?.review ?? false, scope };
  const colors = colorsFor(host.stdout, host, color);
  if (command !== 'diff') return prettyReporter(host, colors, steps);
  return patchReporter(host, { patch: colors, summary: colorsFor(host.stderr, host, color) }, steps);
}

function exitCodeOf(tally: Tally, { fix, maxWarnings }: LintOptions, { stderr }: Host): ExitCode {
  if (tally.problems > 0 || tally.interrupted) return 2;
  if (maxWarnings !== null && tally.warnings > maxWarnings) {
    stderr.write(`error: ${tally.warnings} warnings are more than --max-warnings ${maxWarnings} allows\n`);
    return 1;
  }
  // What `--diff` shows is not written, so it is left.
  const shown = fix?.diff ? sumOf(tally.applied).safe : 0;
  return tally.errors + shown > 0 ? 1 : 0;
}
