// oxlint runs the rules, though it hands one and the same `SourceCode` object to them for all files of a process. (Since
// it empties each `WeakMap` between two files, what is cached by that object does not show here: see per-file.test.ts.)

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const require = createRequire(import.meta.url);
const repository = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'memfix-oxlint-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Equal but for one name: in the second the list of the first is another array by then. */
const FILES = {
  'grows.js': 'export function ids(rows) { let all = []; for (const r of rows) all = [...all, r.id]; return all; }',
  'other.js': 'export function ids(rows) { let all = []; for (const r of rows) all = [...old, r.id]; return all; }',
  'again.js': 'export function ids(rows) { let all = []; for (const r of rows) all = [...all, r.id]; return all; }',
};

interface Output {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

test('oxlint runs the rules, each file on its own', () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), `${text}\n`);
  const config = {
    categories: { correctness: 'off' },
    jsPlugins: [path.join(repository, 'dist/plugin/index.js')],
    rules: { 'memfix/no-accumulating-copy': 'warn' },
  };
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify(config));
  const output = execFileSync(
    process.execPath,
    [
      path.join(path.dirname(require.resolve('oxlint/package.json')), 'bin/oxlint'),
      '--threads=1',
      '--format=json',
      ...Object.keys(FILES),
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(output) as Output;
  expect(diagnostics.map(({ code, filename }) => `${filename} ${code}`).sort()).toEqual([
    'again.js memfix(no-accumulating-copy)',
    'grows.js memfix(no-accumulating-copy)',
  ]);
});
