import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toyPatterns } from './toy-patterns.js';
import { Workspace } from './workspace.js';

const MIXED = 'wasteful(1);\ndoubtful(2);\nhopeless(3);\n';

describe('fix', () => {
  test('applies what is safe, and reports what is left', async () => {
    const workspace = Workspace.withGit({ 'src/a.js': MIXED, 'b.js': 'wasteful(wasteful(1));\n', 'c.js': 'f();\n' });
    const { code, stdout } = await workspace.memfix(['fix']);
    expect(code).toBe(0);
    expect(workspace.read('src/a.js')).toBe('thrifty(1);\ndoubtful(2);\nhopeless(3);\n');
    expect(workspace.read('b.js')).toBe('thrifty(thrifty(1));\n');
    expect(stdout).toContain('b.js\n  ✔ rewritten: no-wasteful-call (2 times)\n');
    expect(stdout).toContain('src/a.js\n  ✔ rewritten: no-wasteful-call\n      2:1 [review] no-doubtful-call\n');
    expect(stdout).toContain('✔ Rewrote 3 findings: 3 safe.\n1 finding left in 1 file: 1 review ');
    expect(stdout).toContain('2 files written:\n  b.js\n  src/a.js\n');
    expect(stdout).toContain('npx memfix fix --review --diff ');
    expect(workspace.git('diff', '--name-only')).toBe('b.js\nsrc/a.js\n');
  });

  test('--review applies those of that tier too', async () => {
    const workspace = Workspace.withGit({ 'a.js': MIXED });
    const { code, stdout } = await workspace.memfix(['fix', '--review', '--preset', 'strict']);
    expect(code).toBe(0);
    expect(workspace.read('a.js')).toBe('thrifty(1);\nthrifty(2);\nhopeless(3);\n');
    expect(stdout).toContain('✔ Rewrote 2 findings: 1 safe and 1 review.\n1 finding left in 1 file: 1 report ');
  });

  test('a second run writes nothing', async () => {
    const workspace = Workspace.withGit({ 'a.js': MIXED });
    await workspace.memfix(['fix']);
    const { stdout } = await workspace.memfix(['fix', '--allow-dirty']);
    expect(stdout).not.toContain('rewritten:');
    expect(stdout).not.toMatch(/files? written/);
    expect(workspace.read('a.js')).toBe('thrifty(1);\ndoubtful(2);\nhopeless(3);\n');
  });

  test('--diff prints a patch that git applies, and writes nothing', async () => {
    const files = {
      'src/a.js': MIXED,
      'with space.js': 'wasteful(1)',
      'crlf.js': 'f();\r\nwasteful(1);\r\n',
      'clean.js': 'f();\n',
    };
    const workspace = Workspace.withGit(files);
    const { code, stdout, stderr } = await workspace.memfix(['fix', '--diff']);
    expect(code).toBe(1);
    expect(workspace.git('status', '--porcelain')).toBe('');
    expect(stderr).toContain('✔ Would rewrite 3 findings: 3 safe.\n');
    expect(stderr).toContain('npx memfix fix ');
    workspace.write({ 'memfix.patch': stdout });
    workspace.git('apply', 'memfix.patch');
    await workspace.memfix(['fix', '--allow-dirty']);
    const patched = Object.keys(files).map((name) => workspace.read(name));
    expect(patched).toEqual([
      'thrifty(1);\ndoubtful(2);\nhopeless(3);\n',
      'thrifty(1)',
      'f();\r\nthrifty(1);\r\n',
      'f();\n',
    ]);
  });

  test('--diff looks at a dirty tree too, and exits with 0 when there is nothing to rewrite', async () => {
    const workspace = new Workspace({ 'a.js': 'doubtful(1);\n' });
    const { code, stdout } = await workspace.memfix(['fix', '--diff']);
    expect([code, stdout]).toEqual([0, '']);
  });

  test('--format json gives the new text as output, written or not', async () => {
    const workspace = Workspace.withGit({ 'a.js': MIXED });
    const dry = await workspace.memfix(['fix', '--diff', '--format', 'json']);
    expect(workspace.read('a.js')).toBe(MIXED);
    const { code, stdout } = await workspace.memfix(['fix', '--format', 'json']);
    expect(dry.stdout).toBe(stdout);
    expect([dry.code, code]).toEqual([1, 0]);
    const [result] = JSON.parse(stdout) as [{ output: string; source?: string; messages: object[] }];
    expect(result.output).toBe(workspace.read('a.js'));
    expect(result).not.toHaveProperty('source');
    expect(result.messages).toMatchObject([{ ruleId: 'memfix/no-doubtful-call', severity: 1 }]);
  });
});

describe('a file keeps', () => {
  test.each([
    ['a byte order mark', '\uFEFFwasteful(1);\n', '\uFEFFthrifty(1);\n'],
    ['CRLF', 'f();\r\nwasteful(1);\r\n', 'f();\r\nthrifty(1);\r\n'],
    ['mixed line endings', 'f();\r\nwasteful(1);\n\r', 'f();\r\nthrifty(1);\n\r'],
    ['a hashbang', '#!/usr/bin/env node\nwasteful(1);\n', '#!/usr/bin/env node\nthrifty(1);\n'],
    ['a missing final newline', '\twasteful(1)', '\tthrifty(1)'],
    ['sloppy code', 'with (a) { wasteful(010); }', 'with (a) { thrifty(010); }'],
    ['characters beyond the basic plane', "'😀'; wasteful('é', 1);", "'😀'; thrifty('é', 1);"],
  ])('%s', async (_, before, after) => {
    const workspace = Workspace.withGit({ 'a.js': before });
    expect((await workspace.memfix(['fix'])).code).toBe(0);
    expect(workspace.read('a.js')).toBe(after);
  });

  test.each([
    ['a.cts', 'import x = require("x"); wasteful(<any>x);', 'import x = require("x"); thrifty(<any>x);'],
    ['a.ts', '@d() class A { @e() p = wasteful(1); }', '@d() class A { @e() p = thrifty(1); }'],
    ['a.tsx', 'const a = <T,>(x: T) => <p>{wasteful(x)}</p>;', 'const a = <T,>(x: T) => <p>{thrifty(x)}</p>;'],
    ['a.jsx', 'const a = <p title={wasteful(1)}>{"x"}</p>', 'const a = <p title={thrifty(1)}>{"x"}</p>'],
  ])('the syntax of %s', async (name, before, after) => {
    const workspace = Workspace.withGit({ [name]: before });
    expect((await workspace.memfix(['fix'])).code).toBe(0);
    expect(workspace.read(name)).toBe(after);
  });

  test('its mode, and leaves nothing beside it', async () => {
    const workspace = new Workspace({ 'bin/a.js': 'wasteful(1);\n', 'bin/b.js': 'f();\n' });
    chmodSync(workspace.path('bin/a.js'), 0o751);
    const untouched = statSync(workspace.path('bin/b.js'), { bigint: true });
    await workspace.memfix(['fix', '--no-git']);
    expect(workspace.read('bin/a.js')).toBe('thrifty(1);\n');
    expect(statSync(workspace.path('bin/a.js')).mode & 0o777).toBe(0o751);
    expect(statSync(workspace.path('bin/b.js'), { bigint: true })).toMatchObject({
      ino: untouched.ino,
      mtimeNs: untouched.mtimeNs,
    });
    expect(readdirSync(workspace.path('bin'))).toEqual(['a.js', 'b.js']);
  });
});

describe('what git has to say', () => {
  const refusal = (output: string): RegExp => new RegExp(`^error: there are uncommitted changes \\(${output}`);

  test('a dirty tree is refused, --allow-dirty is named and lets it pass', async () => {
    const workspace = Workspace.withGit({ 'a.js': 'wasteful(1);\n', 'README.md': 'a' });
    workspace.write({ 'README.md': 'b', 'new.js': 'wasteful(2);\n' });
    const { code, stdout, stderr } = await workspace.memfix(['fix']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(refusal('2 files'));
    expect(stderr).toContain('--allow-dirty\n  README.md\n  new.js\n');
    expect(workspace.read('a.js')).toBe('wasteful(1);\n');
    expect((await workspace.memfix(['fix', '--allow-dirty'])).code).toBe(0);
    expect(workspace.read('new.js')).toBe('thrifty(2);\n');
  });

  test('only changes below the named paths count, staged ones too', async () => {
    const workspace = Workspace.withGit({ 'src/a.js': 'wasteful(1);\n', 'lib/b.js': 'wasteful(1);\n' });
    workspace.write({ 'lib/b.js': 'wasteful(2);\n' });
    workspace.git('add', '--all');
    expect((await workspace.memfix(['fix', 'lib'])).stderr).toMatch(refusal('1 file'));
    expect((await workspace.memfix(['fix', 'lib/b.js'])).stderr).toMatch(refusal('1 file'));
    expect((await workspace.memfix(['fix', '**/*.js'])).stderr).toMatch(refusal('1 file'));
    expect((await workspace.memfix(['fix', 'src'])).code).toBe(0);
    expect(workspace.read('src/a.js')).toBe('thrifty(1);\n');
  });

  test('without a repository --no-git is needed, or a yes on the terminal', async () => {
    const workspace = new Workspace({ 'src/a.js': 'wasteful(1);\n' });
    const { code, stderr } = await workspace.memfix(['fix', 'src', '--allow-dirty']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: src is in no git repository, .+; run with --no-git to rewrite all the same\n$/);
    const questions: string[] = [];
    const answer = (yes: boolean) => ({
      confirm: (question: string) => {
        questions.push(question);
        return Promise.resolve(yes);
      },
    });
    expect((await workspace.memfix(['fix'], answer(false))).code).toBe(2);
    expect(workspace.read('src/a.js')).toBe('wasteful(1);\n');
    expect((await workspace.memfix(['fix'], answer(true))).code).toBe(0);
    expect(questions).toHaveLength(2);
    expect(workspace.read('src/a.js')).toBe('thrifty(1);\n');
    workspace.write({ 'src/a.js': 'wasteful(1);\n' });
    expect((await workspace.memfix(['fix', '--no-git'])).code).toBe(0);
    expect(workspace.read('src/a.js')).toBe('thrifty(1);\n');
  });

  test('within a hook, whose environment names the folders of git, other folders work too', async () => {
    const workspace = Workspace.withGit({ 'src/deep/a.js': 'wasteful(1);\n' });
    const env = { PATH: process.env['PATH'], GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' };
    const { code } = await workspace.memfix(['fix', workspace.path('src/deep/a.js')], { env });
    expect(code).toBe(0);
    expect(workspace.read('src/deep/a.js')).toBe('thrifty(1);\n');
  });

  test('check --staged looks at what is staged, as it is staged', async () => {
    const workspace = Workspace.withGit({
      'a.js': 'f();\n',
      'b.js': 'wasteful(1);\n',
      'src/c.js': 'f();\n',
      'd.md': '',
    });
    workspace.write({
      'a.js': '\nwasteful(1);\n',
      'src/c.js': 'wasteful(3);\n',
      'd.md': 'x',
      'née.ts': 'wasteful(4);\n',
    });
    workspace.git('add', '--all');
    workspace.write({ 'a.js': 'f();\n' });
    expect(await workspace.findings(['check', '--staged'])).toEqual({
      'a.js': ['2:1 memfix/no-wasteful-call'],
      'née.ts': ['1:1 memfix/no-wasteful-call'],
      'src/c.js': ['1:1 memfix/no-wasteful-call'],
    });
    expect(Object.keys(await workspace.findings(['check', '--staged', 'src']))).toEqual(['src/c.js']);
    rmSync(workspace.path('src'), { recursive: true });
    expect(await workspace.findings(['--staged', 'src'])).toEqual({ 'src/c.js': ['1:1 memfix/no-wasteful-call'] });
    workspace.commit();
    const { code, stdout } = await workspace.memfix(['--staged']);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing found  0 files looked at');
  });
});

describe('what goes wrong while rewriting', () => {
  test('a rewrite that does not parse is discarded and named; the rest goes on', async () => {
    const workspace = Workspace.withGit({ 'a.js': 'wasteful(1);\nshatter(1);\n', 'b.js': 'wasteful(1);\n' });
    const { code, stdout } = await workspace.memfix(['fix']);
    expect(code).toBe(2);
    expect(workspace.read('a.js')).toBe('wasteful(1);\nshatter(1);\n');
    expect(workspace.read('b.js')).toBe('thrifty(1);\n');
    expect(stdout).toMatch(
      /a\.js\n +error {2}the rewrite of no-breakage does not parse \(Parsing error: .+\); the file is left/,
    );
    expect(stdout).toContain('1 file written:\n  b.js\n');
  });

  test('a rule that throws leaves its file as it was', async () => {
    const workspace = Workspace.withGit({ 'a.js': 'wasteful(1);\nexplode();\n', 'b.js': 'wasteful(1);\n' });
    const { code, stdout } = await workspace.memfix(['fix']);
    expect(code).toBe(2);
    expect(stdout).toContain('a.js\n      2:1  error  memfix/no-explosion failed: boom');
    expect(workspace.read('a.js')).toBe('wasteful(1);\nexplode();\n');
    expect(workspace.read('b.js')).toBe('thrifty(1);\n');
  });

  test('a file that another program changed meanwhile is not overwritten', async () => {
    const workspace = new Workspace({ 'a.js': 'wasteful(1);\n', 'b.js': 'wasteful(1);\n' });
    let output = '';
    let changed = false;
    const { code } = await workspace.memfix(['fix', '--no-git'], {
      stdout: { write: (text) => (output += text) },
      // Rules run between reading and writing.
      patterns: toyPatterns.map((pattern) => ({
        rule: pattern.rule,
        listen(...parameters) {
          if (!changed) writeFileSync(workspace.path('a.js'), 'wasteful(2);\n');
          changed = true;
          return pattern.listen(...parameters);
        },
      })),
    });
    expect(code).toBe(2);
    expect(workspace.read('a.js')).toBe('wasteful(2);\n');
    expect(workspace.read('b.js')).toBe('thrifty(1);\n');
    expect(output).toContain(' error  not written: it was changed by another program meanwhile\n');
  });

  test('Ctrl-C ends after the file at hand, and the summary says which were written', async () => {
    const workspace = Workspace.withGit({
      'a.js': 'wasteful(1);\n',
      'b.js': 'wasteful(1);\n',
      'c.js': 'wasteful(1);\n',
    });
    const interruption = new AbortController();
    let output = '';
    const write = (text: string): void => {
      if (text.startsWith('b.js')) interruption.abort();
      output += text;
    };
    const { code } = await workspace.memfix(['fix'], { signal: interruption.signal, stdout: { write } });
    expect(code).toBe(2);
    expect(output).toContain('Stopped before all files were looked at.\n');
    expect(output).toContain('2 files written:\n  a.js\n  b.js\n');
    expect(workspace.read('b.js')).toBe('thrifty(1);\n');
    expect(workspace.read('c.js')).toBe('wasteful(1);\n');
  });
});
