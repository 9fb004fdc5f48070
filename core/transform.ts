// A pattern as a jscodeshift transform: the same findings and edits, in jscodeshift's own runner.

import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import type { API, FileInfo, Options } from 'jscodeshift';
import type { ReportedFinding } from './find.js';
import { fixText } from './fix.js';
import { reasonText } from './locate.js';
import type { Pattern } from './pattern.js';
import type { Tier } from './rule.js';

/** What jscodeshift takes from the `parser` export of a transform. */
export const parser = {
  parse(source: string): unknown {
    return typescriptParser.parse(source, {
      range: true,
      loc: true,
      tokens: true,
      comment: true,
      ecmaFeatures: { jsx: true },
    });
  },
};

export type Transform = (file: FileInfo, api: Pick<API, 'report'>, options?: Options) => string | undefined;

/**
 * Makes the default export of a file in `codemods/`. It applies `safe` findings to their fixpoint, with the option
 * `review` (on jscodeshift's command line `--review=true`) also those of that tier; what it declines goes to
 * `api.report`. The rule's own options and the shared settings are taken by their names (`--target=22`).
 *
 * The transform throws an Error that names the place when the file does not parse: jscodeshift counts it and goes on.
 */
export function transformOf(pattern: Pattern): Transform {
  return (file, api, options = {}) => {
    const tiers = new Set<Tier>(['safe']);
    if (options['review'] === true || options['review'] === 'true') tiers.add('review');
    const filePath = path.resolve(file.path);
    const ruleOptions = pick(options, Object.keys(pattern.rule.options));
    const request = {
      filePath,
      root: process.cwd(),
      text: file.source,
      patterns: [{ pattern, severity: 'warn' as const, ...(ruleOptions && { options: ruleOptions }) }],
      settings: pick(options, ['target', 'includeTests', 'helpers']) ?? {},
    };
    const { text, left, problem } = fixText(request, tiers);
    if (problem) throw new Error(`${file.path}:${problem.line}:${problem.column} ${problem.message}`);
    for (const finding of left) api.report(declined(file.path, finding, pattern));
    return text === file.source ? undefined : text;
  };
}

/** jscodeshift hands over all options of its command line, its own among them. */
function pick(options: Options, names: readonly string[]): object | null {
  const given = names.filter((name) => name in options);
  return given.length > 0 ? Object.fromEntries(given.map((name) => [name, options[name] as unknown])) : null;
}

function declined(filePath: string, finding: ReportedFinding, pattern: Pattern): string {
  const { line, column } = finding.message;
  const reason = finding.reason === null ? '' : `: ${reasonText(pattern.rule, finding.reason)}`;
  return `${filePath}:${line}:${column} ${finding.ruleId} not rewritten (${finding.tier}${reason})`;
}
