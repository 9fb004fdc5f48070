// The command as a function: arguments in, exit code out.

import { CommanderError } from 'commander';
import type { ExitCode, Host } from './host.js';
import { programFor } from './program.js';
import { UsageError } from './usage-error.js';

/** @param argv without the names of Node and of the script. */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = programFor(host, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has written its own message, with the nearest option.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`error: ${error.message}\n`);
    return 2;
  }
}
