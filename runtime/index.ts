// What rewritten code may import from `memfix/runtime`: the lines of a file, one after another, where the code before
// the rewrite read it whole and split it. Nothing but the module `fs` is needed.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { PathLike, PathOrFileDescriptor } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { AwaitedLines } from './awaited.js';
import { cutterFor } from './cutting.js';

/** As `fs.readFile` takes them, with an encoding. */
export type LineOptions =
  BufferEncoding | { readonly encoding: BufferEncoding; readonly flag?: string | number | undefined };

/**
 * The items of `readFileSync(file, options).split(separator)`, without the whole text: bytes that are no text, a byte
 * order mark, and an empty line after a final line end come out as there.
 *
 * The file is opened when the first line is asked for, and closed after the last one, or when the loop is left. A
 * separator that is more than a line end needs the whole text; then that is read.
 */
export function* readLinesSync(
  file: PathOrFileDescriptor,
  options: LineOptions,
  separator: string | RegExp,
): Generator<string, void, undefined> {
  const { encoding, flag } = asObject(options);
  const cutter = cutterFor(encoding, separator);
  if (!cutter) {
    yield* readFileSync(file, options as BufferEncoding).split(separator);
    return;
  }
  const isOpen = isDescriptor(file);
  const descriptor = isOpen ? file : openSync(file, flag ?? 'r');
  const { chunk } = cutter;
  let length = -1;
  try {
    while (length !== 0) {
      length = readSync(descriptor, chunk, cutter.waiting, chunk.length - cutter.waiting, null);
      cutter.push(length);
      for (let line = cutter.next(); line !== null; line = cutter.next()) yield line;
    }
  } finally {
    // Whoever gave it away open gets it back open, at its end.
    while (isOpen && length > 0) length = readSync(descriptor, chunk, 0, chunk.length, null);
    if (!isOpen) closeSync(descriptor);
  }
}

/** As `readLinesSync`, for `(await readFile(file, options)).split(separator)`. */
export function readLines(
  file: PathLike | FileHandle,
  options: LineOptions,
  separator: string | RegExp,
): AsyncIterableIterator<string, void, undefined> {
  const { encoding, flag } = asObject(options);
  const cutter = cutterFor(encoding, separator);
  if (!cutter) return linesOfWhole(file, options, separator);
  const isGiven = isHandle(file);
  return new AwaitedLines(cutter, async () => ({ handle: isGiven ? file : await open(file, flag ?? 'r'), isGiven }));
}

async function* linesOfWhole(
  file: PathLike | FileHandle,
  options: LineOptions,
  separator: string | RegExp,
): AsyncGenerator<string, void, undefined> {
  yield* (await readFile(file, options as BufferEncoding)).split(separator);
}

function asObject(options: LineOptions): Exclude<LineOptions, string> {
  return typeof options === 'object' ? options : { encoding: options };
}

function isDescriptor(file: PathOrFileDescriptor): file is number {
  return typeof file === 'number' && Number.isInteger(file);
}

function isHandle(file: PathLike | FileHandle): file is FileHandle {
  return typeof file === 'object' && 'fd' in file && typeof file.fd === 'number';
}
