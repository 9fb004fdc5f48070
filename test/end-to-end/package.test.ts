// The package as a user gets it: packed, installed beside ESLint, and run through each of its faces.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ESLint } from 'eslint';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  makeProject,
  pack,
  remove,
  resetSample,
  run,
  runWell,
  sampleOf,
  temporaryFolder,
  type Packed,
} from './project.js';

const ESM_CONFIG = `import memfix from 'memfix';
export default [...memfix.configs.all];
`;
const COMMONJS_CONFIG = `const memfix = require('memfix');
module.exports = [...memfix.configs.all];
`;
const TYPESCRIPT_CONFIG = `import memfix from 'memfix';
import tseslint from 'typescript-eslint';
export default [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...memfix.configs.all];
`;
const PLAIN_FINDINGS = [
  'src/index.js memfix/no-accumulating-copy',
  'src/index.js memfix/no-needless-collect',
  'src/primes.js memfix/no-boxed-numbers',
];
const FINDINGS = [...PLAIN_FINDINGS, 'src/typed.ts memfix/no-accumulating-copy'];

const folder = temporaryFolder();
let packed: Packed;
let answers: string;
let fixed: Record<string, string>;

beforeAll(() => {
  packed = pack(folder);
}, 120_000);
afterAll(() => {
  remove(folder);
});

/** `file rule` of each message, sorted; throws when ESLint's own report is no report. */
function findingsIn(project: string, stdout: string): string[] {
  const results = JSON.parse(stdout) as ESLint.LintResult[];
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message }) => `${path.relative(project, filePath)} ${ruleId ?? message}`),
    )
    .sort();
}

/** Each `eslint.config.js` that the README shows, with its number. */
function readmeConfigs(): [string, string][] {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```js\n(\/\/ eslint\.config\.js\n.*?)```/gs)].map(([, block = '']) => block);
  if (blocks.length < 3) throw new Error('the README lost its examples');
  return blocks.map((block, index) => [`number ${index + 1}`, block]);
}

test('the package holds what it needs and no more', () => {
  const { files } = packed;
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/plugin/index.js', 'dist/cli/bin.js']),
  );
  const others = files.filter((file) => !/^(?:dist|docs)\/|^(?:README|LICENSE|CHANGELOG|package\.json)/.test(file));
  expect(others).toEqual([]);
  expect(files.filter((file) => /test|bench|fixture|eslint-local/.test(file))).toEqual([]);
});

describe.each([
  ['ESLint 10', 'eslint@^10', 'typescript-eslint@^8'],
  ['ESLint 9', 'eslint@^9', 'typescript-eslint@^8'],
])('beside %s', (name, ...packages) => {
  let project = '';
  const configure = (config: string, file = 'eslint.config.js'): void => {
    for (const other of ['eslint.config.js', 'eslint.config.cjs']) remove(path.join(project, other));
    writeFileSync(path.join(project, file), config);
  };
  const installed = (command: string) => path.join(project, 'node_modules/.bin', command);
  const memfix = (...args: readonly string[]) => run(project, installed('memfix'), ...args);
  const eslint = (...args: readonly string[]) => run(project, installed('eslint'), ...args);

  beforeAll(() => {
    project = makeProject(path.join(folder, name.replace(' ', '-')), packed.tarball, ...packages);
  }, 300_000);
  beforeEach(() => {
    resetSample(project);
    configure(TYPESCRIPT_CONFIG);
  });

  test('the sample runs', () => {
    answers = runWell(project, 'node', 'src/main.js').stdout;
    expect(answers).toBe('[{},{"#1":"pen","#2":"red ink"},0,22,0,168]\n');
  });

  test.each([
    ['eslint.config.js', ESM_CONFIG],
    ['eslint.config.cjs', COMMONJS_CONFIG],
  ])('ESLint lints with %s', (file, config) => {
    configure(config, file);
    const { stdout, stderr } = eslint('--format', 'json', 'src/index.js', 'src/primes.js');
    expect(stderr).toBe('');
    expect(findingsIn(project, stdout)).toEqual(PLAIN_FINDINGS);
  });

  test.each(readmeConfigs())("the README's configuration works: %s", (_, config) => {
    configure(config);
    const found = findingsIn(project, eslint('--format', 'json', 'src/index.js').stdout);
    expect(found).toContain('src/index.js memfix/no-accumulating-copy');
  });

  test('ESLint lints TypeScript', () => {
    expect(findingsIn(project, eslint('--format', 'json', 'src').stdout)).toEqual(FINDINGS);
  });

  test('memfix check finds the same and writes nothing', () => {
    const before = sampleOf(project);
    const { code, stdout } = run(project, 'npx', 'memfix', 'check', '--format', 'json', 'src');
    expect(findingsIn(project, stdout)).toEqual(FINDINGS);
    expect([0, 1]).toContain(code);
    expect(sampleOf(project)).toEqual(before);
  });

  test('memfix check without a config, in words', () => {
    for (const other of ['eslint.config.js', 'eslint.config.cjs']) remove(path.join(project, other));
    const { stdout } = memfix('check', '--preset', 'all', 'src');
    for (const finding of FINDINGS) {
      const [file = '', rule = ''] = finding.split(' ');
      expect(stdout).toContain(file);
      expect(stdout).toContain(rule.replace('memfix/', ''));
    }
  });

  test('memfix fix refuses without git, and rewrites when allowed to', () => {
    const before = sampleOf(project);
    expect(memfix('fix', 'src').code).toBe(2);
    expect(sampleOf(project)).toEqual(before);
    const { stdout, stderr } = run(project, 'npx', 'memfix', 'fix', '--no-git', 'src');
    fixed = sampleOf(project);
    expect(fixed['index.js'], stdout + stderr).not.toBe(before['index.js']);
    expect(fixed['index.js']).toContain('of prices.entries()');
    expect(fixed['index.js']).not.toContain('...all');
    expect(fixed['primes.js']).toContain('new Uint8Array(size)');
    expect(fixed['typed.ts']).toContain('ids.push(row.id)');
    expect(fixed['main.js']).toBe(before['main.js']);
    expect(runWell(project, 'node', 'src/main.js').stdout).toBe(answers);
  });

  test('memfix fix leaves nothing to fix', () => {
    memfix('fix', '--no-git', 'src');
    const once = sampleOf(project);
    expect(memfix('fix', '--no-git', 'src').code).toBe(0);
    expect(sampleOf(project)).toEqual(once);
  });

  test('eslint --fix gives the same text', () => {
    eslint('--fix', 'src');
    expect(sampleOf(project)).toEqual(fixed);
  });

  test('files can be named, as hooks do', () => {
    const { stdout } = memfix('check', '--format', 'json', 'src/primes.js', 'src/typed.ts');
    expect(findingsIn(project, stdout)).toEqual(FINDINGS.slice(2));
    memfix('fix', '--no-git', 'src/primes.js');
    expect(sampleOf(project)['primes.js']).toBe(fixed['primes.js']);
    expect(sampleOf(project)['typed.ts']).not.toBe(fixed['typed.ts']);
  });

  test('an unknown option ends with 2', () => {
    const { code, stderr } = memfix('check', '--rul', 'no-boxed-numbers');
    expect(code).toBe(2);
    expect(stderr).toContain('--rule');
  });

  test('explain and rules', () => {
    expect(memfix('explain', 'no-boxed-numbers').stdout).toContain('no-boxed-numbers');
    expect(memfix('rules').stdout).toContain('no-accumulating-copy');
  });

  test("jscodeshift's own command runs a transform", () => {
    const transform = 'node_modules/memfix/dist/codemods/no-accumulating-copy.js';
    const { stdout } = runWell(
      project,
      'npx',
      'jscodeshift',
      '--no-babel',
      '--extensions=js,ts',
      '-t',
      transform,
      'src',
    );
    expect(stdout).toContain('0 errors');
    expect(stdout).toContain('2 ok');
    const after = sampleOf(project);
    expect(after['index.js']).not.toContain('...all');
    expect(after['index.js']).toContain('[...prices.entries()]');
    expect(after['typed.ts']).toBe(fixed['typed.ts']);
    expect(runWell(project, 'node', 'src/main.js').stdout).toBe(answers);
  });

  test('the entries are typed', () => {
    writeFileSync(
      path.join(project, 'src/entries.ts'),
      `import memfix from 'memfix';
import transform, { parser } from 'memfix/codemods/no-boxed-numbers';
export const names: string[] = memfix.configs.recommended.map((config) => config.name ?? '');
export const result: string | undefined = transform({ path: 'a.js', source: '' }, { report: () => undefined });
export { parser };
`,
    );
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
    runWell(project, installed('tsc'), ...flags, 'src/entries.ts', 'src/typed.ts');
  });
});
