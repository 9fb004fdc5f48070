// What the command needs of the world around it. The tests give their own.

import type { Pattern } from '../core/pattern.js';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Host {
  /** Every pattern that memfix has. */
  readonly patterns: readonly Pattern[];
  /** Absolute. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C: the file at hand is finished, the others are left. */
  readonly signal?: AbortSignal;
  /** Asks on the terminal; absent where there is none. */
  confirm?(question: string): Promise<boolean>;
}

/** 0: clean; 1: a finding of severity error is left, or too many warnings; 2: something could not be done. */
export type ExitCode = 0 | 1 | 2;
