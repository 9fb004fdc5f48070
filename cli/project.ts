// The project's own ESLint configuration: which files it ignores, and which of memfix's rules are on for a file, with
// which options, settings and parser. Where it says nothing about memfix, the preset `recommended` holds.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import type { EnabledPattern } from '../core/find.js';
import { FILE_PATTERNS } from '../core/languages.js';
import type { Pattern } from '../core/pattern.js';
import { patternsIn, type Preset } from '../core/presets.js';
import { settingsFrom } from '../core/settings.js';
import type { Host } from './host.js';
import { UsageError } from './usage-error.js';

/** Which rules run, whatever the configuration says: those of a preset, or just some. */
export interface RuleChoice {
  readonly preset?: Preset | undefined;
  readonly rules?: readonly string[] | undefined;
}

/** How one file is looked at; one object for all files that are looked at alike. */
export interface Plan {
  readonly patterns: readonly EnabledPattern[];
  readonly settings?: object;
  /** In the order in which they are tried; `undefined` is memfix's own parser. */
  readonly languages: readonly (Linter.LanguageOptions | undefined)[];
}

export interface ProjectPlans {
  /** A file that is not in here is ignored by ESLint. */
  readonly plans: ReadonlyMap<string, Plan>;
  /** Configurations that could not be loaded, in words. */
  readonly warnings: readonly string[];
}

/** What a configuration says about one file, as far as memfix reads it. */
interface FileConfig {
  readonly plugins?: Readonly<Record<string, unknown>>;
  readonly rules?: Readonly<Record<string, readonly [number, object?]>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly languageOptions?: Linter.LanguageOptions;
}

interface ConfiguredFile {
  readonly file: string;
  /** `null` when there is no configuration for the file. */
  readonly config: FileConfig | null;
  readonly configPath: string | null;
}

/** @param overrides settings of the command line. */
export async function planFiles(
  files: readonly string[],
  choice: RuleChoice,
  overrides: object,
  host: Host,
): Promise<ProjectPlans> {
  const { configured, failures } = await configure(files, host);
  const deciding = new Set(configured.filter(speaksOfMemfix).map(({ configPath }) => configPath));
  const shared = new Map<FileConfig | null, Plan>();
  const plans = new Map<string, Plan>();
  for (const { file, config, configPath } of configured) {
    const known = shared.get(config);
    const plan = known ?? planOf(config, deciding.has(configPath), choice, overrides, host.patterns);
    shared.set(config, plan);
    plans.set(file, plan);
  }
  const instead = choice.preset || choice.rules ? 'left out' : 'replaced by the preset recommended';
  const warnings = [...failures].map(
    ([configPath, message]) =>
      `${path.relative(host.cwd, configPath)} could not be loaded and is ${instead}: ${message}`,
  );
  return { plans, warnings };
}

async function configure(
  files: readonly string[],
  { cwd }: Host,
): Promise<{ configured: ConfiguredFile[]; failures: ReadonlyMap<string, string> }> {
  // ESLint takes a file that no entry names for ignored: all that memfix reads are named here.
  const eslint = new ESLint({ cwd, overrideConfig: [{ name: 'memfix/every-file', files: FILE_PATTERNS }] });
  const configured: ConfiguredFile[] = [];
  const failures = new Map<string, string>();
  const configPaths = new Map<string, string | null>();
  for (const file of files) {
    // ESLint looks at the disk for each file where it finds none.
    const folder = path.dirname(file);
    const known = configPaths.get(folder);
    const configPath = known === undefined ? ((await eslint.findConfigFile(file)) ?? null) : known;
    configPaths.set(folder, configPath);
    if (configPath === null || failures.has(configPath) || isOutside(path.dirname(configPath), file)) {
      configured.push({ file, config: null, configPath: null });
      continue;
    }
    try {
      // ESLint declares this as `any`.
      const config = (await eslint.calculateConfigForFile(file)) as FileConfig | undefined;
      if (config) configured.push({ file, config, configPath });
    } catch (error) {
      failures.set(configPath, (error instanceof Error ? error.message : String(error)).trim());
      configured.push({ file, config: null, configPath: null });
    }
  }
  return { configured, failures };
}

/** ESLint below version 10 has one configuration, and ignores what lies outside of its folder. */
function isOutside(folder: string, file: string): boolean {
  return path.relative(folder, file).startsWith('..');
}

/** Whether a configuration is the one to ask. One that turns rules on for other files only still names memfix. */
function speaksOfMemfix({ config, configPath }: ConfiguredFile): boolean {
  if (!config || configPath === null) return false;
  if (config.plugins && 'memfix' in config.plugins) return true;
  return readFileSync(configPath, 'utf8').includes('memfix');
}

function planOf(
  config: FileConfig | null,
  decides: boolean,
  { preset, rules }: RuleChoice,
  overrides: object,
  all: readonly Pattern[],
): Plan {
  const configured = (pattern: Pattern): readonly [number, object?] | undefined =>
    config?.rules?.[`memfix/${pattern.rule.id}`];
  const enable = (pattern: Pattern): EnabledPattern => {
    const options = configured(pattern)?.[1];
    return { pattern, severity: 'error', ...(options && { options }) };
  };
  const parser = projectParser(config);
  const languages = decides ? [...parser, undefined] : [undefined, ...parser];
  const shared = { ...settingsOf(config, overrides), languages };
  if (rules) return { ...shared, patterns: all.filter(({ rule }) => rules.includes(rule.id)).map(enable) };
  if (preset) return { ...shared, patterns: patternsIn(all, preset, true).map(enable) };
  if (!decides) return { ...shared, patterns: patternsIn(all, 'recommended', false).map(enable) };
  const patterns = all.map((pattern): EnabledPattern => {
    const severity = SEVERITIES[configured(pattern)?.[0] ?? 0] ?? 'off';
    return { ...enable(pattern), severity };
  });
  return { ...shared, patterns };
}

const SEVERITIES = ['off', 'warn', 'error'] as const;

/** The parser that the project has chosen, if it is not ESLint's own. */
function projectParser(config: FileConfig | null): Linter.LanguageOptions[] {
  const options = config?.languageOptions;
  const parser = options?.parser as { meta?: { name?: string }; name?: string } | undefined;
  const name = parser?.meta?.name ?? parser?.name;
  return options && parser && name !== 'espree' ? [options] : [];
}

/** @throws UsageError when a setting is of the wrong kind: every rule would throw it. */
function settingsOf(config: FileConfig | null, overrides: object): { settings: object } {
  const settings = { ...(config?.settings?.['memfix'] as object | undefined), ...overrides };
  try {
    settingsFrom(settings);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return { settings };
}
