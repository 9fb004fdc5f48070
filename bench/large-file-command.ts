// `npm run bench:large-file [-- <bytes>]`: a file that no string of V8 can hold (1 GB, if nothing is said) is walked by
// the code that `no-whole-file-lines` writes: by each of its readers and at each separator, in processes of their own.
// Its lines must be those that were written, and its resident memory must stay below 64 MB. The code before the rewrite
// gives the same on a file that it can read, and is tried on the large one. The files stand in the folder for temporary
// ones, and are removed.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pattern } from '../codemods/no-whole-file-lines.js';
import { writeVariants } from './variants.js';

const MOST_MEGABYTES = 64;
const SMALL_BYTES = 100_000_000;

/** Part of the program by its text: whatever would be loaded for a better one would be measured too. */
function checksum(sum: number, line: string): number {
  let next = sum;
  for (let index = 0; index < line.length; index += 1) next = (Math.imul(next, 31) + line.charCodeAt(index)) | 0;
  return Math.imul(next, 31) | 0;
}

const SEPARATORS = { '\\r?\\n': '/\\r?\\n/', '\\n': "'\\n'" };
type Separator = keyof typeof SEPARATORS;

const READERS = { readLinesSync: "readFileSync(file, 'utf8')", readLines: "(await readFile(file, 'utf8'))" };

/** What `getrusage` says of a child begins, on Linux, at the size of its parent. */
function programOf(reader: keyof typeof READERS, separator: Separator): string {
  return `import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

${checksum.toString()}
const file = process.argv[2] ?? '';
let sum = 0;
let count = 0;
let length = 0;
for (const line of ${READERS[reader]}.split(${SEPARATORS[separator]})) {
  sum = checksum(sum, line);
  count += 1;
  length += line.length;
}
const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
const kilobytes = Number(/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
console.log([count, length, sum, (kilobytes / 1024).toFixed(1)].join(' '));
`;
}

interface Written {
  readonly file: string;
  /** What the program must say of it: lines, characters, checksum. */
  readonly facts: Readonly<Record<Separator, string>>;
}

/** Every third line ends with `\r\n`, some are empty, many are not ASCII, and none ends the file. */
function write(file: string, bytes: number): Written {
  const descriptor = openSync(file, 'w');
  let written = 0;
  let count = 0;
  const walked = { '\\r?\\n': { length: 0, sum: 0 }, '\\n': { length: 0, sum: 0 } };
  const walk = (separator: Separator, line: string): void => {
    walked[separator].length += line.length;
    walked[separator].sum = checksum(walked[separator].sum, line);
  };
  while (written < bytes) {
    let text = '';
    for (let index = 0; index < 1000; index += 1) {
      const line = count % 11 === 0 ? '' : `${count},Grüße,${'€'.repeat(count % 5)},${'x'.repeat(count % 40)}`;
      const end = count % 3 === 0 ? '\r' : '';
      walk('\\r?\\n', line);
      walk('\\n', line + end);
      text += `${line}${end}\n`;
      count += 1;
    }
    written += writeSync(descriptor, text);
  }
  const last = 'the last line has no end';
  walk('\\r?\\n', last);
  walk('\\n', last);
  writeSync(descriptor, last);
  closeSync(descriptor);
  const factsAt = (separator: Separator): string =>
    [count + 1, walked[separator].length, walked[separator].sum].join(' ');
  return { file, facts: { '\\r?\\n': factsAt('\\r?\\n'), '\\n': factsAt('\\n') } };
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
  for (const reader of ['readLinesSync', 'readLines'] as const) {
    for (const separator of ['\\r?\\n', '\\n'] as const) measure(reader, separator, small, large);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function measure(reader: keyof typeof READERS, separator: Separator, small: Written, large: Written): void {
  const repository = path.resolve(import.meta.dirname, '..');
  const filePath = path.join(folder, `${reader}.mjs`);
  writeFileSync(filePath, programOf(reader, separator));
  const variants = writeVariants({ pattern, repository, root: folder, filePath });
  try {
    const results = [
      ['before', small, run(variants.before, small)],
      ['after', small, run(variants.after, small)],
      ['after', large, run(variants.after, large)],
    ] as const;
    for (const [side, written, { facts, megabytes }] of results) {
      const isRight = facts === written.facts[separator];
      const isLow = side === 'before' || megabytes < MOST_MEGABYTES;
      const name = `${reader} at ${separator}, ${path.basename(written.file)}, ${side}`;
      console.log(`${name}: ${megabytes} MB, ${isRight ? 'all lines' : `wrong: ${facts}`}`);
      if (!isRight || !isLow) process.exitCode = 1;
    }
    console.log(`${reader} at ${separator}, large, before: ${run(variants.before, large).facts}`);
  } finally {
    variants.remove();
  }
}
