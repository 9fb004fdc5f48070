// `npm run bench:large-file [-- <bytes>]`: a file that no string of V8 can hold (1 GB, if nothing is said) is walked by
// the code that `no-whole-file-lines` writes, by each of its readers, in processes of their own. Its lines must be those
// that were written, and its resident memory must stay below 64 MB; 96 MB where each line is waited for, whose promises
// make the young generation grow. The code before the rewrite gives the same on a file that it can read, and is tried on
// the large one. The files stand in the folder for temporary ones, and are removed.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pattern } from '../codemods/no-whole-file-lines.js';
import { writeVariants } from './variants.js';

const MOST_MEGABYTES = { readLinesSync: 64, readLines: 96 };
const SMALL_BYTES = 100_000_000;

/** Part of the program by its text: whatever would be loaded for a better one would be measured too. */
function checksum(sum: number, line: string): number {
  let next = sum;
  for (let index = 0; index < line.length; index += 1) next = (Math.imul(next, 31) + line.charCodeAt(index)) | 0;
  return Math.imul(next, 31) | 0;
}

/** Both separators, one walk each. What `getrusage` says of a child begins, on Linux, at the size of its parent. */
function programOf(text: string): string {
  return `import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

${checksum.toString()}
const file = process.argv[2] ?? '';
let sum = 0;
let count = 0;
for (const line of ${text}.split(/\\r?\\n/)) {
  sum = checksum(sum, line);
  count += 1;
}
let length = 0;
for (const line of ${text}.split('\\n')) length += line.length;
const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
const kilobytes = Number(/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
console.log([count, length, sum, Math.round(kilobytes / 1024)].join(' '));
`;
}

/** By what the rewrite makes of each. */
const PROGRAMS = {
  readLinesSync: programOf("readFileSync(file, 'utf8')"),
  readLines: programOf("(await readFile(file, 'utf8'))"),
};

interface Written {
  readonly file: string;
  /** What the program must say of it: lines, characters with `\r`, checksum. */
  readonly facts: string;
}

/** Every third line ends with `\r\n`, some are empty, many are not ASCII, and none ends the file. */
function write(file: string, bytes: number): Written {
  const descriptor = openSync(file, 'w');
  let sum = 0;
  let written = 0;
  let count = 0;
  let length = 0;
  while (written < bytes) {
    let text = '';
    for (let index = 0; index < 1000; index += 1) {
      const line = count % 11 === 0 ? '' : `${count},Grüße,${'€'.repeat(count % 5)},${'x'.repeat(count % 40)}`;
      const end = count % 3 === 0 ? '\r\n' : '\n';
      sum = checksum(sum, line);
      text += line + end;
      length += line.length + end.length - 1;
      count += 1;
    }
    written += writeSync(descriptor, text);
  }
  const last = 'the last line has no end';
  sum = checksum(sum, last);
  writeSync(descriptor, last);
  closeSync(descriptor);
  return { file, facts: [count + 1, length + last.length, sum].join(' ') };
}

interface Outcome {
  readonly facts: string;
  readonly megabytes: number;
}

/** With the flags that everybody has, none: the young generation may grow as it does elsewhere. */
function run(program: string, { file }: Written): Outcome {
  const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(program), file], { encoding: 'utf8' });
  const words = stdout.trim().split(' ');
  const [problem = ''] = /\b\w*Error\b.*/.exec(stderr) ?? [];
  return words.length === 4
    ? { facts: words.slice(0, 3).join(' '), megabytes: Number(words[3]) }
    : { facts: problem, megabytes: 0 };
}

const [bytes = '1073741824'] = process.argv.slice(2);
const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-large-'));
try {
  const small = write(path.join(folder, 'small'), SMALL_BYTES);
  const large = write(path.join(folder, 'large'), Number(bytes));
  for (const reader of ['readLinesSync', 'readLines'] as const) measure(reader, small, large);
} finally {
  rmSync(folder, { recursive: true });
}

function measure(reader: keyof typeof PROGRAMS, small: Written, large: Written): void {
  const repository = path.resolve(import.meta.dirname, '..');
  const filePath = path.join(folder, `${reader}.mjs`);
  writeFileSync(filePath, PROGRAMS[reader]);
  const variants = writeVariants({ pattern, repository, root: folder, filePath });
  try {
    const results = [
      ['before', small, run(variants.before, small)],
      ['after', small, run(variants.after, small)],
      ['after', large, run(variants.after, large)],
    ] as const;
    for (const [side, written, { facts, megabytes }] of results) {
      const isRight = facts === written.facts;
      const isLow = side === 'before' || megabytes < MOST_MEGABYTES[reader];
      const name = `${reader}, ${path.basename(written.file)}, ${side}`;
      console.log(`${name}: ${megabytes} MB, ${isRight ? 'all lines' : `wrong: ${facts}`}`);
      if (!isRight || !isLow) process.exitCode = 1;
    }
    console.log(`${reader}, large, before: ${run(variants.before, large).facts}`);
  } finally {
    variants.remove();
  }
}
