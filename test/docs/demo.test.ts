// `npm run demo` is the first thing that a newcomer sees: every rule finds something there, and the patch is shown.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { patterns } from '../../codemods/index.js';

const root = path.resolve(import.meta.dirname, '../..');

function sources(): string[] {
  const folder = path.join(root, 'demo/src');
  return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

/** What is built is shown: `npm test` builds first. */
test('the demo shows findings of every rule and a patch, and writes nothing', () => {
  const before = sources();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/demo.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(status, stderr).toBe(0);
  for (const { rule } of patterns) expect(stdout).toContain(`] ${rule.id}`);
  expect(stdout).toContain('+    all.push(article.title);');
  expect(stdout).not.toContain('could not be done');
  expect(sources()).toEqual(before);
});
