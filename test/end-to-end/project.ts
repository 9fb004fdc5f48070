// Empty projects into which the packed package is installed, as a user would do it.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../..');

export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(folder: string, command: string, ...args: readonly string[]): Output {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    // Nothing of the test runner's own environment: colours, options, and what npm tells its scripts.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', CI: 'true' },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { code: status, stdout, stderr };
}

/** @throws Error with everything that the command said, when it fails. */
export function runWell(folder: string, command: string, ...args: readonly string[]): Output {
  const output = run(folder, command, ...args);
  if (output.code === 0) return output;
  throw new Error(`${command} ${args.join(' ')} ended with ${output.code}\n${output.stdout}\n${output.stderr}`);
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'memfix-end-to-end-'));
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export interface Packed {
  readonly tarball: string;
  /** Paths inside the package. */
  readonly files: readonly string[];
}

/** `npm pack`: `dist/` must be built. */
export function pack(into: string): Packed {
  const { stdout } = runWell(repository, 'npm', 'pack', '--json', '--pack-destination', into);
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: path.join(into, packed.filename), files: packed.files.map((file) => file.path) };
}

/** Makes a project of ES modules and installs packages into it. */
export function makeProject(folder: string, ...packages: readonly string[]): string {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  runWell(folder, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages);
  return folder;
}

/** Puts the sample, as it is in the repository, into `src/`. */
export function resetSample(project: string): string {
  const source = path.join(project, 'src');
  remove(source);
  cpSync(path.join(import.meta.dirname, 'sample'), source, { recursive: true });
  return source;
}

/** The sample's files by name. */
export function sampleOf(project: string): Record<string, string> {
  const folder = path.join(project, 'src');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
