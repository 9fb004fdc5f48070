// The command as a process: streams, signals and the exit code around `run`.

import { createInterface } from 'node:readline/promises';
import type { Pattern } from '../core/pattern.js';
import { run } from './run.js';

export async function main(patterns: readonly Pattern[]): Promise<void> {
  const { argv, env, stdin, stdout, stderr } = process;
  tolerateClosedPipes();
  // The first Ctrl-C lets the file at hand be finished, the second one ends the process as ever.
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  const hasTerminal = stdin.isTTY && stderr.isTTY;
  try {
    process.exitCode = await run(argv.slice(2), {
      patterns,
      cwd: process.cwd(),
      stdout,
      stderr,
      env,
      signal: interruption.signal,
      ...(hasTerminal && { confirm }),
    });
  } catch (error) {
    const trace = error instanceof Error ? error.stack : String(error);
    stderr.write(`memfix failed, by a defect of its own: ${trace}\n`);
    process.exitCode = 2;
  }
}

/** `memfix | head`: nobody reads on. The run ends all the same, since `fix` must not stop half-way. */
function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}
