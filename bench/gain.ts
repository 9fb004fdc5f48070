// Measures what a rule's own rewrite saves: `npm run bench:gain [-- <rule id> …]`.
//
// The contract of `fixtures/<id>/gain.ts`
//
// The file is ordinary TypeScript that the rule finds and its codemod rewrites. It imports `node:` modules and packages only,
// and its text works before and after the rewrite. It exports:
//
//   export const sizes = [100, 10_000, 1_000_000];
//     Ascending sizes, the first at most 100. At the largest one the code before the rewrite takes between about 50 ms
//     and 2 s and at most 500 MB, so a rule against quadratic copies stops at 2_000 or so. The rule must win there.
//
//   export function workload(n: number): unknown
//     Does the wasteful thing once, for `n` elements, and returns what a real program would go on holding: that is what
//     is measured as retained. It may be async; what it resolves to is then held. To hold a pending promise, return it
//     inside an object. Every call starts afresh: calls share nothing but constants.
//
//   export function answer(held: …): unknown            (only where `held` is not itself plain data)
//     Turns what `workload` returned into plain data that is compared, deeply, before and after the rewrite: call the
//     held closure, read the held object. The answer must differ between the sizes, or it proves nothing.
//
// Exported things are seen by everyone, so what the rule must hold to be local to the file (a producer, an array) goes
// into functions that are not exported, which `workload` calls.
//
// The harness takes the file as it is and the file with every `safe` and `review` rewrite of that one rule, on each
// Node version, each measurement in a fresh process. It fails when the rewrite changes nothing, when answers differ,
// and when the `gain` that the rule declares does not get better by a fifth at the largest size:
//   `bytes`    retained or peak falls, and the other one does not rise;
//   `garbage`  the bytes allocated fall;
//   `time`     the time falls.
// A rule that does not declare `time` and takes more than 1.5 times as long must say "slower" in one of its messages.

import { measureSize, requireEqualAnswers, versionOf, type Repetitions, type SizeResult } from './measure.js';
import type { Pattern } from '../core/pattern.js';
import { writeVariants } from './variants.js';
import { objectionTo } from './verdict.js';

/** What `fixtures/<id>/gain.ts` exports. */
export interface GainModule {
  readonly sizes: readonly number[];
  readonly workload: (n: number) => unknown;
  readonly answer?: (held: unknown) => unknown;
}

export interface GainRequest {
  readonly pattern: Pattern;
  /** Where the harness's own sources stand. */
  readonly repository: string;
  /** The root of the project that the file belongs to. */
  readonly root: string;
  /** Absolute. */
  readonly filePath: string;
  /** Executables to measure on. */
  readonly nodes: readonly string[];
  readonly repetitions: Repetitions;
  /** Only the largest size, which decides. */
  readonly largestOnly?: boolean;
}

export interface VersionGain {
  /** Node version, such as `22.13.0`. */
  readonly node: string;
  /** Ascending by size. */
  readonly sizes: readonly SizeResult[];
}

/** @throws Error that says why the workload shows no gain: nothing rewritten, other answers, or nothing won. */
export async function measureGain(request: GainRequest): Promise<readonly VersionGain[]> {
  const { pattern, nodes, repetitions } = request;
  const { gain, messages } = pattern.rule;
  const variants = writeVariants(request);
  try {
    const gains: VersionGain[] = [];
    for (const executable of nodes) {
      const node = await versionOf(executable);
      const sizes = await requireEqualAnswers(executable, variants);
      const largest = sizes.at(-1) ?? 0;
      const objectionAt = (result: SizeResult): string | null => objectionTo(gain, result, Object.values(messages));
      const measure = (size: number, times: Repetitions): Promise<SizeResult> =>
        measureSize(executable, variants, { size, largest }, times);
      const results: SizeResult[] = [];
      if (!request.largestOnly) {
        for (const size of sizes.slice(0, -1)) results.push(await measure(size, repetitions));
      }
      let last = await measure(largest, repetitions);
      if (objectionAt(last) !== null) last = await measure(largest, atLength(repetitions));
      const objection = objectionAt(last);
      if (objection !== null) {
        throw new Error(`no gain in ${gain} at ${largest} on Node ${node}: ${objection}\n${JSON.stringify(last)}`);
      }
      results.push(last);
      gains.push({ node, sizes: results });
    }
    return gains;
  } finally {
    variants.remove();
  }
}

/**
 * An objection is believed after a longer measurement only: a workload whose collections may or may not fall into its
 * run takes 48 or 142 ms by chance (`no-retained-capture`), and four runs in a row can all be the slow ones.
 */
function atLength({ memory, time }: Repetitions): Repetitions {
  return { memory: memory * 3, time: time * 4 };
}
