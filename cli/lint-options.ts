// The options that `check` and `fix` share, and what they ask for.

import { Option, type Command } from 'commander';
import { EXTENSIONS } from '../core/languages.js';
import { PRESETS, type Preset } from '../core/presets.js';
import type { Helpers } from '../core/rule.js';
import { HELPERS } from '../core/settings.js';
import type { Host } from './host.js';
import type { LintOptions } from './lint.js';
import { collected, countOf, extensionsOf, oneOf, ruleOf, sizeOf, targetOf } from './parameters.js';
import { MEGABYTE } from './source-file.js';

/** As commander hands them over. */
export interface LintFlags {
  readonly ext?: readonly string[];
  readonly maxSize: number;
  readonly preset?: Preset;
  readonly rule?: readonly string[];
  readonly includeTests?: true;
  readonly target?: string;
  readonly helpers?: Helpers;
  readonly format: 'pretty' | 'json';
  readonly maxWarnings?: number;
  readonly color?: boolean;
}

export const FILES = 'Files:';
const RULES = 'Rules (without these the ESLint configuration decides, else the preset recommended):';
const OUTPUT = 'Output:';

export function addLintOptions(command: Command, { patterns }: Host): Command {
  const options = [
    new Option('--ext <extensions>', `only files with these of ${EXTENSIONS.join()}`)
      .argParser(extensionsOf)
      .helpGroup(FILES),
    new Option('--max-size <megabytes>', 'skip larger files').argParser(sizeOf).default(5).helpGroup(FILES),
    new Option('--include-tests', 'also look at test files').helpGroup(FILES),
    new Option('--preset <name>', `all rules of ${PRESETS.join(', ')}`).argParser(oneOf(PRESETS)).helpGroup(RULES),
    new Option('--rule <id>', 'just this rule (repeatable)').argParser(collected(ruleOf(patterns))).helpGroup(RULES),
    new Option('--target <node>', 'oldest Node version that the code must run on, such as 22')
      .argParser(targetOf)
      .helpGroup(RULES),
    new Option('--helpers <name>', 'import lets rewritten code import from memfix/runtime, none does not')
      .argParser(oneOf(HELPERS))
      .helpGroup(RULES),
    formatOption(),
    new Option('--max-warnings <number>', 'exit with 1 when there are more warnings')
      .argParser(countOf)
      .helpGroup(OUTPUT),
  ];
  for (const option of options) command.addOption(option);
  return addColor(command.argument('[paths...]', 'files, folders or patterns', ['.']));
}

export function formatOption(): Option {
  return new Option('--format <name>', 'pretty, or json for programs')
    .argParser(oneOf(['pretty', 'json']))
    .default('pretty')
    .helpGroup(OUTPUT);
}

export function addColor(command: Command): Command {
  return command
    .helpOption('-h, --help', 'print this help')
    .addOption(new Option('--color', 'colour the output even where no terminal listens').helpGroup(OUTPUT))
    .addOption(new Option('--no-color', 'do not colour the output').helpGroup(OUTPUT));
}

export function lintOptions(paths: readonly string[], flags: LintFlags): Omit<LintOptions, 'staged' | 'fix'> {
  const { ext = EXTENSIONS, maxSize, preset, rule, includeTests, target, helpers, format, maxWarnings, color } = flags;
  return {
    paths,
    extensions: ext,
    choice: { preset, rules: rule },
    settings: {
      ...(includeTests && { includeTests }),
      ...(target !== undefined && { target }),
      ...(helpers && { helpers }),
    },
    limits: { maxBytes: maxSize * MEGABYTE },
    format,
    maxWarnings: maxWarnings ?? null,
    color,
    scope: scopeOf(paths, flags),
  };
}

/** What to type to see the same files with the same rules. */
function scopeOf(
  paths: readonly string[],
  { ext, preset, rule = [], includeTests, target, helpers }: LintFlags,
): string {
  const words = [
    ...(paths.length === 1 && paths[0] === '.' ? [] : paths.map(quoted)),
    ...(ext ? [`--ext ${ext.join()}`] : []),
    ...(preset ? [`--preset ${preset}`] : []),
    ...rule.map((id) => `--rule ${id}`),
    ...(includeTests ? ['--include-tests'] : []),
    ...(target === undefined ? [] : [`--target ${target}`]),
    ...(helpers ? [`--helpers ${helpers}`] : []),
  ];
  return words.map((word) => ` ${word}`).join('');
}

/** For a shell. */
function quoted(name: string): string {
  return /^[\w./@-]+$/.test(name) ? name : `'${name}'`;
}
