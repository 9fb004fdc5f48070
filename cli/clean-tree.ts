// `fix` writes only where git can tell its rewrites from other changes and bring the old code back.

import { lstatSync } from 'node:fs';
import path from 'node:path';
import { inspectWorkingTree } from './git.js';
import type { Host } from './host.js';
import { counted } from './text-layout.js';
import { UsageError } from './usage-error.js';

export interface TreeDemands {
  readonly allowDirty: boolean;
  /** `false`: there need not be a git repository. */
  readonly git: boolean;
}

/**
 * @param files those that may be written; `paths` are what the user named.
 * @throws UsageError when there are uncommitted changes below the paths, or no repository.
 */
export async function requireCleanTree(
  paths: readonly string[],
  files: readonly string[],
  { allowDirty, git }: TreeDemands,
  host: Host,
): Promise<void> {
  if (allowDirty && !git) return;
  const given = paths.map((name) => path.resolve(host.cwd, name));
  const exist = given.every((name) => lstatSync(name, { throwIfNoEntry: false }));
  const { changed, outside } = await inspectWorkingTree(exist ? given : files, host);
  const [first] = outside;
  if (git && first !== undefined) await requireConsent(path.relative(host.cwd, first) || 'this folder', host);
  if (allowDirty || changed.length === 0) return;
  const shown = changed.slice(0, MOST_SHOWN).map((name) => `\n  ${name}`);
  const others = changed.length > MOST_SHOWN ? `\n  and ${changed.length - MOST_SHOWN} more` : '';
  throw new UsageError(
    `there are uncommitted changes (${counted(changed.length, 'file')}), from which the rewrites could not be told apart: ` +
      `commit or stash them, or run with --allow-dirty${shown.join('')}${others}`,
  );
}

const MOST_SHOWN = 5;

async function requireConsent(name: string, host: Host): Promise<void> {
  const warning = `${name} is in no git repository, so the old code could not be brought back`;
  if (await host.confirm?.(`${warning}. Rewrite all the same?`)) return;
  throw new UsageError(`${warning}; run with --no-git to rewrite all the same`);
}
