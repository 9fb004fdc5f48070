// Runs an instrumented program: calls its `main` a few times, as strangers would, and lets the watchers see.

import type { Binding, Instrumented } from './instrument.js';
import type { Claims } from './claims.js';
import { Snapshot } from '../fixture/snapshot.js';
import { EXHAUSTED, isExhaustion, Outsider } from './outsider.js';

const MOST_STEPS = 200;
/** What is longer slows down everything. */
const LONGEST = 2000;

/** What `main` is called with; the values are made anew for each program. */
function inputs(): unknown[][] {
  const shared = [1, 2, 3];
  const sparse = [0.5, 0, NaN, -0];
  Reflect.deleteProperty(sparse, 1);
  return [
    [shared, shared],
    [sparse, { a: 1, b: [2] }],
    [NaN, 'text'],
  ];
}

export class Recorder {
  readonly outsider = new Outsider();
  readonly outcome: string[] = [];
  /** How often the program has written something out. */
  logs = 0;
  #steps = 0;
  isExhausted = false;
  #isReplaying = false;
  #isClosed = false;

  constructor(readonly program: Instrumented) {}

  /** The handle that the program's watchers call. */
  readonly handle = {
    s: (): void => {
      this.#steps += 1;
      // What is run once more ends as it did before.
      if (this.#isReplaying && this.#steps <= 2 * MOST_STEPS) return;
      if (this.isExhausted || this.#steps > MOST_STEPS) this.exhaust();
    },
    v: (id: number, value: unknown): unknown => {
      if (this.isExhausted) throw EXHAUSTED;
      if (this.#isReplaying) return value;
      const size = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
      if (size > LONGEST) this.exhaust();
      for (const see of this.program.values[id] ?? []) see(value);
      return value;
    },
    n: (id: number, value: unknown, binding: Binding | undefined): unknown => {
      if (this.isExhausted) throw EXHAUSTED;
      if (binding && !this.#isReplaying) for (const see of this.program.bindings[id] ?? []) see(value, binding);
      return value;
    },
    p: (id: number, value: unknown): unknown => this.program.replacements[id]?.(value),
    a: (id: number): void => {
      if (!this.isExhausted && !this.#isReplaying) for (const see of this.program.ends[id] ?? []) see();
    },
    /** A length or an index: a huge one keeps built-ins busy for hours. */
    l: (value: unknown): unknown => {
      const isHuge = typeof value === 'number' && value > LONGEST && value < 2 ** 32;
      if (isHuge || value === 'length') this.exhaust();
      return value;
    },
    /** The value of a call: a promise that nobody looks after. */
    c: (value: unknown): unknown => {
      if (value instanceof Promise) value.catch(ignore);
      return value;
    },
    /** A variable that may not be initialised yet. */
    g: (read: () => unknown): unknown => {
      try {
        return read();
      } catch {
        return undefined;
      }
    },
    b: (id: number, read: () => unknown[][]): Span => {
      const watchers = this.#isReplaying ? [] : (this.program.spans[id] ?? []);
      const values = this.isExhausted ? [] : read();
      return { id, begun: watchers.map((watcher, index) => watcher.begin(values[index] ?? [])), thrown: null };
    },
    t: (span: Span, value: unknown): void => {
      if (isExhaustion(value)) this.exhaust();
      span.thrown = { value };
    },
    e: (span: Span, read: () => unknown[][]): void => {
      if (this.isExhausted || this.#isReplaying) return;
      const values = read();
      (this.program.spans[span.id] ?? []).forEach((watcher, index) => {
        watcher.end(span.begun[index], values[index] ?? [], span.thrown);
      });
    },
    x: (id: number, run: () => unknown, read: () => unknown[][]): unknown => {
      const span = this.handle.b(id, read);
      try {
        return run();
      } catch (error) {
        this.handle.t(span, error);
        throw error;
      } finally {
        this.handle.e(span, read);
      }
    },
  };

  /** Runs a part of the program once more, for what it gives: nobody watches. */
  replayed(part: () => unknown): Outcome {
    this.#isReplaying = true;
    try {
      return { value: part() };
    } catch (error) {
      if (isExhaustion(error)) this.exhaust();
      return { thrown: error };
    } finally {
      this.#isReplaying = false;
    }
  }

  exhaust(): never {
    this.isExhausted = true;
    throw EXHAUSTED;
  }

  /** What still runs afterwards is not waited for. */
  close(): void {
    this.#isClosed = true;
  }

  note(...facts: unknown[]): void {
    if (!this.isExhausted && !this.#isClosed) this.outcome.push(facts.map(told).join());
  }
}

export type Outcome = { readonly value: unknown } | { readonly thrown: unknown };

interface Span {
  readonly id: number;
  readonly begun: readonly unknown[];
  thrown: { readonly value: unknown } | null;
}

type Main = (...given: unknown[]) => unknown;

/** @param claims are told what the run is recorded by, and when it is over. */
export async function run(program: Instrumented, claims: Claims | null): Promise<Recorder> {
  const recorder = new Recorder(program);
  if (claims) claims.recorder = recorder;
  const { handle, outsider } = recorder;
  const log = {
    log: (...facts: unknown[]) => {
      recorder.logs += 1;
      recorder.note('log', ...facts);
    },
  };
  // The program is made here, from the generator's words only.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const start = new Function('$', 'console', 'outside', program.text) as (...given: unknown[]) => Main;
  const { toString } = Function.prototype;
  // A function's text has its watchers in it, which are others in a second run.
  setFunctionText(() => 'function');
  try {
    const main = start(handle, log, outsider.call);
    for (const given of inputs()) {
      if (recorder.isExhausted) break;
      await call(recorder, main, given);
    }
  } catch (error) {
    if (isExhaustion(error)) recorder.isExhausted = true;
    recorder.note('threw', error);
  } finally {
    setFunctionText(toString);
  }
  recorder.close();
  claims?.end();
  return recorder;
}

function setFunctionText(value: () => string): void {
  Object.defineProperty(Function.prototype, 'toString', { value, configurable: true, writable: true });
}

async function call(recorder: Recorder, main: Main, given: unknown[]): Promise<void> {
  try {
    let result = main(...given);
    if (isGenerator(result)) result = drained(result);
    if (result instanceof Promise) {
      result = await result;
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    }
    recorder.note('returned', result);
    recorder.outsider.hold(result);
    recorder.outsider.act();
    recorder.note('left', recorder.outsider.held);
  } catch (error) {
    if (isExhaustion(error)) recorder.isExhausted = true;
    recorder.note('threw', error);
  }
}

function isGenerator(value: unknown): value is Generator {
  return Object.prototype.toString.call(value) === '[object Generator]';
}

function drained(generator: Generator): unknown[] {
  const results: unknown[] = [];
  for (let step = generator.next(); !step.done; step = generator.next(results.length)) {
    results.push(step.value);
    if (results.length === 9) generator.return(null);
    if (results.length > 9) break;
  }
  return results;
}

function told(value: unknown): string {
  // Messages quote the code, watchers included.
  if (value instanceof TypeError) return 'TypeError';
  return new Snapshot({ drain: false }).describeThrown(value);
}

function ignore(): void {}
