import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { JSONSchema, TSESLint } from '@typescript-eslint/utils';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import * as eslint9 from 'eslint-v9';
import { describe, expect, test } from 'vitest';
import { FILE_PATTERNS } from '../../core/languages.js';
import { packageInfo } from '../../core/package.js';
import memfix from '../../plugin/index.js';
import { pluginOf, type MemfixPlugin } from '../../plugin/plugin.js';
import { toyPatterns } from '../cli/toy-patterns.js';

const plugin = pluginOf(toyPatterns);

describe('the presets', () => {
  test.each([
    ['recommended', ['no-doubtful-call', 'no-wasteful-call']],
    ['recommended-type-checked', ['no-doubtful-call', 'no-wasteful-call']],
    ['strict', ['no-doubtful-call', 'no-hopeless-call', 'no-wasteful-call']],
    ['strict-type-checked', ['no-doubtful-call', 'no-hopeless-call', 'no-typed-call', 'no-wasteful-call']],
    ['all', ['no-doubtful-call', 'no-hopeless-call', 'no-pedantic-call', 'no-wasteful-call']],
    [
      'all-type-checked',
      ['no-doubtful-call', 'no-hopeless-call', 'no-pedantic-call', 'no-typed-call', 'no-wasteful-call'],
    ],
  ] as const)('%s holds its rules, as warnings, for named files, without a parser', (name, ids) => {
    const [entry, ...others] = plugin.configs[name];
    expect(others).toEqual([]);
    expect(Object.keys(entry ?? {}).sort()).toEqual(['files', 'name', 'plugins', 'rules']);
    expect(entry).toMatchObject({ name: `memfix/${name}`, files: FILE_PATTERNS });
    expect(entry?.plugins?.['memfix']).toBe(plugin);
    const rules = Object.entries(entry?.rules ?? {}).filter(([id]) => !/explosion|breakage/.test(id));
    expect(rules.sort()).toEqual(ids.map((id) => [`memfix/${id}`, 'warn']));
  });

  test('of the package are six, and hold no rule that the plugin does not have', () => {
    expect(Object.keys(memfix.configs)).toHaveLength(6);
    for (const entries of Object.values(memfix.configs)) {
      for (const { rules = {} } of entries) {
        for (const id of Object.keys(rules)) expect(memfix.rules).toHaveProperty(id.replace('memfix/', ''));
      }
    }
  });
});

test('meta says what editors and ESLint --print-config show', () => {
  expect(plugin.meta).toEqual({ name: 'memfix', version: packageInfo.version, namespace: 'memfix' });
  expect(plugin.rules['no-typed-call']?.meta).toMatchObject({
    type: 'suggestion',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'disallow calls of typed',
      url: expect.stringMatching(/\/docs\/rules\/no-typed-call\.md$/) as string,
      recommended: false,
      requiresTypeChecking: true,
    },
    defaultOptions: [{ replacement: 'thrifty' }],
  });
  expect(plugin.rules['no-breakage']?.meta).toMatchObject({ schema: [], defaultOptions: [] });
});

/** The classes of ESLint 10 and of ESLint 9; their types differ in what does not matter here. */
const versions: [string, typeof ESLint, typeof Linter][] = [
  ['10', ESLint, Linter],
  ['9', eslint9.ESLint, eslint9.Linter as unknown as typeof Linter],
];

describe.each(versions)('in ESLint %s', (version, EslintClass, LinterClass) => {
  const typescript: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser: typescriptParser },
  };

  const eslintWith = (config: Linter.Config[], options: ESLint.Options = {}): ESLint =>
    new EslintClass({ cwd: path.resolve('/'), overrideConfigFile: true, overrideConfig: config, ...options });

  test('is the version it says', () => {
    expect(LinterClass.version.split('.')[0]).toBe(version);
  });

  test.each(['a.js', 'a.ts', 'a.mjs', 'a.cjs'])(
    'a preset finds in %s: fix, suggestion and plain message',
    async (filePath) => {
      const eslint = eslintWith([...plugin.configs.strict, typescript]);
      const [result] = await eslint.lintText('wasteful(1);\ndoubtful(2);\nhopeless(3);\n', { filePath });
      expect(result?.messages).toMatchObject([
        { ruleId: 'memfix/no-wasteful-call', severity: 1, line: 1, fix: { text: 'thrifty', range: [0, 8] } },
        {
          ruleId: 'memfix/no-doubtful-call',
          severity: 1,
          line: 2,
          suggestions: [
            {
              desc: 'Rewrite it all the same, after a look: nobody knows whether the argument is read again.',
              fix: { text: 'thrifty' },
            },
          ],
        },
        { ruleId: 'memfix/no-hopeless-call', severity: 1, line: 3 },
      ]);
      expect(result?.messages.map(({ fix, suggestions }) => [!!fix, suggestions?.length ?? 0])).toEqual([
        [true, 0],
        [false, 1],
        [false, 0],
      ]);
    },
  );

  test('--fix applies what is safe', async () => {
    const eslint = eslintWith(plugin.configs.all, { fix: true });
    const [result] = await eslint.lintText('pedantic(wasteful(1), doubtful(2));\n', { filePath: 'a.js' });
    expect(result?.output).toBe('thrifty(thrifty(1), doubtful(2));\n');
  });

  test('options reach the rule, and wrong ones are refused', async () => {
    const entry = (options: unknown): Linter.Config[] => [
      { plugins: { memfix: plugin }, rules: { 'memfix/no-wasteful-call': ['error', options] } },
    ];
    const eslint = eslintWith(entry({ replacement: 'frugal' }), { fix: true });
    expect((await eslint.lintText('wasteful(1);')).at(0)?.output).toBe('frugal(1);');
    for (const options of [{ replacemen: 'x' }, { replacement: 1 }, 'x']) {
      await expect(eslintWith(entry(options)).lintText('wasteful(1);')).rejects.toThrow('memfix/no-wasteful-call');
    }
  });

  test('a rule without options refuses any', async () => {
    const rules: Linter.RulesRecord = { 'memfix/no-breakage': ['error', {}] };
    const eslint = eslintWith([{ plugins: { memfix: plugin }, rules }]);
    await expect(eslint.lintText('f();')).rejects.toThrow('memfix/no-breakage');
  });

  test('settings are shared, and wrong ones are named', async () => {
    const messages = async (settings: Record<string, unknown>): Promise<number> => {
      const eslint = eslintWith([...plugin.configs.recommended, { settings }]);
      const [result] = await eslint.lintText('wasteful(1);', { filePath: 'test/a.js' });
      return result?.messages.length ?? 0;
    };
    expect(await messages({})).toBe(0);
    expect(await messages({ memfix: { includeTests: true } })).toBe(1);
    await expect(messages({ memfix: { includeTest: true } })).rejects.toThrow('settings.memfix.includeTest is unknown');
  });

  test('files of other languages are passed over', async () => {
    const markdown = { parseForESLint: () => ({ ast: {} }) };
    const eslint = eslintWith([...plugin.configs.all, { files: ['**/*.md'], languageOptions: { parser: markdown } }]);
    expect(((await eslint.calculateConfigForFile('a.md')) as Linter.Config).rules ?? {}).toEqual({});
  });
});

test('a preset can be extended by its name', () => {
  const [entry] = defineConfig({ plugins: { memfix: plugin }, extends: ['memfix/recommended'] });
  expect(entry?.rules).toHaveProperty('memfix/no-wasteful-call');
});

test('the schema of every rule accepts its own defaults and describes each option', () => {
  const all: MemfixPlugin[] = [plugin, memfix];
  for (const { rules } of all) {
    for (const [id, rule] of Object.entries(rules)) {
      // ESLint's types know more forms of a schema than memfix makes.
      const meta = rule.meta as unknown as TSESLint.RuleMetaData<string, unknown, unknown[]>;
      const [schema] = meta.schema as readonly JSONSchema.JSONSchema4ObjectSchema[];
      for (const option of Object.values(schema?.properties ?? {})) expect(option.description).toMatch(/\w/);
      const entry: Linter.RuleEntry = ['error', ...(meta.defaultOptions ?? [])];
      const config = { plugins: { memfix: { rules } }, rules: { [`memfix/${id}`]: entry } };
      expect(new Linter().verify('', config)).toEqual([]);
    }
  }
});

describe('the built package', () => {
  const run = (code: string, ...flags: string[]): string =>
    execFileSync(process.execPath, [...flags, '--eval', code], { cwd: packageInfo.folder, encoding: 'utf8' }).trim();

  test('is what require returns', () => {
    const code = `const memfix = require('memfix'); console.log(memfix.meta.name, Object.keys(memfix.configs).length)`;
    expect(run(code)).toBe('memfix 6');
  });

  test('is the default export, and gives the same to both', () => {
    const code = `
      import { createRequire } from 'node:module';
      import memfix from 'memfix';
      console.log(memfix === createRequire(import.meta.url)('memfix'));
    `;
    expect(run(code, '--input-type=module')).toBe('true');
  });
});
