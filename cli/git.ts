// What the command asks of git. Every answer is `null` or empty where git is not installed.

import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Host } from './host.js';

export interface WorkingTree {
  /** Files with uncommitted changes below the given paths, untracked ones among them, relative to their root. */
  readonly changed: readonly string[];
  /** The given paths that no git repository holds. */
  readonly outside: readonly string[];
}

/** @param paths absolute and existing. */
export async function inspectWorkingTree(paths: readonly string[], host: Host): Promise<WorkingTree> {
  const byRoot = new Map<string, string[]>();
  const outside: string[] = [];
  for (const given of paths) {
    const root = await rootOf(statSync(given).isDirectory() ? given : path.dirname(given), host);
    if (root === null) outside.push(given);
    else byRoot.set(root, [...(byRoot.get(root) ?? []), given]);
  }
  const changed: string[] = [];
  for (const [root, below] of byRoot) {
    for (let at = 0; at < below.length; at += MOST_ARGUMENTS) {
      const some = below.slice(at, at + MOST_ARGUMENTS);
      const status = ['--literal-pathspecs', 'status', '--porcelain=v1', '-z', '--no-renames', '--', ...some];
      const entries = (await git(status, root, host)).toString().split('\0');
      changed.push(...entries.filter((entry) => entry !== '').map((entry) => entry.slice(3)));
    }
  }
  return { changed, outside };
}

/** Command lines have a limit. */
const MOST_ARGUMENTS = 500;

/** The files that are staged for the next commit, absolute; `null` when `folder` is in no repository. */
export async function stagedFiles(folder: string, host: Host): Promise<string[] | null> {
  const root = await rootOf(folder, host);
  if (root === null) return null;
  const names = await git(['diff', '--cached', '--name-only', '-z', '--diff-filter=ACMRT'], root, host);
  return names
    .toString()
    .split('\0')
    .filter((name) => name !== '')
    .map((name) => path.join(root, name));
}

/** The bytes of a file as they are staged: the file on disk may have other changes, or be gone. */
export async function stagedContent(filePath: string, host: Host): Promise<Buffer | null> {
  const name = path.relative(host.cwd, filePath).split(path.sep).join('/');
  try {
    // With `./` or `../` git takes it from the folder where it runs, else from the root.
    return await git(['show', `:${name.startsWith('../') ? '' : './'}${name}`], host.cwd, host);
  } catch {
    return null;
  }
}

async function rootOf(folder: string, host: Host): Promise<string | null> {
  try {
    const prefix = await git(['rev-parse', '--show-cdup'], folder, host);
    return path.resolve(folder, prefix.toString().replace(/\r?\n$/, ''));
  } catch {
    return null;
  }
}

function git(parameters: readonly string[], cwd: string, host: Host): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      parameters,
      { cwd, env: environmentFor(host), encoding: 'buffer', maxBuffer: 2 ** 30 },
      (error, stdout) => {
        if (error) reject(new Error(error.message, { cause: error }));
        else resolve(stdout);
      },
    );
  });
}

/**
 * Within a hook git names its folders relative to where the hook runs, which is wrong in any other folder: git finds
 * them itself. The index has to be the hook's: in `git commit file` it is another one than the repository's.
 */
function environmentFor({ env, cwd }: Host): Record<string, string | undefined> {
  const index = env['GIT_INDEX_FILE'];
  return {
    ...env,
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_PREFIX: undefined,
    GIT_INDEX_FILE: index && path.resolve(cwd, index),
    GIT_OPTIONAL_LOCKS: '0',
  };
}
