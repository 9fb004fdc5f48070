// The sum at the end of `.ci/run`: what was not run must not count as passed.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../.ci/sum.mjs');
const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-sum-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const good = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

function sumOf(
  steps: readonly [string, string],
  ...reports: readonly unknown[]
): { code: number | null; last: string } {
  const files = reports.map((report, index) => {
    const file = path.join(folder, `${index}.json`);
    writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
    return file;
  });
  const { status, stdout } = spawnSync(process.execPath, [script, ...steps, ...files], { encoding: 'utf8' });
  return { code: status, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
}

describe('sum', () => {
  test('adds steps and reports', () => {
    expect(sumOf(['3', '0'], good, { ...good, numPassedTests: 7 })).toEqual({ code: 0, last: '20 passed, 0 failed' });
  });

  test.each([
    ['a failed step', ['2', '1'], good, '12 passed, 1 failed'],
    ['a failed test', ['3', '0'], { ...good, numFailedTests: 2 }, '13 passed, 2 failed'],
    ['a report without tests', ['3', '0'], { ...good, numPassedTests: 0 }, '3 passed, 1 failed'],
    ['a report that is none', ['3', '0'], 'Segmentation fault', '3 passed, 1 failed'],
    [
      'a file that could not be loaded',
      ['3', '0'],
      { ...good, testResults: [{ status: 'failed', assertionResults: [] }] },
      '13 passed, 1 failed',
    ],
  ] as const)('fails on %s', (_, steps, report, last) => {
    expect(sumOf(steps, report)).toEqual({ code: 1, last });
  });

  test('fails on a report that was never written', () => {
    const { status, stdout } = spawnSync(process.execPath, [script, '3', '0', path.join(folder, 'none.json')], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/3 passed, 1 failed\n$/);
  });
});
