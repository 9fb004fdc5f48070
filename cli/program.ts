// The commands and their help.

import { Command, Option } from 'commander';
import { packageInfo } from '../core/package.js';
import { colorsFor } from './colors.js';
import { explanationOf } from './explain.js';
import type { ExitCode, Host } from './host.js';
import { lint } from './lint.js';
import { addColor, addLintOptions, FILES, formatOption, lintOptions, type LintFlags } from './lint-options.js';
import { suggestionFor } from './nearest.js';
import { ruleOf } from './parameters.js';
import { ruleListOf } from './rule-list.js';

interface FixFlags extends LintFlags {
  readonly review?: true;
  readonly diff?: true;
  readonly allowDirty?: true;
  readonly git: boolean;
}

interface ListFlags {
  readonly format: 'pretty' | 'json';
  readonly color?: boolean;
}

/** @param done takes the exit code of the command that ran. */
export function programFor(host: Host, done: (code: ExitCode) => void): Command {
  const program = new Command('memfix')
    .description('Find code that needs more memory than it has to, and rewrite it where that is proved safe.')
    .version(packageInfo.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; memfix fix --help prints that of fix')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      outputError: (text, write) => write(withSuggestion(text, program)),
    })
    .showSuggestionAfterError(false)
    .showHelpAfterError('Run memfix --help to see the commands, memfix check --help to see the options.')
    .addHelpText('after', EXAMPLES);
  addCheck(program, host, done);
  addFix(program, host, done);
  addExplain(program, host);
  addRules(program, host);
  return program;
}

const EXAMPLES = `
Examples:
  npx memfix                       what is wasteful in this folder
  npx memfix fix --diff            the patch of all safe rewrites
  npx memfix fix                   apply them
  npx memfix fix src --rule no-accumulating-copy
  npx memfix check --staged        as a pre-commit hook

Exit codes: 0 clean; 1 a safe rewrite is left to do, or too many warnings; 2 something could not be done.`;

function addCheck(program: Command, host: Host, done: (code: ExitCode) => void): void {
  const command = program
    .command('check', { isDefault: true })
    .description('list findings, what each costs and what can be rewritten; writes nothing (the default command)')
    .addOption(new Option('--staged', 'look at the files staged in git, as they are staged').helpGroup(FILES));
  addLintOptions(command, host).action(async (paths: string[], flags: LintFlags & { staged?: true }) => {
    done(await lint({ ...lintOptions(paths, flags), staged: flags.staged ?? false, fix: null }, host));
  });
}

function addFix(program: Command, host: Host, done: (code: ExitCode) => void): void {
  const group = 'Rewrites:';
  const command = program
    .command('fix')
    .description('apply every rewrite that is proved safe')
    .addOption(new Option('--review', 'also apply those that a person should look at').helpGroup(group))
    .addOption(new Option('--diff', 'print the patch, write nothing').helpGroup(group))
    .addOption(new Option('--allow-dirty', 'write although git has uncommitted changes').helpGroup(group))
    .addOption(new Option('--no-git', 'write although there is no git repository').helpGroup(group));
  addLintOptions(command, host).action(async (paths: string[], flags: FixFlags) => {
    const { review = false, diff = false, allowDirty = false, git } = flags;
    done(await lint({ ...lintOptions(paths, flags), staged: false, fix: { review, diff, allowDirty, git } }, host));
  });
}

function addExplain(program: Command, host: Host): void {
  addColor(program.command('explain'))
    .description('tell all about a rule: what it costs, when it is rewritten and when not')
    .argument('<rule>', 'name of the rule', ruleOf(host.patterns))
    .action((rule: string, { color }: ListFlags) => {
      const pattern = host.patterns.find((candidate) => candidate.rule.id === rule);
      if (pattern) host.stdout.write(explanationOf(pattern, host.stdout, colorsFor(host.stdout, host, color)));
    });
}

function addRules(program: Command, host: Host): void {
  addColor(program.command('rules'))
    .description('list the rules')
    .addOption(formatOption())
    .action(({ format, color }: ListFlags) => {
      host.stdout.write(ruleListOf(host.patterns, format, colorsFor(host.stdout, host, color)));
    });
}

/** Commander looks at the options of one command only: `memfix --review` belongs to `fix`. */
function withSuggestion(text: string, program: Command): string {
  const flag = /unknown option '(--[^'=]+)/.exec(text)?.[1];
  if (flag === undefined) return text;
  if (flag === '--fix') return `${text.trimEnd()} (did you mean memfix fix?)\n`;
  const owner = program.commands.find((command) => command.options.some(({ long }) => long === flag));
  if (owner) return `${text.trimEnd()} (it belongs to memfix ${owner.name()})\n`;
  const all = new Set(program.commands.flatMap((command) => command.options.flatMap(({ long }) => long ?? [])));
  return `${text.trimEnd()}${suggestionFor(flag, [...all, '--help', '--version'])}\n`;
}
