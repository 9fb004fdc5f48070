import { describe, expect, test } from 'vitest';
import { Workspace } from './workspace.js';

const ALL = 'wasteful(1);\ndoubtful(2);\nhopeless(3);\npedantic(4);\n';

/** A configuration with a stand-in for the plugin: the command takes from it which rules are on. */
function config(...entries: string[]): string {
  return `
    const rule = {
      meta: { schema: [{ type: 'object', properties: { replacement: { type: 'string' } }, additionalProperties: false }] },
      create: () => ({}),
    };
    const ids = ['no-wasteful-call', 'no-doubtful-call', 'no-hopeless-call', 'no-pedantic-call'];
    const memfix = { rules: Object.fromEntries(ids.map((id) => [id, rule])) };
    export default [${entries.join(', ')}];
  `;
}

const everywhere = (rules: string): string => `{ plugins: { memfix }, rules: ${rules} }`;

describe("the project's ESLint configuration", () => {
  test('decides which rules are on', async () => {
    const workspace = new Workspace({
      'eslint.config.mjs': config(everywhere(`{ 'memfix/no-hopeless-call': 'warn', 'memfix/no-pedantic-call': 2 }`)),
      'a.js': ALL,
      'b.ts': ALL,
    });
    const expected = ['3:1 memfix/no-hopeless-call', '4:1 memfix/no-pedantic-call'];
    expect(await workspace.findings(['a.js', 'b.ts'])).toEqual({ 'a.js': expected, 'b.ts': expected });
  });

  test('decides per file, and for files that it leaves out', async () => {
    const workspace = new Workspace({
      'eslint.config.mjs': config(
        `{ files: ['src/**/*.js'], plugins: { memfix }, rules: { 'memfix/no-wasteful-call': 'error' } }`,
        `{ files: ['src/old/**'], rules: { 'memfix/no-wasteful-call': 'off' } }`,
      ),
      'src/a.js': ALL,
      'src/old/b.js': ALL,
      'c.js': ALL,
    });
    expect(await workspace.findings(['.', '--ext', 'js'])).toEqual({
      'c.js': [],
      'src/a.js': ['1:1 memfix/no-wasteful-call'],
      'src/old/b.js': [],
    });
    expect(await workspace.findings(['c.js'])).toEqual({ 'c.js': [] });
  });

  test('gives settings', async () => {
    const workspace = new Workspace({
      'eslint.config.mjs': config(
        `{ settings: { memfix: { includeTests: true } } }`,
        everywhere(`{ 'memfix/no-wasteful-call': 'error' }`),
      ),
      'test/a.js': ALL,
    });
    expect(await workspace.findings(['test'])).toEqual({ 'test/a.js': ['1:1 memfix/no-wasteful-call'] });
  });

  test('may be turned by a comment in a file, as in ESLint', async () => {
    const workspace = new Workspace({
      'eslint.config.mjs': config(everywhere(`{ 'memfix/no-wasteful-call': 'error' }`)),
      'a.js': `/* eslint memfix/no-wasteful-call: off, memfix/no-pedantic-call: error */\n${ALL}`,
    });
    expect(await workspace.findings(['a.js'])).toEqual({ 'a.js': ['5:1 memfix/no-pedantic-call'] });
  });

  test('yields to --preset and --rule, which take its options', async () => {
    const workspace = Workspace.withGit({
      'eslint.config.mjs': config(everywhere(`{ 'memfix/no-wasteful-call': ['off', { replacement: 'frugal' }] }`)),
      'a.js': ALL,
    });
    expect(await workspace.findings(['a.js'])).toEqual({ 'a.js': [] });
    expect(await workspace.findings(['a.js', '--rule', 'no-pedantic-call'])).toEqual({
      'a.js': ['4:1 memfix/no-pedantic-call'],
    });
    const { stdout } = await workspace.memfix(['fix', 'a.js', '--diff', '--preset', 'all']);
    expect(stdout).toContain('+frugal(1);');
    expect(stdout).toContain('+thrifty(4);');
  });

  test('that says nothing about memfix leaves the preset recommended', async () => {
    const workspace = new Workspace({ 'eslint.config.mjs': 'export default [{ rules: {} }];', 'a.js': ALL });
    expect(await workspace.findings(['a.js'])).toEqual({
      'a.js': ['1:1 memfix/no-wasteful-call', '2:1 memfix/no-doubtful-call'],
    });
  });

  test('ignores files; a named one is worth a warning', async () => {
    const workspace = new Workspace({
      'eslint.config.mjs': `export default [{ ignores: ['vendor/**', 'eslint.config.mjs'] }];`,
      'vendor/a.js': ALL,
      'b.ts': 'doubtful(1);\n',
    });
    expect(Object.keys(await workspace.findings([]))).toEqual(['b.ts']);
    const { code, stderr, stdout } = await workspace.memfix(['vendor/a.js', 'b.ts']);
    expect(code).toBe(0);
    expect(stderr).toBe('warning: vendor/a.js is skipped: ignored by ESLint\n');
    expect(stdout).toContain('1 file looked at');
  });

  test.each([
    ['throws', 'throw new Error("no such module");', 'no such module'],
    ['is not a configuration', 'export default [{ plugin: {} }];', 'plugin'],
    [
      'gives options that the rule does not have',
      config(everywhere(`{ 'memfix/no-wasteful-call': ['error', { nonsense: 1 }] }`)),
      'nonsense',
    ],
  ])('that %s is named in a warning, and recommended is used', async (_, text, message) => {
    const workspace = new Workspace({ 'eslint.config.mjs': text, 'a.js': ALL, 'b.js': ALL });
    const { code, stderr, stdout } = await workspace.memfix(['a.js', 'b.js']);
    expect(stderr).toMatch(
      /^warning: eslint\.config\.mjs could not be loaded and is replaced by the preset recommended: /,
    );
    expect(stderr).toContain(message);
    expect(stderr.split('could not be loaded')).toHaveLength(2);
    expect(stdout).toContain('4 findings in 2 files');
    expect(code).toBe(1);
  });

  test('with a setting of the wrong kind is an error', async () => {
    const workspace = new Workspace({
      'eslint.config.mjs': `export default [{ settings: { memfix: { targt: 22 } } }];`,
      'a.js': ALL,
    });
    const { code, stderr } = await workspace.memfix(['a.js']);
    expect(stderr).toBe('error: settings.memfix.targt is unknown; there are target, includeTests and helpers\n');
    expect(code).toBe(2);
  });

  test('brings its own parser, before or after that of memfix', async () => {
    const parser = `{
      languageOptions: {
        parser: { meta: { name: 'own' }, parse: (text) => espree.parse(text.replaceAll('@@', '  '), {
          range: true, loc: true, tokens: true, comment: true, ecmaVersion: 'latest', sourceType: 'module' }) },
      },
    }`;
    const header = `import { createRequire } from 'node:module';
      const espree = createRequire(${JSON.stringify(import.meta.url)})('espree');`;
    const files = { 'a.js': '@@wasteful(1);\n', 'b.ts': 'const a: number = wasteful(1);\n' };
    const entry = everywhere(`{ 'memfix/no-wasteful-call': 'warn' }`);
    for (const text of [`export default [${parser}];`, config(parser, entry)]) {
      const workspace = new Workspace({ ...files, 'eslint.config.mjs': header + text });
      expect(await workspace.findings(['a.js', 'b.ts'])).toEqual({
        'a.js': ['1:3 memfix/no-wasteful-call'],
        'b.ts': ['1:19 memfix/no-wasteful-call'],
      });
    }
  });

  test('asks for types: then rules have them, while rewriting too', async () => {
    const workspace = Workspace.withGit({
      'eslint.config.mjs': `import { createRequire } from 'node:module';
        const parser = createRequire(${JSON.stringify(import.meta.url)})('@typescript-eslint/parser');
        const types = { languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } };
        ${config(`{ files: ['**/*.ts'], ...types }`, everywhere(`{ 'memfix/no-typed-call': 'warn', 'memfix/no-wasteful-call': 'warn' }`)).replaceAll('no-hopeless-call', 'no-typed-call')}`,
      'tsconfig.json': '{ "include": ["src"] }',
      'src/a.ts': 'wasteful(typed(1));\n',
      // Not in the TypeScript project: its parser refuses the file, memfix's own does not.
      'other/b.ts': 'wasteful(typed(1));\n',
    });
    expect(await workspace.findings(['src', 'other'])).toEqual({
      'other/b.ts': ['1:1 memfix/no-wasteful-call'],
      'src/a.ts': ['1:1 memfix/no-wasteful-call', '1:10 memfix/no-typed-call'],
    });
    expect((await workspace.memfix(['fix', 'src'])).code).toBe(0);
    expect(workspace.read('src/a.ts')).toBe('thrifty(thrifty(1));\n');
  });
});
