// Starts the processes of a measurement and takes the medians.

import { execFile, fork } from 'node:child_process';
import { promisify } from 'node:util';
import type { AnswersOutcome, FlowOutcome, Job, Outcome, RetainedOutcome, TimeOutcome } from './measured-process.js';
import type { Variants } from './variants.js';

/** What one call of a workload costs, in bytes and milliseconds. */
export interface Cost {
  readonly retained: number;
  /** `null` where one call is too small to stand out from the young generation. */
  readonly peak: number | null;
  readonly allocated: number;
  /** The median of the processes. */
  readonly milliseconds: number;
  /** The fastest of the processes: a machine with other things to do makes each slower, and none faster. */
  readonly fastest: number;
}

export interface SizeResult {
  readonly size: number;
  readonly before: Cost;
  readonly after: Cost;
}

export interface Repetitions {
  readonly memory: number;
  readonly time: number;
}

const MEMORY_FLAGS = [
  '--expose-gc',
  // What the peak shows of short-lived garbage is bounded by the young generation.
  '--max-semi-space-size=1',
  // Freed at a known moment, and not by a helper thread some time later.
  '--single-threaded-gc',
  // Machine code that is made once, at some moment or other, is not what a workload holds.
  '--no-sparkplug',
];

const MOST_CALLS = 1000;

/** @throws Error that says which answers differ: then there is nothing to measure. */
export async function requireEqualAnswers(node: string, variants: Variants): Promise<readonly number[]> {
  const job: Job = { kind: 'answers', before: variants.before, after: variants.after };
  const { sizes, objection } = (await runJob(node, variants.child, job, [])) as AnswersOutcome;
  if (objection !== null) throw new Error(objection);
  return sizes;
}

/** Runs before and after in turns, so that a machine that slows down slows both. */
export async function measureSize(
  node: string,
  variants: Variants,
  { size, largest }: { readonly size: number; readonly largest: number },
  repetitions: Repetitions,
): Promise<SizeResult> {
  const calls = Math.min(MOST_CALLS, Math.max(1, Math.floor(largest / size)));
  const outcomes = { before: newOutcomes(), after: newOutcomes() };
  for (let round = 0; round < Math.max(repetitions.memory, repetitions.time); round += 1) {
    for (const side of ['before', 'after'] as const) {
      const job = { module: variants[side], size, calls };
      const { retained, flow, time } = outcomes[side];
      const run = (kind: 'retained' | 'flow' | 'time', flags: readonly string[]): Promise<Outcome> =>
        runJob(node, variants.child, { kind, ...job }, flags);
      if (round < repetitions.memory) {
        retained.push((await run('retained', MEMORY_FLAGS)) as RetainedOutcome);
        flow.push((await run('flow', MEMORY_FLAGS)) as FlowOutcome);
      }
      if (round < repetitions.time) time.push((await run('time', [])) as TimeOutcome);
    }
  }
  return {
    size,
    before: costOf(outcomes.before, calls === 1),
    after: costOf(outcomes.after, calls === 1),
  };
}

interface Outcomes {
  readonly retained: RetainedOutcome[];
  readonly flow: FlowOutcome[];
  readonly time: TimeOutcome[];
}

function newOutcomes(): Outcomes {
  return { retained: [], flow: [], time: [] };
}

function costOf({ retained, flow, time }: Outcomes, showsPeak: boolean): Cost {
  return {
    retained: median(retained.map((outcome) => outcome.retained)),
    peak: showsPeak ? median(flow.map((outcome) => outcome.peak)) : null,
    allocated: median(flow.map((outcome) => outcome.allocated)),
    milliseconds: median(time.map((outcome) => outcome.milliseconds)),
    fastest: Math.min(...time.map((outcome) => outcome.milliseconds)),
  };
}

/** @param node an executable. @returns its version, such as `22.13.0`. */
export async function versionOf(node: string): Promise<string> {
  const { stdout } = await promisify(execFile)(node, ['--version']);
  return stdout.trim().replace(/^v/, '');
}

function runJob(node: string, child: string, job: Job, flags: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const running = fork(child, [], {
      execPath: node,
      execArgv: [...flags],
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    let outcome: Outcome | null = null;
    running.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    running.on('message', (message) => {
      outcome = message as Outcome;
    });
    running.on('error', reject);
    running.on('close', (code, signal) => {
      if (outcome !== null && code === 0) resolve(outcome);
      else reject(new Error(`the measured process ended with ${signal ?? String(code)}: ${complaint.trim()}`));
    });
    running.send(job);
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
