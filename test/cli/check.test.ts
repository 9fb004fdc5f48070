import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { pattern as linesPattern } from '../../codemods/no-whole-file-lines.js';
import { pluginOf } from '../../plugin/plugin.js';
import { toyPatterns } from './toy-patterns.js';
import { Workspace } from './workspace.js';

const ALL_TIERS = 'wasteful(1);\ndoubtful(2);\nhopeless(3);\n';

describe('check', () => {
  test('is the default command, in the folder where it runs, and writes nothing', async () => {
    const workspace = Workspace.withGit({ 'src/a.js': ALL_TIERS, 'b.ts': 'const n: number = wasteful(1);\n' });
    const { code, stdout, stderr } = await workspace.memfix([]);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toContain('src/a.js\n      1:1 [safe] no-wasteful-call\n');
    expect(stdout).toContain('      2:1 [review] no-doubtful-call\n');
    expect(stdout).not.toContain('no-hopeless-call');
    expect(stdout).toContain('3 findings in 2 files: 2 safe and 1 review  2 files looked at in ');
    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  test('shows what a finding costs, its reason and its code', async () => {
    const workspace = new Workspace({ 'a.js': 'function f(x) {\n  return doubtful(x);\n}\n' });
    const { stdout } = await workspace.memfix(['a.js']);
    expect(stdout).toContain(
      [
        'a.js',
        '     2:10 [review] no-doubtful-call',
        '          Each call of doubtful keeps its whole argument in memory. Call thrifty. Look before you rewrite: nobody knows whether the argument is read again.',
        '    1 | function f(x) {',
        '  > 2 |   return doubtful(x);',
        '      |          ^^^^^^^^^^^',
        '    3 | }',
      ].join('\n'),
    );
  });

  test('tells what to run next, for the same files and rules', async () => {
    const workspace = new Workspace({ 'my src/a.js': ALL_TIERS });
    const { stdout } = await workspace.memfix(['my src', '--preset', 'all']);
    const next = stdout.slice(stdout.indexOf('Next:'));
    expect(next).toContain("npx memfix fix --diff 'my src' --preset all ");
    expect(next).toContain("npx memfix fix 'my src' --preset all ");
    expect(next).toContain("npx memfix fix --review --diff 'my src' --preset all ");
    expect(next).toContain('npx memfix explain no-wasteful-call ');
  });

  test('exits with 0 when nothing is safe to rewrite, and counts warnings where asked', async () => {
    const workspace = new Workspace({ 'a.js': 'doubtful(1);\ndoubtful(2);\n' });
    expect((await workspace.memfix([])).code).toBe(0);
    expect((await workspace.memfix(['--max-warnings', '2'])).code).toBe(0);
    const { code, stderr } = await workspace.memfix(['--max-warnings', '1']);
    expect(code).toBe(1);
    expect(stderr).toContain('2 warnings are more than --max-warnings 1 allows');
  });

  test('finds nothing in a clean file', async () => {
    const { code, stdout } = await new Workspace({ 'a.js': 'f();\n' }).memfix([]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing found  1 file looked at in ');
  });

  test('respects comments that disable a rule', async () => {
    const workspace = new Workspace({
      'a.js':
        '/* eslint-env node */\n// eslint-disable-next-line memfix/no-wasteful-call, other/rule\nwasteful(1);\nwasteful(2);\n',
    });
    expect(await workspace.findings([])).toEqual({ 'a.js': ['4:1 memfix/no-wasteful-call'] });
  });

  test('passes over tests unless asked', async () => {
    const workspace = new Workspace({ 'test/a.js': 'wasteful(1);\n' });
    expect(await workspace.findings([])).toEqual({ 'test/a.js': [] });
    expect(await workspace.findings(['--include-tests'])).toEqual({ 'test/a.js': ['1:1 memfix/no-wasteful-call'] });
  });

  test('colours only where it is wanted', async () => {
    const workspace = new Workspace({ 'a.js': 'wasteful(1);\n' });
    const isColored = async (words: string[], env: Record<string, string>): Promise<boolean> => {
      const { stdout } = await workspace.memfix(words, {
        env,
        stdout: { write: (text) => (output += text), isTTY: true },
      });
      return (output + stdout).includes('\u001B[');
    };
    let output = '';
    expect(await isColored([], { NO_COLOR: '1' })).toBe(false);
    expect(await isColored([], { TERM: 'dumb' })).toBe(false);
    expect(await isColored(['--no-color'], {})).toBe(false);
    expect(await isColored([], {})).toBe(true);
    output = '';
    expect((await workspace.memfix([])).stdout).not.toContain('\u001B[');
    expect((await workspace.memfix(['--color'], { env: { NO_COLOR: '1' } })).stdout).toContain('\u001B[');
  });
});

describe('the rules that run', () => {
  const files = { 'a.js': 'wasteful(1);\ndoubtful(2);\nhopeless(3);\npedantic(4);\ntyped(5);\n' };

  test.each([
    [[], ['1:1 memfix/no-wasteful-call', '2:1 memfix/no-doubtful-call']],
    [
      ['--preset', 'strict'],
      ['1:1 memfix/no-wasteful-call', '2:1 memfix/no-doubtful-call', '3:1 memfix/no-hopeless-call'],
    ],
    [['--rule', 'no-pedantic-call'], ['4:1 memfix/no-pedantic-call']],
    [
      ['--rule', 'memfix/no-pedantic-call', '--rule', 'no-hopeless-call'],
      ['3:1 memfix/no-hopeless-call', '4:1 memfix/no-pedantic-call'],
    ],
  ])('%j', async (words, expected) => {
    expect(await new Workspace(files).findings(words)).toEqual({ 'a.js': expected });
  });
});

describe('--format json', () => {
  test("is ESLint's own result, but for the severity that follows the tier", async () => {
    const text = '\uFEFFfunction f(x) {\r\n  return wasteful(x, doubtful(x));\r\n}\r\nhopeless();\r\n';
    const workspace = new Workspace({ 'a.js': text, 'b.js': 'f();\n' });
    const { stdout, stderr, code } = await workspace.memfix(['--preset', 'strict', '--format', 'json']);
    const plugin = pluginOf(toyPatterns);
    const eslint = new ESLint({
      cwd: workspace.folder,
      overrideConfigFile: true,
      overrideConfig: plugin.configs['strict-type-checked'],
    });
    const expected = await eslint.lintFiles(['a.js', 'b.js']);
    for (const result of expected) {
      for (const message of result.messages) message.severity = message.fix ? 2 : 1;
      result.errorCount = result.fixableErrorCount = result.messages.filter(({ severity }) => severity === 2).length;
      result.warningCount = result.messages.length - result.errorCount;
      result.fixableWarningCount = 0;
    }
    expect(expected.map(({ errorCount, warningCount }) => [errorCount, warningCount])).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  test('holds syntax errors as fatal messages', async () => {
    const workspace = new Workspace({ 'a.js': 'let = ;\n', 'b.js': 'f();\n' });
    const { stdout, code } = await workspace.memfix(['--format', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        messages: [
          {
            ruleId: null,
            fatal: true,
            severity: 2,
            line: 1,
            message: expect.stringMatching(/^Parsing error: /) as string,
          },
        ],
        errorCount: 1,
        fatalErrorCount: 1,
        source: 'let = ;\n',
      },
      { messages: [], fatalErrorCount: 0 },
    ]);
  });

  test('is an empty array when no file is left, and what is skipped goes to stderr', async () => {
    const workspace = new Workspace({ 'a.txt': '' });
    const { stdout, stderr, code } = await workspace.memfix(['a.txt', '--format', 'json']);
    expect([stdout, code]).toEqual(['[]\n', 0]);
    expect(stderr).toContain('warning: a.txt is skipped: not ');
  });
});

describe('rules and explain', () => {
  test('rules lists them by preset, also as JSON', async () => {
    const workspace = new Workspace({});
    const { stdout, code } = await workspace.memfix(['rules']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no-pedantic-call +all +bytes +- +calls of pedantic$/m);
    expect(stdout.indexOf('no-wasteful-call')).toBeLessThan(stdout.indexOf('no-hopeless-call'));
    const json = JSON.parse((await workspace.memfix(['rules', '--format', 'json'])).stdout) as object[];
    expect(json).toHaveLength(toyPatterns.length);
    expect(json).toContainEqual({
      id: 'no-typed-call',
      preset: 'strict',
      family: 'lazy',
      gain: 'bytes',
      rewrittenBy: [],
      description: 'calls of typed',
      requiresTypeChecking: true,
      url: expect.stringMatching(/docs\/rules\/no-typed-call\.md$/) as string,
    });
  });

  test('explain takes the rule with and without the prefix', async () => {
    const workspace = new Workspace({});
    const { stdout } = await workspace.memfix(['explain', 'memfix/no-hopeless-call']);
    expect(stdout).toContain('calls of hopeless');
    expect((await workspace.memfix(['explain', 'no-hopeless-call'])).stdout).toBe(stdout);
  });
});

describe('help and version', () => {
  test.each([['--help'], ['check', '--help'], ['help', 'fix']])('%s %s', async (...words) => {
    const { code, stdout, stderr } = await new Workspace({}).memfix(words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: memfix');
  });

  test('--version', async () => {
    const { code, stdout } = await new Workspace({}).memfix(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('--helpers', () => {
  const files = {
    'eslint.config.mjs': `export default [{ settings: { memfix: { helpers: 'none' } } }];`,
    'a.js': `import fs from 'fs';
export function total(file) {
  let sum = 0;
  for (const line of fs.readFileSync(file, 'utf8').split('\\n')) sum += Number(line);
  return sum;
}
`,
  };

  test('lets rewritten code import from memfix/runtime, whatever the configuration says', async () => {
    const workspace = new Workspace(files);
    const run = (...words: string[]): Promise<{ stdout: string }> =>
      workspace.memfix(['a.js', '--preset', 'all', ...words], { patterns: [linesPattern] });
    expect((await run()).stdout).toContain('Nothing found');
    expect((await run('--helpers', 'none')).stdout).toContain('Nothing found');
    const { stdout } = await run('--helpers', 'import');
    expect(stdout).toContain('[safe] no-whole-file-lines');
    expect(stdout).toContain('npx memfix fix a.js --preset all --helpers import');
  });
});

describe('a request that cannot be met exits with 2 and names the nearest', () => {
  test.each([
    [['chek'], 'chek does not exist (did you mean check?)'],
    [['scr'], 'scr does not exist (did you mean src?)'],
    [['src/idnex.js'], 'src/idnex.js does not exist (did you mean src/index.js?)'],
    [['srx/index.js'], 'srx/index.js does not exist (did you mean src?)'],
    [['src/*.ts'], 'no file matches src/*.ts'],
    [['docs'], 'docs holds no file to read (.js '],
    [['--review'], "unknown option '--review' (it belongs to memfix fix)"],
    [['--fix'], "unknown option '--fix' (did you mean memfix fix?)"],
    [['--formt', 'json'], "unknown option '--formt' (did you mean --format?)"],
    [['fix', '--alow-dirty'], "unknown option '--alow-dirty' (did you mean --allow-dirty?)"],
    [['--preset', 'stric'], 'Did you mean strict?'],
    [['--rule', 'no-wastful-call'], 'Did you mean no-wasteful-call?'],
    [['--rule', 'xyz'], 'memfix rules lists the rules.'],
    [['explain', 'no-hopeles-call'], 'Did you mean no-hopeless-call?'],
    [['--format', 'jsn'], 'Did you mean json?'],
    [['--ext', 'vue'], 'There are js, cjs,'],
    [['--max-warnings', 'many'], 'It must be a whole number.'],
    [['--max-size', 'big'], 'It must be a number of megabytes'],
    [['--target', 'latest'], 'It must be a Node version'],
    [['--helpers', 'imports'], 'Did you mean import? There are import, none.'],
    [['--staged'], '--staged needs a git repository'],
  ])('memfix %j', async (words, message) => {
    const workspace = new Workspace({ 'src/index.js': 'f();\n', 'docs/a.md': '' });
    const { code, stdout, stderr } = await workspace.memfix(words);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});
