// docs/analysis.md speaks of every module of the analysis, and of no other.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

test('every module has its place on the page', () => {
  const page = readFileSync(path.join(root, 'docs/analysis.md'), 'utf8');
  const mentioned = [...page.matchAll(/\.\.\/analysis\/([\w-]+\.ts)/g)].map(([, name]) => name);
  expect([...new Set(mentioned)].sort()).toEqual(readdirSync(path.join(root, 'analysis')).sort());
});
