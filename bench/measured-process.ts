// The process in which one measurement runs, on whichever Node version: it takes a job over IPC and sends the outcome.
//
// How memory is measured. Used memory is V8's used heap plus external memory (which holds the array buffers). `retained`
// is what stays used after full collections while the result is held; V8 counts whole pages of 256 kB as used while it
// allocates on them, so less than that cannot be told from nothing and counts as nothing.
//
// In a process of its own, since its records take memory, V8's GC profiler notes the used memory before and after every
// single collection: `peak` is the highest of these and of the end, `allocated` is the sum of what was added between one
// collection's end and the next one's beginning. The young generation is kept at 1 MB (see `measure.ts`), so that up to
// that much of short-lived garbage stands in a peak, and not 16 MB or more.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import v8 from 'node:v8';
import type { GainModule } from './gain.js';

export type Job =
  | {
      readonly kind: 'retained' | 'flow' | 'time';
      readonly module: string;
      readonly size: number;
      readonly calls: number;
    }
  | { readonly kind: 'answers'; readonly before: string; readonly after: string };

/** Bytes and milliseconds of one call. */
export interface RetainedOutcome {
  readonly retained: number;
}
export interface FlowOutcome {
  readonly peak: number;
  readonly allocated: number;
}
export interface TimeOutcome {
  readonly milliseconds: number;
}
export interface AnswersOutcome {
  readonly sizes: readonly number[];
  /** What is wrong with the answers, or `null`. */
  readonly objection: string | null;
}
export type Outcome = RetainedOutcome | FlowOutcome | TimeOutcome | AnswersOutcome;

process.once('message', (job: Job) => {
  void run(job).then((outcome) => {
    process.send?.(outcome, () => {
      process.disconnect();
    });
  });
});

function run(job: Job): Promise<Outcome> {
  switch (job.kind) {
    case 'answers':
      return compareAnswers(job.before, job.after);
    case 'retained':
      return measureRetained(job);
    case 'flow':
      return measureFlow(job);
    case 'time':
      return measureTime(job);
  }
}

interface Measured {
  readonly module: string;
  readonly size: number;
  /** How often the workload runs in one measurement: a small one would drown in noise. */
  readonly calls: number;
}

async function load(module: string): Promise<GainModule> {
  return (await import(module)) as GainModule;
}

async function measureRetained({ module, size, calls }: Measured): Promise<RetainedOutcome> {
  const { workload, answer = (held: unknown) => held, sizes } = await load(module);
  await workload(sizes[0] ?? 1);
  const held = holder();
  await collectGarbage();
  const baseline = usedMemory();
  for (let call = 0; call < calls; call += 1) held.push(await workload(size));
  await collectGarbage();
  const retained = usedMemory() - baseline;
  answer(held[0]);
  return { retained: retained < RESOLUTION ? 0 : retained / calls };
}

async function measureFlow({ module, size, calls }: Measured): Promise<FlowOutcome> {
  const { workload, sizes } = await load(module);
  await workload(sizes[0] ?? 1);
  const profiler = new v8.GCProfiler();
  const held = holder();
  await collectGarbage();
  const baseline = usedMemory();
  profiler.start();
  for (let call = 0; call < calls; call += 1) held.push(await workload(size));
  const end = usedMemory();
  let allocated = 0;
  let peak = end;
  let floor = baseline;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    const before = beforeGC.heapStatistics.usedHeapSize + beforeGC.heapStatistics.externalMemory;
    allocated += Math.max(0, before - floor);
    peak = Math.max(peak, before);
    floor = afterGC.heapStatistics.usedHeapSize + afterGC.heapStatistics.externalMemory;
  }
  allocated += Math.max(0, end - floor);
  return { peak: peak - baseline, allocated: allocated / calls };
}

const RESOLUTION = 300_000;

/** Where results are held: from the global object, since a local that is dead in optimised code would not be held. */
function holder(): unknown[] {
  const held: unknown[] = [];
  Object.assign(globalThis, { held });
  return held;
}

function usedMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Until a collection frees next to nothing: weak references, array buffers and the bytecode of functions that ran once
 * are let go in steps, with turns of the event loop between them.
 */
async function collectGarbage(): Promise<void> {
  let quiet = 0;
  for (let round = 0, used = usedMemory(); quiet < 4 && round < 40; round += 1) {
    globalThis.gc?.();
    await nextTurn();
    const left = usedMemory();
    quiet = used - left < 2_000 ? quiet + 1 : 0;
    used = left;
  }
}

/** The median over at least three samples; a warm-up comes first, since cold code measures the compiler. */
async function measureTime({ module, size, calls }: Measured): Promise<TimeOutcome> {
  const { workload, sizes } = await load(module);
  await workload(sizes[0] ?? 1);
  const samples: number[] = [];
  for (let total = 0; samples.length < 3 || (total < 300 && samples.length < 15);) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) await workload(size);
    const elapsed = performance.now() - start;
    total += elapsed;
    samples.push(elapsed / calls);
  }
  samples.sort((a, b) => a - b);
  return { milliseconds: samples[samples.length >> 1] ?? 0 };
}

async function compareAnswers(before: string, after: string): Promise<AnswersOutcome> {
  const modules = [await load(before), await load(after)] as const;
  const { sizes } = modules[0];
  const objection = objectionToSizes(sizes) ?? (await objectionToAnswers(modules, sizes));
  return { sizes, objection };
}

function objectionToSizes(sizes: unknown): string | null {
  const numbers: unknown[] = Array.isArray(sizes) ? sizes : [];
  const ascending = numbers.every((size, index) => {
    const previous = index === 0 ? 0 : numbers[index - 1];
    return Number.isInteger(size) && typeof previous === 'number' && typeof size === 'number' && size > previous;
  });
  if (numbers.length < 2 || !ascending) return 'sizes must be two or more ascending positive integers';
  return typeof numbers[0] === 'number' && numbers[0] > 100 ? 'the first of the sizes must be 100 or less' : null;
}

async function objectionToAnswers(
  [before, after]: readonly [GainModule, GainModule],
  sizes: readonly number[],
): Promise<string | null> {
  const answerOf = async ({ workload, answer }: GainModule, size: number): Promise<unknown> => {
    const held = await workload(size);
    return answer ? answer(held) : held;
  };
  let previous: unknown;
  for (const size of sizes) {
    const expected = await answerOf(before, size);
    if (expected === undefined) return `the answer for size ${size} is undefined, which proves nothing`;
    if (typeof expected === 'function') return 'what is held is a function: export answer() that turns it into data';
    if (isDeepStrictEqual(expected, previous)) return `the answer for size ${size} is that of the size before`;
    if (!isDeepStrictEqual(await answerOf(after, size), expected)) return `the answers for size ${size} differ`;
    previous = expected;
  }
  return null;
}
