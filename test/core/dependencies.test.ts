import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { dependenciesOf } from '../../core/dependencies.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'memfix-dependencies-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

function packageAt(folder: string, text: string): string {
  mkdirSync(path.join(root, folder, 'src'), { recursive: true });
  writeFileSync(path.join(root, folder, 'package.json'), text);
  return path.join(root, folder, 'src', 'a.ts');
}

it('reads the nearest package.json, without what is there for development', () => {
  packageAt('whole', '{ "dependencies": { "p-map": "7" } }');
  const file = packageAt(
    'whole/packages/one',
    '{ "dependencies": { "p-limit": "7" }, "peerDependencies": { "eslint": "9" }, "devDependencies": { "vitest": "3" } }',
  );
  expect([...dependenciesOf(file)]).toEqual(['p-limit', 'eslint']);
  expect([...dependenciesOf(path.join(root, 'whole/src/b.ts'))]).toEqual(['p-map']);
});

it.each(['{ not JSON', 'null', '[]', '{ "dependencies": null }', '{ "dependencies": 3 }'])(
  'knows nothing of a project whose package.json is %s',
  (text) => {
    const file = packageAt(`broken-${text.length}`, text);
    expect(dependenciesOf(file).size).toBe(0);
  },
);

it('knows nothing where there is no package.json', () => {
  expect(dependenciesOf(path.join(path.parse(root).root, 'no-such-folder', 'a.js')).size).toBe(0);
});
