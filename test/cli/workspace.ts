// A folder of its own for each test, and the command run in it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { ExitCode, Host } from '../../cli/host.js';
import { run } from '../../cli/run.js';
import { toyPatterns } from './toy-patterns.js';

export type Files = Readonly<Record<string, string | Buffer>>;

export interface Result {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export class Workspace {
  readonly folder: string;

  constructor(files: Files) {
    this.folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'memfix-'));
    folders.push(this.folder);
    this.write(files);
  }

  /** With all files committed. */
  static withGit(files: Files): Workspace {
    const workspace = new Workspace(files);
    workspace.git('init', '--quiet');
    workspace.git('add', '--all', '--force');
    workspace.commit();
    return workspace;
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), content);
    }
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  git(...words: string[]): string {
    return execFileSync('git', words, { cwd: this.folder, encoding: 'utf8' });
  }

  commit(): void {
    this.git('-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message', 'files');
  }

  /** The command with the toy patterns, in this process. */
  async memfix(words: readonly string[], host: Partial<Host> = {}): Promise<Result> {
    let stdout = '';
    let stderr = '';
    const code = await run(words, {
      patterns: toyPatterns,
      cwd: this.folder,
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: { PATH: process.env['PATH'], HOME: this.folder },
      ...host,
    });
    return { code, stdout, stderr };
  }

  /** The messages of `--format json` by file name, as `line:column ruleId`. */
  async findings(words: readonly string[]): Promise<Record<string, string[]>> {
    const { stdout } = await this.memfix([...words, '--format', 'json']);
    const results = JSON.parse(stdout) as {
      filePath: string;
      messages: { ruleId: string; line: number; column: number }[];
    }[];
    return Object.fromEntries(
      results.map(({ filePath, messages }) => [
        path.relative(this.folder, filePath).split(path.sep).join('/'),
        messages.map(({ ruleId, line, column }) => `${line}:${column} ${ruleId}`),
      ]),
    );
  }
}
