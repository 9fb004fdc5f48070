// The gain harness must measure known sizes truly, and must refuse what is no gain.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { measureGain, type VersionGain } from '../../bench/gain.js';
import type { Cost } from '../../bench/measure.js';
import type { Gain } from '../../core/rule.js';
import { toyPattern } from './toy-pattern.js';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-gain-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SIZES = 'export const sizes = [100, 1_000_000];\n';

/** Times are noisy: where they decide, they are taken more often. */
function gainOf(source: string, gain: Gain, message?: string): Promise<readonly VersionGain[]> {
  const filePath = path.join(folder, 'gain.ts');
  writeFileSync(filePath, source);
  return measureGain({
    pattern: toyPattern(gain, message),
    root: folder,
    repository: root,
    filePath,
    nodes: [process.execPath],
    repetitions: { memory: 1, time: gain === 'time' ? 4 : 1 },
    largestOnly: true,
  });
}

async function costOf(source: string, gain: Gain): Promise<{ before: Cost; after: Cost }> {
  const [version] = await gainOf(source, gain);
  const result = version?.sizes.at(-1);
  if (!result) throw new Error('nothing was measured');
  return result;
}

const within = (value: number | null, [low, high]: readonly [number, number]): void => {
  expect(value).toBeGreaterThan(low);
  expect(value).toBeLessThan(high);
};

describe('what is known is measured as such', { timeout: 240_000 }, () => {
  test('an array of a million doubles is 8 MB retained, peak and allocated, one of bytes is 1 MB', async () => {
    const { before, after } = await costOf(
      `${SIZES}
      const wasteful = (n: number): Float64Array => new Float64Array(n).fill(1);
      const thrifty = (n: number): Uint8Array => new Uint8Array(n).fill(1);
      export function workload(n: number): { bytes: Float64Array | Uint8Array } { return { bytes: wasteful(n) }; }
      export function answer(held: { bytes: Iterable<number> }): number { return [...held.bytes].length; }`,
      'bytes',
    );
    within(before.retained, [7_950_000, 8_050_000]);
    within(before.peak, [7_950_000, 8_300_000]);
    within(before.allocated, [7_950_000, 8_300_000]);
    within(after.retained, [950_000, 1_050_000]);
    within(after.allocated, [950_000, 1_300_000]);
  });

  test('a plain array of a million integers made at once is 8 MB on the heap', async () => {
    const { before, after } = await costOf(
      `${SIZES}
      const wasteful = (n: number): number[] => new Array(n).fill(7);
      const thrifty = (n: number): Uint8Array => new Uint8Array(n).fill(7);
      export function workload(n: number): { items: ArrayLike<number> } { return { items: wasteful(n) }; }
      export function answer(held: { items: ArrayLike<number> }): number { return held.items.length; }`,
      'bytes',
    );
    within(before.retained, [7_950_000, 8_050_000]);
    within(after.retained, [950_000, 1_050_000]);
  });

  test('garbage counts as allocated, not as retained, and in the peak up to the young generation', async () => {
    const { before, after } = await costOf(
      `${SIZES}
      let kept: unknown;
      function wasteful(n: number): number {
        for (let i = 0; i < n; i += 1) kept = new Array(2).fill(i);
        kept = null;
        return n;
      }
      const thrifty = (n: number): number => n;
      export function workload(n: number): number { return wasteful(n); }`,
      'garbage',
    );
    // A header of 4 words and a store of 2 words and 2 elements.
    within(before.allocated, [60_000_000, 75_000_000]);
    within(before.peak, [-1, 4_000_000]);
    within(before.retained, [-1, 1]);
    within(after.allocated, [-1, 100_000]);
  });

  test('what is alive for a moment only stands in the peak', async () => {
    const { before, after } = await costOf(
      `${SIZES}
      function wasteful(n: number): number { return Array.from({ length: n }, (_, i) => i).length; }
      const thrifty = (n: number): number => n;
      export function workload(n: number): number { return wasteful(n); }`,
      'bytes',
    );
    within(before.peak, [7_950_000, 25_000_000]);
    within(before.retained, [-1, 1]);
    within(after.peak, [-1, 500_000]);
  });

  test('twice the work takes about twice the time', async () => {
    const { before, after } = await costOf(
      `${SIZES}
      function spin(n: number): number { let x = 1; for (let i = 0; i < n * 40; i += 1) x = (x * 31 + i) | 0; return x; }
      const wasteful = (n: number): number => spin(n) + 0 * spin(n + 1) + n;
      const thrifty = (n: number): number => spin(n) + n;
      export function workload(n: number): number { return wasteful(n); }`,
      'time',
    );
    within(before.milliseconds / after.milliseconds, [1.5, 2.7]);
  });

  test('a promise in an object stays pending, an awaited one is held as its value', async () => {
    const { before } = await costOf(
      `${SIZES}
      const wasteful = (n: number): Promise<object> => Promise.resolve({ n, big: new Uint8Array(n) });
      const thrifty = (n: number): Promise<object> => Promise.resolve({ n, big: new Uint8Array(n >> 4) });
      export async function workload(n: number): Promise<object> { return { n, pending: [await wasteful(n)] }; }
      export const answer = (held: { n: number }): number => held.n;`,
      'bytes',
    );
    within(before.retained, [950_000, 1_050_000]);
  });
});

describe('what is no gain is refused', { timeout: 240_000 }, () => {
  const SAVES_NOTHING = `${SIZES}
    const wasteful = (n: number): number[] => new Array(n).fill(7);
    const thrifty = (n: number): number[] => new Array(n).fill(7);
    export function workload(n: number): number[] { return wasteful(n); }`;

  test.each(['bytes', 'garbage'] as const)('a rewrite that saves nothing, declared as %s', async (gain) => {
    await expect(gainOf(SAVES_NOTHING, gain)).rejects.toThrow(`no gain in ${gain} at 1000000 on Node`);
  });

  // Four times the work: of equal times, one may seem to have won on a busy machine.
  test('a rewrite that takes longer, declared as time', async () => {
    const source = `${SIZES}
      const wasteful = (n: number): number[] => new Array(n).fill(7);
      const thrifty = (n: number): number[] => [1, 2, 3, 4].map((i) => new Array(n).fill(i + 3)).at(-1) ?? [];
      export function workload(n: number): number[] { return wasteful(n); }`;
    await expect(gainOf(source, 'time')).rejects.toThrow('no gain in time at 1000000 on Node');
  });

  test('a rewrite that changes nothing', async () => {
    const source = `${SIZES} export function workload(n: number): number { return n; } // wasteful`;
    await expect(gainOf(source, 'bytes')).rejects.toThrow('toy changes nothing in gain.ts');
  });

  test('another answer', async () => {
    const source = `${SIZES}
      const wasteful = (n: number): number[] => new Array(n).fill(7);
      const thrifty = (n: number): number[] => n > 100 ? [7] : new Array(n).fill(7);
      export function workload(n: number): number[] { return wasteful(n); }`;
    await expect(gainOf(source, 'bytes')).rejects.toThrow('the answers for size 1000000 differ');
  });

  test.each([
    ['-0 for 0', 'wasteful = (n: number) => [n, 0]', 'thrifty = (n: number) => [n, -0]'],
    ['undefined for a hole', 'wasteful = (n: number) => [n, , 1]', 'thrifty = (n: number) => [n, undefined, 1]'],
    ['a typed array for an array', 'wasteful = (n: number) => [n]', 'thrifty = (n: number) => Int32Array.of(n)'],
  ])('another answer that looks alike: %s', async (_, before, after) => {
    const source = `${SIZES} const ${before}; const ${after}; export const workload = (n: number) => wasteful(n);`;
    await expect(gainOf(source, 'bytes')).rejects.toThrow('the answers for size 100 differ');
  });

  test.each([
    ['undefined', 'undefined', 'the answer for size 100 is undefined'],
    ['the same for all sizes', '"done"', 'the answer for size 1000000 is that of the size before'],
    ['a function', '() => n', 'export answer()'],
  ])('an answer that proves nothing: %s', async (_, expression, complaint) => {
    const source = `${SIZES} const wasteful = (n: number) => ${expression}; const thrifty = wasteful;
      export const workload = (n: number): unknown => wasteful(n);`;
    await expect(gainOf(source, 'bytes')).rejects.toThrow(complaint);
  });

  test.each([
    ['[1_000, 10_000]', 'the first of the sizes must be 100 or less'],
    ['[100]', 'two or more ascending'],
    ['[100, 10]', 'two or more ascending'],
    ['undefined', 'two or more ascending'],
  ])('sizes %s', async (sizes, complaint) => {
    const source = `export const sizes = ${sizes}; const wasteful = (n: number) => n; const thrifty = wasteful;
      export const workload = (n: number) => wasteful(n);`;
    await expect(gainOf(source, 'bytes')).rejects.toThrow(complaint);
  });

  test('a workload that throws', async () => {
    const source = `${SIZES} const wasteful = (n: number) => n; const thrifty = (n: number) => { throw new Error('lost it'); };
      export const workload = (n: number) => wasteful(n);`;
    await expect(gainOf(source, 'bytes')).rejects.toThrow('lost it');
  });

  const SLOWER = `export const sizes = [100, 2_000_000];
    const wasteful = (n: number): { length: number } => new Float64Array(n);
    function thrifty(n: number): { length: number } {
      let x = 1;
      for (let i = 0; i < n * 20; i += 1) x = (x * 31 + i) | 0;
      return { length: n, x: x * 0 } as { length: number };
    }
    export const workload = (n: number) => wasteful(n);
    export const answer = ({ length }: { length: number }): number => length;`;

  test('fewer bytes at more than 1.5 times the time, unless a message says so', async () => {
    await expect(gainOf(SLOWER, 'bytes')).rejects.toThrow(/takes [\d.]+ times as long and no message says/);
    await expect(gainOf(SLOWER, 'bytes', 'This is slower, and smaller.')).resolves.toHaveLength(1);
  });
});
