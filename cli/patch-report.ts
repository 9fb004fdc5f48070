// `fix --diff`: the rewrites as a unified patch on stdout, for `git apply` or `patch -p1` in the folder where the
// command ran. All else goes to stderr.

import path from 'node:path';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { Colors } from './colors.js';
import type { Host } from './host.js';
import type { FileOutcome } from './outcome.js';
import type { Reporter } from './reporter.js';
import { summaryOf, type NextSteps } from './summary.js';

/** @param colors of stdout and of stderr, which may be a file and a terminal. */
export function patchReporter(host: Host, colors: { patch: Colors; summary: Colors }, steps: NextSteps): Reporter {
  const { stdout, stderr, cwd } = host;
  return {
    file(outcome) {
      const name = path.relative(cwd, outcome.filePath);
      const { problem } = outcome;
      const place = problem && problem.line > 0 ? `:${problem.line}:${problem.column}` : '';
      if (problem) stderr.write(`${name}${place} ${problem.message}\n`);
      else stdout.write(patchOf(outcome, name.split(path.sep).join('/'), colors.patch));
    },
    end(tally, seconds) {
      stderr.write(summaryOf(tally, seconds, steps, host, colors.summary));
    },
  };
}

function patchOf({ original, text }: FileOutcome, name: string, colors: Colors): string {
  if (text === original) return '';
  const patch = formatPatch(structuredPatch(`a/${name}`, `b/${name}`, original, text), FILE_HEADERS_ONLY);
  if (!colors.isColorSupported) return patch;
  return patch
    .split('\n')
    .map((line) => painted(line, colors))
    .join('\n');
}

function painted(line: string, { bold, cyan, green, red }: Colors): string {
  if (/^(?:---|\+\+\+) [ab]\//.test(line)) return bold(line);
  if (line.startsWith('@@')) return cyan(line);
  if (line.startsWith('+')) return green(line);
  return line.startsWith('-') ? red(line) : line;
}
