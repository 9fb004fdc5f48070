// The built command as a process. `npm test` builds first.

import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageInfo } from '../../core/package.js';
import { Workspace, type Files } from './workspace.js';

const BIN = path.join(packageInfo.folder, 'dist', 'cli', 'bin.js');

function memfix(workspace: Workspace, ...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [BIN, ...words], { cwd: workspace.folder, encoding: 'utf8' });
}

/** Each of them is told, so each makes output. */
function unparsable(number: number): Files {
  return Object.fromEntries(Array.from({ length: number }, (_, index) => [`f${index + 1000}.js`, 'let = ;\n']));
}

describe('the built command', { timeout: 120_000 }, () => {
  test('says its version and exits with 0', () => {
    const { status, stdout, stderr } = memfix(new Workspace({}), '--version');
    expect([status, stdout.trim(), stderr]).toEqual([0, packageInfo.version, '']);
  });

  test('exits with 2 for an unknown option, and with 0 for a clean file', () => {
    const workspace = new Workspace({ 'a.js': 'f();\n' });
    expect(memfix(workspace, '--revew').status).toBe(2);
    expect(memfix(workspace, 'a.js').status).toBe(0);
  });

  test('writes nothing but JSON to stdout', () => {
    const workspace = new Workspace({
      'a.js': 'let = ;',
      'b.js': 'f();\n',
      'eslint.config.mjs': 'throw new Error("x");',
    });
    const { status, stdout, stderr } = memfix(workspace, 'a.js', 'b.js', 'c.txt', '--format', 'json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('c.txt does not exist');
    const results = memfix(workspace, 'a.js', 'b.js', '--format', 'json');
    expect(JSON.parse(results.stdout)).toHaveLength(2);
    expect(results.stderr).toMatch(/^warning: eslint\.config\.mjs could not be loaded/);
  });

  test('lists the rules of the package and explains each of them', () => {
    const workspace = new Workspace({});
    const rules = JSON.parse(memfix(workspace, 'rules', '--format', 'json').stdout) as { id: string }[];
    expect(rules.length).toBeGreaterThan(0);
    for (const { id } of rules.slice(0, 3)) {
      expect(memfix(workspace, 'explain', id).stdout).toContain(`# memfix/${id}\n\nThis rule disallows `);
    }
  });

  test('outlives a reader that goes away', () => {
    const workspace = new Workspace(unparsable(150));
    const script = `set -o pipefail; "$0" "$1" --color | head -1`;
    const { status, stderr, stdout } = spawnSync('bash', ['-c', script, process.execPath, BIN], {
      cwd: workspace.folder,
      encoding: 'utf8',
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect([status, stderr]).toEqual([2, '']);
  });

  test('ends after the file at hand on Ctrl-C, with a summary', async () => {
    const workspace = new Workspace(unparsable(600));
    const command = spawn(process.execPath, [BIN], { cwd: workspace.folder });
    let stdout = '';
    command.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout === '') command.kill('SIGINT');
      stdout += text;
    });
    const code = await new Promise((resolve) => command.on('close', resolve));
    expect(stdout).toContain('Stopped before all files were looked at.\n');
    expect(stdout).toContain('No file was written.\n');
    expect(stdout).not.toContain('f1599.js');
    expect(code).toBe(2);
  });
});
