import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pattern } from '../../codemods/no-unbounded-concurrency.js';
import { fixText } from '../../core/fix.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'memfix-default-import-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
writeFileSync(path.join(root, 'package.json'), '{ "dependencies": { "p-limit": "7", "p-map": "7" } }');

function fixed(text: string): string {
  const patterns = [{ pattern, severity: 'warn' }] as const;
  const result = fixText({ filePath: path.join(root, 'a.js'), root, text, patterns }, new Set(['safe', 'review']));
  expect(result.problem).toBe(null);
  return result.text;
}

it('writes the import behind the last one, in the quotes of the file', () => {
  const text = `import fs from "node:fs/promises"
import path from "node:path"

export const load = (paths) => Promise.all(paths.map((name) => fs.readFile(path.resolve(name))))
`;
  expect(fixed(text)).toBe(`import fs from "node:fs/promises"
import path from "node:path"
import pMap from "p-map"

export const load = (paths) => pMap(paths, (name) => fs.readFile(path.resolve(name)), { concurrency: 16 })
`);
});

it('writes it at the top of a file without imports, once for two findings, and each package that is needed', () => {
  const text = `export async function load(urls) {
  await Promise.all(urls.map((url) => fetch(url)));
  await Promise.all(urls.map((url) => fetch(url)));
  return Promise.allSettled(urls.map((url) => fetch(url)));
}
`;
  expect(fixed(text)).toBe(`import pMap from 'p-map';
import pLimit from 'p-limit';

export async function load(urls) {
  await pMap(urls, (url) => fetch(url), { concurrency: 16 });
  await pMap(urls, (url) => fetch(url), { concurrency: 16 });
  const limit = pLimit(16);
  return Promise.allSettled(urls.map((url) => limit(() => fetch(url))));
}
`);
});

it('writes it behind directives, and behind the comment of the last import', () => {
  const directive = `'use server';

export const load = (urls) => Promise.all(urls.map((url) => fetch(url)));
`;
  expect(fixed(directive)).toBe(`'use server';
import pMap from 'p-map';

export const load = (urls) => pMap(urls, (url) => fetch(url), { concurrency: 16 });
`);
  const comment = `import 'fetching'; // for older versions

export const load = (urls) => Promise.all(urls.map((url) => fetch(url)));
`;
  expect(fixed(comment)).toBe(`import 'fetching'; // for older versions
import pMap from 'p-map';

export const load = (urls) => pMap(urls, (url) => fetch(url), { concurrency: 16 });
`);
});

it('leaves a function in which the imported name stands for something else, or a parameter of the task would', () => {
  const shadowed = `import pMap from 'p-map';
export const load = (urls, pMap) => Promise.all(urls.map((url) => fetch(url, pMap)));
`;
  expect(fixed(shadowed)).toBe(shadowed);
  const parameter = `const save = async (limit) => fetch(limit);
export async function load(urls) {
  return Promise.allSettled(urls.map(save));
}
`;
  expect(fixed(parameter)).toBe(parameter);
});

it('leaves a CommonJS file, and one whose name for it is taken', () => {
  const required = 'exports.load = (urls) => Promise.all(urls.map((url) => fetch(url)));\n';
  expect(fixed(required)).toBe(required);
  const taken = 'export const load = (urls, pMap) => Promise.all(urls.map((url) => fetch(url, pMap)));\n';
  expect(fixed(taken)).toBe(taken);
});
