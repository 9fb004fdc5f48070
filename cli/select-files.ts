// From paths on the command line to the files to read, in the order of their names. Git's ignore files count, symbolic
// links are not followed, node_modules is never entered.

import { lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import path from 'node:path';
import { convertPathToPattern, globby, isDynamicPattern, isIgnoredByIgnoreFiles, type GlobbyOptions } from 'globby';
import type { Host } from './host.js';
import { suggestionFor } from './nearest.js';
import { UsageError } from './usage-error.js';
import { stagedFiles } from './git.js';

export interface Selection {
  /** Absolute. */
  readonly files: readonly string[];
  /** Those of them that were named one by one. */
  readonly named: ReadonlySet<string>;
  /** Files that were named one by one, but that memfix does not read. */
  readonly skipped: readonly SkippedFile[];
}

export interface SkippedFile {
  readonly filePath: string;
  readonly reason: string;
}

/** @param extensions without their dots. @throws UsageError when a path does not exist or holds no file to read. */
export async function selectFiles(
  paths: readonly string[],
  extensions: readonly string[],
  host: Host,
): Promise<Selection> {
  const files = new Set<string>();
  const named = new Set<string>();
  const skipped: SkippedFile[] = [];
  for (const given of paths) {
    const absolute = path.resolve(host.cwd, given);
    const stats = statsOf(absolute, given);
    if (!stats) {
      for (const file of await expandPattern(given, extensions, host)) files.add(file);
      continue;
    }
    const reason = await findObstacle(absolute, stats, extensions, host);
    if (reason !== null) {
      skipped.push({ filePath: absolute, reason });
    } else if (stats.isDirectory()) {
      const found = await filesBelow(absolute, extensions, host);
      if (found.length === 0) throw new UsageError(`${given} holds no file to read (${listed(extensions)})`);
      for (const file of found) files.add(file);
    } else {
      files.add(absolute);
      named.add(absolute);
    }
  }
  return { files: inOrder(files), named, skipped };
}

/** The files staged for the next commit below `paths`. @throws UsageError outside of a git repository. */
export async function selectStagedFiles(
  paths: readonly string[],
  extensions: readonly string[],
  host: Host,
): Promise<Selection> {
  const staged = await stagedFiles(host.cwd, host);
  if (!staged) throw new UsageError('--staged needs a git repository');
  const folders = paths.map((given) => path.resolve(host.cwd, given));
  const files = staged.filter(
    (file) =>
      hasExtension(file, extensions) &&
      !file.split(path.sep).includes('node_modules') &&
      folders.some((folder) => file === folder || file.startsWith(folder + path.sep)),
  );
  return { files: inOrder(files), named: new Set(), skipped: [] };
}

function statsOf(absolute: string, given: string): Stats | undefined {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`${given} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function inOrder(files: Iterable<string>): string[] {
  return [...files].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Why memfix does not read what was named, or `null`. */
async function findObstacle(
  absolute: string,
  stats: Stats,
  extensions: readonly string[],
  host: Host,
): Promise<string | null> {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  const real = path.relative(realpathSync(host.cwd), realpathSync(absolute));
  if (real.split(path.sep).includes('node_modules')) return 'in node_modules';
  if (stats.isDirectory()) return null;
  if (!stats.isFile()) return 'not a file';
  if (!hasExtension(absolute, extensions)) return `not ${listed(extensions)}`;
  const folder = path.dirname(absolute);
  const [found] = await globby(convertPathToPattern(path.basename(absolute)), { ...SEARCH, cwd: folder, deep: 1 });
  return found === undefined || (await isEslintIgnored(host))(absolute) ? 'ignored' : null;
}

const SEARCH = {
  absolute: true,
  dot: true,
  gitignore: true,
  globalGitignore: true,
  followSymbolicLinks: false,
  suppressErrors: true,
  ignore: ['**/node_modules/**', '**/.git/**'],
} satisfies GlobbyOptions;

async function filesBelow(folder: string, extensions: readonly string[], host: Host): Promise<string[]> {
  const found = await globby(`**/*.{${extensions.join(',')},}`, { ...SEARCH, cwd: folder });
  const isIgnored = await isEslintIgnored(host);
  return found.map((file) => path.normalize(file)).filter((file) => !isIgnored(file));
}

/** A path that does not exist may be a pattern that the shell has left alone. */
async function expandPattern(given: string, extensions: readonly string[], host: Host): Promise<string[]> {
  if (!isDynamicPattern(given)) throw new UsageError(missing(given, host));
  const isIgnored = await isEslintIgnored(host);
  const found = (await globby(given, { ...SEARCH, cwd: host.cwd })).map((file) => path.normalize(file));
  const files = found.filter((file) => hasExtension(file, extensions) && !isIgnored(file));
  if (files.length === 0) throw new UsageError(`no file matches ${given}`);
  return files;
}

function missing(given: string, host: Host): string {
  const absolute = path.resolve(host.cwd, given);
  let folder = path.dirname(absolute);
  while (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) folder = path.dirname(folder);
  const [missed = ''] = path.relative(folder, absolute).split(path.sep);
  const shown = path.relative(host.cwd, folder);
  const siblings = readdirSync(folder).map((name) => path.join(shown, name));
  const commands = folder === host.cwd ? COMMANDS : [];
  return `${given} does not exist${suggestionFor(path.join(shown, missed), [...commands, ...siblings])}`;
}

/** A mistyped command is taken for a path. */
const COMMANDS = ['check', 'fix', 'explain', 'rules', 'help'];

async function isEslintIgnored({ cwd }: Host): Promise<(file: string) => boolean> {
  if (!lstatSync(path.join(cwd, '.eslintignore'), { throwIfNoEntry: false })) return () => false;
  return isIgnoredByIgnoreFiles('.eslintignore', { cwd });
}

function hasExtension(file: string, extensions: readonly string[]): boolean {
  return extensions.includes(path.extname(file).slice(1));
}

function listed(extensions: readonly string[]): string {
  return extensions.map((extension) => `.${extension}`).join(' ');
}
