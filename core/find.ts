// Text in, findings out. ESLint's own Linter parses, builds scopes, traverses once for all rules and applies
// `eslint-disable` comments; the findings are told through `eslintRuleOf`.

import path from 'node:path';
import { Linter } from 'eslint';
import type { ESLint, Linter as LinterTypes } from 'eslint';
import type { Finding } from './finding.js';
import { eslintRuleOf } from './eslint-rule.js';
import { languageOptionsFor } from './languages.js';
import type { Pattern } from './pattern.js';

export interface EnabledPattern {
  readonly pattern: Pattern;
  /** ESLint's severity. A rule that is `off` can be turned on by a comment in the file. */
  readonly severity: 'off' | 'warn' | 'error';
  /** The rule's options object, if the user gave one. */
  readonly options?: object;
}

export interface FindRequest {
  /** Absolute. */
  readonly filePath: string;
  /** The project's root: folder names above it do not make a file a test. */
  readonly root: string;
  readonly text: string;
  readonly patterns: readonly EnabledPattern[];
  /** `settings.memfix`. */
  readonly settings?: object;
  /** ESLint's language options in place of memfix's own parser. */
  readonly languageOptions?: LinterTypes.LanguageOptions;
}

/** A finding, and ESLint's message for it. */
export interface ReportedFinding extends Finding {
  readonly message: LinterTypes.LintMessage;
}

export interface FileProblem {
  /** 1-based; 0 when the place is not known. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** `true` when the file does not parse, `false` when a rule or codemod of ours threw. */
  readonly syntax: boolean;
}

export interface FindResult {
  readonly findings: readonly ReportedFinding[];
  readonly problem: FileProblem | null;
}

/** Never throws on account of the file or of a rule: what went wrong is the result's `problem`. */
export function findInText(request: FindRequest): FindResult {
  const { languageOptions = languageOptionsFor(request.filePath) as LinterTypes.LanguageOptions } = request;
  const result = findWith(request, languageOptions);
  if (!result.problem?.syntax || request.languageOptions || !/\.c?jsx?$/.test(request.filePath)) return result;
  const asScript = findWith(request, SCRIPT);
  return asScript.problem?.syntax ? result : asScript;
}

/** Old scripts that TypeScript's parser refuses (`010`, `<!--`) are read by ESLint's own. */
const SCRIPT: LinterTypes.LanguageOptions = {
  sourceType: 'commonjs',
  parserOptions: { ecmaFeatures: { jsx: true } },
};

function findWith(request: FindRequest, languageOptions: LinterTypes.LanguageOptions): FindResult {
  const { text, filePath, root } = request;
  const cwd = path.relative(root, filePath).startsWith('..') ? path.dirname(filePath) : root;
  const { linter, config, told } = lintRunFor(request, languageOptions, cwd);
  told.length = 0;
  let messages: LinterTypes.LintMessage[];
  try {
    messages = linter.verify(text, config, filePath);
  } catch (error) {
    return { findings: [], problem: problemOf(error) };
  }
  const refusal = messages.find(isParseError);
  if (refusal) {
    const { line, column, message } = refusal;
    return { findings: [], problem: { line, column, message, syntax: true } };
  }
  return { findings: pair(messages, told, text), problem: null };
}

/** ESLint also calls a bad comment of its own `fatal`, such as the `eslint-env` of old, and still runs the rules. */
function isParseError({ fatal, message }: LinterTypes.LintMessage): boolean {
  return fatal === true && message.startsWith('Parsing error:');
}

/** What files of one rule set, one language and one folder share; `told` is emptied before each file. */
interface LintRun {
  readonly languageOptions: LinterTypes.LanguageOptions;
  readonly settings: object | undefined;
  readonly cwd: string;
  readonly linter: Linter;
  readonly config: LinterTypes.Config[];
  readonly told: Finding[];
}

const lintRuns = new WeakMap<readonly EnabledPattern[], LintRun[]>();

function lintRunFor(request: FindRequest, languageOptions: LinterTypes.LanguageOptions, cwd: string): LintRun {
  const { patterns, settings } = request;
  const known = lintRuns.get(patterns) ?? [];
  lintRuns.set(patterns, known);
  const same = known.find(
    (run) => run.languageOptions === languageOptions && run.settings === settings && run.cwd === cwd,
  );
  if (same) return same;
  const told: Finding[] = [];
  const config = configFor(request, languageOptions, (finding) => told.push(finding));
  const run = { languageOptions, settings, cwd, linter: new Linter({ cwd }), config, told };
  known.push(run);
  return run;
}

function configFor(
  { patterns, settings }: FindRequest,
  languageOptions: LinterTypes.LanguageOptions,
  onFinding: (finding: Finding) => void,
): LinterTypes.Config[] {
  const rules = Object.fromEntries(patterns.map(({ pattern }) => [pattern.rule.id, eslintRuleOf(pattern, onFinding)]));
  return [
    {
      // Not '**/*': ESLint holds a file that matches only patterns ending in '/*' to be none of its own.
      files: ['**/*.*'],
      // ESLint's types know ESTree only; the rule reads whatever tree the parser made.
      plugins: { memfix: { rules } as unknown as ESLint.Plugin },
      languageOptions,
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      rules: Object.fromEntries(
        patterns.map(({ pattern, severity, options }) => [
          `memfix/${pattern.rule.id}`,
          options ? [severity, options] : severity,
        ]),
      ),
      ...(settings && { settings: { memfix: settings } }),
    },
  ];
}

/** Gives every message that survived the directives its finding. Findings at one place are told in message order. */
function pair(messages: readonly LinterTypes.LintMessage[], told: readonly Finding[], text: string): ReportedFinding[] {
  const byPlace = new Map<string, Finding[]>();
  const positionOf = locator(text);
  for (const finding of told) {
    const { line, column } = positionOf(finding.range[0]);
    const key = `memfix/${finding.ruleId} ${finding.messageId} ${line}:${column}`;
    const same = byPlace.get(key);
    if (same) same.push(finding);
    else byPlace.set(key, [finding]);
  }
  return messages.flatMap((message) => {
    const key = `${message.ruleId} ${message.messageId} ${message.line}:${message.column}`;
    const finding = byPlace.get(key)?.shift();
    return finding ? [{ ...finding, message }] : [];
  });
}

/** ESLint's positions: lines and columns from 1, a byte order mark not counted. */
function locator(text: string): (offset: number) => { line: number; column: number } {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const starts = [0];
  for (const match of body.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** ESLint wraps what a rule throws, and names the rule and the line in it. */
function problemOf(error: unknown): FileProblem {
  const { message, ruleId, currentNode } = error as {
    message?: string;
    ruleId?: string;
    currentNode?: { loc?: { start: { line: number; column: number } } };
  };
  const place = currentNode?.loc?.start;
  const lines = (message ?? String(error)).split('\n').map((line) => line.trim());
  return {
    line: place?.line ?? 0,
    column: (place?.column ?? -1) + 1,
    // After the first line of a rule's error ESLint adds the place; what is wrong with options stands in several lines.
    message: ruleId === undefined ? lines.join(' ').trim() : `${ruleId} failed: ${lines[0] ?? ''}`,
    syntax: false,
  };
}
