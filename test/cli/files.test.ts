import { chmodSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Workspace } from './workspace.js';

const FOUND = 'wasteful(1);\n';

describe('the files that are looked at', () => {
  test('are those of the eight extensions, in the order of their names', async () => {
    const workspace = new Workspace({
      'b/x.mts': FOUND,
      'b.js': FOUND,
      'a.tsx': FOUND,
      'a.jsx': FOUND,
      'c.cjs': FOUND,
      'c.mjs': FOUND,
      'c.cts': FOUND,
      'c.ts': FOUND,
      'z.vue': FOUND,
      'z.json': '{}',
      '.hidden/h.js': FOUND,
    });
    expect(Object.keys(await workspace.findings([]))).toEqual([
      '.hidden/h.js',
      'a.jsx',
      'a.tsx',
      'b.js',
      'b/x.mts',
      'c.cjs',
      'c.cts',
      'c.mjs',
      'c.ts',
    ]);
    expect(Object.keys(await workspace.findings(['--ext', '.ts,mts', '--ext', 'tsx']))).toEqual([
      'a.tsx',
      'b/x.mts',
      'c.ts',
    ]);
  });

  test('may be named one by one, absolute too, by folder or by pattern, each once', async () => {
    const workspace = new Workspace({ 'src/a.js': FOUND, 'src/b.ts': FOUND, 'lib/c.js': FOUND, 'd (1).js': FOUND });
    const named = async (...words: string[]): Promise<string[]> => Object.keys(await workspace.findings(words));
    expect(await named('src/b.ts', workspace.path('src/a.js'), 'src')).toEqual(['src/a.js', 'src/b.ts']);
    expect(await named('**/*.js')).toEqual(['d (1).js', 'lib/c.js', 'src/a.js']);
    expect(await named('d (1).js')).toEqual(['d (1).js']);
  });

  test('are not those that git ignores, from the root of the repository down', async () => {
    const workspace = Workspace.withGit({
      '.gitignore': 'dist\n/packages/*/generated.js\n',
      'packages/a/.gitignore': '*.local.js\n!kept.local.js\n',
      'packages/a/generated.js': FOUND,
      'packages/a/x.local.js': FOUND,
      'packages/a/kept.local.js': FOUND,
      'packages/a/dist/x.js': FOUND,
      'packages/a/x.js': FOUND,
    });
    const expected = ['packages/a/kept.local.js', 'packages/a/x.js'];
    expect(Object.keys(await workspace.findings([]))).toEqual(expected);
    expect(Object.keys(await workspace.findings(['packages/a']))).toEqual(expected);
    const { code, stderr } = await workspace.memfix(['packages/a/dist/x.js', 'packages/a/x.local.js']);
    expect(code).toBe(0);
    expect(stderr).toContain('warning: packages/a/dist/x.js is skipped: ignored\n');
    expect(stderr).toContain('warning: packages/a/x.local.js is skipped: ignored\n');
  });

  test('are not those of .eslintignore', async () => {
    const workspace = new Workspace({ '.eslintignore': 'vendor/\n', 'vendor/a.js': FOUND, 'b.js': FOUND });
    expect(Object.keys(await workspace.findings([]))).toEqual(['b.js']);
    expect((await workspace.memfix(['vendor/a.js'])).stderr).toContain('vendor/a.js is skipped: ignored');
  });

  test('are never in node_modules or behind a symbolic link', async () => {
    const workspace = new Workspace({
      'node_modules/x/a.js': FOUND,
      'packages/p/node_modules/y/a.js': FOUND,
      'real/a.js': FOUND,
      'b.js': FOUND,
    });
    symlinkSync(workspace.path('real'), workspace.path('linked'));
    symlinkSync(workspace.path('b.js'), workspace.path('linked.js'));
    symlinkSync(workspace.path('node_modules/x'), workspace.path('real/x'));
    expect(Object.keys(await workspace.findings([]))).toEqual(['b.js', 'real/a.js']);
    const named = ['linked', 'linked.js', 'node_modules/x/a.js', 'node_modules/x', 'real/x/a.js'];
    const { code, stderr } = await workspace.memfix(named);
    expect(code).toBe(0);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'warning: linked is skipped: a symbolic link',
      'warning: linked.js is skipped: a symbolic link',
      'warning: node_modules/x/a.js is skipped: in node_modules',
      'warning: node_modules/x is skipped: in node_modules',
      'warning: real/x/a.js is skipped: in node_modules',
    ]);
  });
});

describe('files that cannot be read as source', () => {
  test('are skipped with the reason in the summary; the rest goes on', async () => {
    const workspace = new Workspace({
      'a-binary.js': Buffer.from([0x61, 0x00, 0x62]),
      'b-latin1.js': Buffer.from([0x27, 0xe9, 0x27]),
      'c-utf16.js': Buffer.from('\uFEFFwasteful(1)', 'utf16le'),
      'd-minified.js': `wasteful(${'x,'.repeat(5000)}1)`,
      'e-large.js': `${'// a long comment\n'.repeat(20_000)}wasteful(1);\n`,
      'f.js': FOUND,
      'g-locked.js': FOUND,
    });
    chmodSync(workspace.path('g-locked.js'), 0o000);
    const { code, stdout } = await workspace.memfix(['--max-size', '0.1']);
    expect(code).toBe(1);
    const isRoot = process.getuid?.() === 0;
    expect(stdout).toContain(
      [
        `${isRoot ? 5 : 6} files skipped:`,
        '  a-binary.js    binary',
        '  b-latin1.js    not UTF-8',
        '  c-utf16.js     binary',
        '  d-minified.js  minified',
        '  e-large.js     over 0.1 MB',
        ...(isRoot ? [] : ['  g-locked.js    unreadable (EACCES)']),
      ].join('\n'),
    );
    expect(await workspace.findings(['e-large.js'])).toEqual({ 'e-large.js': ['20001:1 memfix/no-wasteful-call'] });
  });

  test('vanish without a crash', async () => {
    const workspace = new Workspace({ 'a.js': FOUND, 'b.js': FOUND });
    let output = '';
    const write = (text: string): void => {
      if (text.includes('a.js')) unlinkSync(workspace.path('b.js'));
      output += text;
    };
    const { code } = await workspace.memfix([], { stdout: { write } });
    expect(code).toBe(1);
    expect(output).toContain('  b.js  vanished\n');
  });

  test('do not parse: file, line and message are told, the rest goes on, and the exit code is 2', async () => {
    const workspace = new Workspace({ 'a.js': 'f();\nlet = ;\n', 'b.ts': 'f(;\n', 'c.js': FOUND });
    const { code, stdout } = await workspace.memfix([]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^a\.js\n +2:6 {2}error {2}Parsing error: .+\n/m);
    expect(stdout).toMatch(/^b\.ts\n +1:2 {2}error {2}Parsing error: .+\n/m);
    expect(stdout).toContain('c.js\n      1:1 [safe] no-wasteful-call');
    expect(stdout).toContain('2 files could not be done; see the errors above.');
  });

  test('are looked at even when they are old scripts', async () => {
    const script = '<!-- for old browsers\nvar mode = 0755;\nwith (mode) { wasteful(1); }\n';
    const workspace = new Workspace({ 'a.js': script, 'b.js': '#!/usr/bin/env node\nreturn wasteful(1);\n' });
    expect(await workspace.findings([])).toEqual({
      'a.js': ['3:15 memfix/no-wasteful-call'],
      'b.js': ['2:8 memfix/no-wasteful-call'],
    });
  });
});

test('a rule that throws is named with its file; the rest goes on, and the exit code is 2', async () => {
  const workspace = new Workspace({ 'a.js': 'f();\n  explode();\n', 'b.js': FOUND });
  const { code, stdout } = await workspace.memfix([]);
  expect(code).toBe(2);
  expect(stdout).toContain('a.js\n      2:3  error  memfix/no-explosion failed: boom\n');
  expect(stdout).toContain('b.js\n      1:1 [safe] no-wasteful-call');
});

test('a folder with nothing to read is an error, an empty one too', async () => {
  const workspace = new Workspace({ 'docs/a.md': '' });
  mkdirSync(workspace.path('empty'));
  for (const words of [[], ['empty'], ['docs']]) {
    expect((await workspace.memfix(words)).code).toBe(2);
  }
});
