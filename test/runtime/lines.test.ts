// `memfix/runtime` gives what `split` gives of the whole text: on random bytes, random chunks, and whatever stands open.

import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { cutterFor } from '../../runtime/cutting.js';
import { readLines, readLinesSync } from '../../runtime/index.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-runtime-'));
const file = path.join(folder, 'lines');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ENCODINGS = ['utf8', 'utf-8', 'latin1', 'binary', 'ascii', 'utf16le', 'ucs2', 'ucs-2'] as const;
const SEPARATORS = [
  ...['\n', '\r', '\r\n', /\n/, /\r/, /\r\n/, /\r?\n/, /\r\n|\n/, /\n|\r\n/u, /\r\n|\n|\r/, /\r\n|\r|\n/, /\r?\n|\r/],
  ...[/\r\n?|\n/y, /\n|\r\n?/g, /\n|\r\n|\r/, /[\r\n]/, /[\n\r]/, /\n+/, /\r?\n+/, /[\r\n]+/, /[\n\r]+/],
];

/** Line ends, characters of one to four bytes, parts of them, a byte order mark, U+2028, surrogates, `ascii` line ends. */
const PIECES = [
  ...[[10], [13], [13, 10], [10, 10], [0x61], [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xf0, 0x9f, 0x98, 0x80]],
  ...[[0xef, 0xbb, 0xbf], [0xe2, 0x80, 0xa8], [0xed, 0xa0, 0x80], [0x80], [0xe2, 0x82], [0xf0, 0x9f], [0xc0, 0x80]],
  ...[[0xf4, 0x90, 0x80, 0x80], [0xff], [0x8a], [0x8d], [0x00, 0xd8], [0x00, 0xdc], [0x0a, 0x00], [0x0d, 0x00], [0]],
];
const bytes = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => Buffer.from(pieces.flat()));

describe('cutterFor', () => {
  it('gives the items of split, wherever the chunks end', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom(...ENCODINGS),
        fc.constantFrom(...SEPARATORS),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }),
        (data, encoding, separator, lengths) => {
          const cutter = cutterFor(encoding.toUpperCase(), separator, 6);
          if (!cutter) throw new Error('expected a cutter');
          const lines: string[] = [];
          const { chunk } = cutter;
          for (let start = 0, count = 0, length = -1; length !== 0; count += 1) {
            expect(cutter.waiting).toBeLessThan(6);
            // What stood there before is no part of the file.
            chunk.fill(10, cutter.waiting);
            const most = Math.min(lengths[count % lengths.length] ?? 1, 6 - cutter.waiting);
            length = data.copy(chunk, cutter.waiting, start, Math.min(data.length, start + most));
            cutter.push(length);
            for (let line = cutter.next(); line !== null; line = cutter.next()) lines.push(line);
            expect(cutter.next()).toBeNull();
            start += length;
          }
          expect(lines).toEqual(data.toString(encoding).split(separator));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it.each<[string, string | RegExp]>([
    ['base64', '\n'],
    ['hex', '\n'],
    ['utf8', ''],
    ['utf8', '\n\n'],
    ['utf8', /\s*\n/],
    ['utf8', /(\r?\n)/],
    ['utf8', /^/m],
  ])('gives up on %s and %j', (encoding, separator) => {
    expect(cutterFor(encoding, separator)).toBeNull();
  });
});

const LARGE = Buffer.from('é€😀 x\r\n\r\ny\n'.repeat(20_000));
const FILES = [
  ...['', 'a', '\n', 'a\nb\n', '\uFEFFa\r\nb', 'a\rb\r\r\n\u2028c\n\n', 'x'.repeat(200_000)].map((text) =>
    Buffer.from(text),
  ),
  // The border of the first chunk lies within a character, within `\r\n`, and within a run of line ends.
  ...[0, 1, 2, 3, 4].map((count) => Buffer.concat([Buffer.alloc(8_186 + count, 97), LARGE])),
  Buffer.alloc(150_000, 10),
];

async function drained(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe.each(FILES.map((data, index) => [index, data] as const))('file %i', (_, data) => {
  it.each(['\n', /\r?\n/, /[\r\n]+/, 'a'])('is cut at %j as split cuts it', async (separator) => {
    writeFileSync(file, data);
    for (const options of ['utf8', 'latin1', { encoding: 'utf16le', flag: 'r' }, 'base64'] as const) {
      const expected = readFileSync(file, options).split(separator);
      expect([...readLinesSync(file, options, separator)]).toEqual(expected);
      expect(await drained(readLines(file, options, separator))).toEqual(expected);
    }
  });

  it('is read to its end where it was given away open', async () => {
    writeFileSync(file, data);
    const expected = data.toString().split('\n');
    const descriptor = openSync(file, 'r');
    for (const line of readLinesSync(descriptor, 'utf8', '\n')) {
      expect(line).toBe(expected[0]);
      break;
    }
    expect(readSync(descriptor, Buffer.alloc(1))).toBe(0);
    closeSync(descriptor);
    const handle = await open(file);
    for await (const line of readLines(handle, 'utf8', '\n')) {
      expect(line).toBe(expected[0]);
      break;
    }
    expect(await handle.readFile('utf8')).toBe('');
    await handle.close();
  });
});

describe('errors', () => {
  const outcome = (error: unknown): unknown[] => {
    const { name, code, syscall, message } = error as NodeJS.ErrnoException;
    return [name, code, syscall, message];
  };
  it.each<[string, unknown]>([
    [path.join(folder, 'missing'), 'utf8'],
    [folder, 'utf8'],
    [undefined as never, 'utf8'],
    ['a\0b', 'utf8'],
    [file, 'no-encoding'],
    [file, { encoding: 'utf8', flag: 'no-flag' }],
  ])('of %j with %j are those of reading it whole', async (name, options) => {
    writeFileSync(file, 'a');
    const read = (): unknown => readFileSync(name, options as 'utf8').split('\n');
    const walk = (): unknown => [...readLinesSync(name, options as 'utf8', '\n')];
    const thrown = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return outcome(error);
      }
    };
    expect(thrown(walk)).toEqual(thrown(read));
    expect(await drained(readLines(name, options as 'utf8', '\n')).catch(outcome)).toEqual(
      await readFile(name, options as 'utf8').catch(outcome),
    );
  });
});

describe('readLines, asked by hand', () => {
  const FIRST = { done: false, value: 'a' };
  const OVER = { done: true, value: undefined };
  const failure = new Error('enough');

  it('answers calls that do not wait for each other in their order', async () => {
    const data = Array.from({ length: 5_000 }, (_, index) => `€ ${index}`);
    writeFileSync(file, data.join('\n'));
    const lines = readLines(file, 'utf8', '\n');
    const results = await Promise.all([...data, 'beyond'].map(() => lines.next()));
    expect(results).toEqual([...data.map((value) => ({ done: false, value })), OVER]);
    expect(new Set(results).size).toBe(results.length);
    expect(await lines.next()).toEqual(OVER);
  });

  it('answers who asks when a line has come after who asked before', async () => {
    writeFileSync(file, 'a\nb\nc');
    const lines = readLines(file, 'utf8', '\n');
    const values: unknown[] = [];
    const asked = lines.next().then(async () => {
      values.push(['late', (await lines.next()).value]);
    });
    values.push(['early', (await lines.next()).value]);
    await asked;
    await lines.return?.();
    expect(values).toEqual([
      ['early', 'b'],
      ['late', 'c'],
    ]);
  });

  it.each(['\n', 'a whole text: '] as const)('ends by return and throw, with %j too', async (separator) => {
    writeFileSync(file, separator === '\n' ? 'a\nb\nc' : 'aa whole text: b');
    for (const end of ['return', 'throw'] as const) {
      for (const count of [0, 1]) {
        const lines = readLines(file, 'utf8', separator);
        for (let turn = 0; turn < count; turn += 1) expect(await lines.next()).toEqual(FIRST);
        const ended = end === 'return' ? lines.return?.() : lines.throw?.(failure);
        const late = lines.next();
        if (end === 'return') expect(await ended).toEqual(OVER);
        else await expect(ended).rejects.toBe(failure);
        expect(await late).toEqual(OVER);
        await expect(lines.throw?.(failure)).rejects.toBe(failure);
        expect(await lines.return?.()).toEqual(OVER);
      }
    }
  });

  it('is over after an error', async () => {
    const lines = readLines(path.join(folder, 'missing'), 'utf8', '\n');
    const [first, second] = await Promise.allSettled([lines.next(), lines.next()]);
    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: OVER });
  });

  it('reads on in a file that is removed meanwhile', async () => {
    writeFileSync(file, LARGE);
    const lines: string[] = [];
    for await (const line of readLines(file, 'utf8', '\n')) {
      if (lines.length === 0) rmSync(file);
      lines.push(line);
    }
    expect(lines).toEqual(LARGE.toString().split('\n'));
  });

  it('fails where the owner of a handle closes it between the chunks', async () => {
    writeFileSync(file, LARGE);
    const handle = await open(file);
    const lines = readLines(handle, 'utf8', '\n');
    await lines.next();
    await handle.close();
    await expect(drained(lines)).rejects.toMatchObject({ code: 'EBADF' });
    expect(await lines.next()).toEqual(OVER);
  });

  it('lets timers and others have their turn between the chunks', async () => {
    writeFileSync(file, LARGE);
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 0);
    await drained(readLines(file, 'utf8', '\n'));
    clearInterval(count);
    expect(turns).toBeGreaterThan(0);
  });
});

/** Linux lists them. */
describe.runIf(process.platform === 'linux')('descriptors', () => {
  it('are closed however a loop ends, and not opened before it begins', async () => {
    writeFileSync(file, LARGE);
    const before = readdirSync('/proc/self/fd').length;
    readLinesSync(file, 'utf8', '\n');
    readLines(file, 'utf8', '\n');
    for (let turn = 0; turn < 10; turn += 1) {
      for (const line of readLinesSync(file, 'utf8', '\n')) if (line !== '') break;
      for await (const line of readLines(file, 'utf8', '\n')) if (line !== '') break;
      await readLines(file, 'utf8', '\n').return?.();
      const together = readLines(file, 'utf8', '\n');
      await Promise.all([together.next(), together.next(), together.return?.(), together.next()]);
      expect(() => Array.from(readLinesSync(file, 'utf8', '\n'), (line) => BigInt(line))).toThrow(SyntaxError);
      const [first] = readLinesSync(file, 'utf8', '\n');
      expect(first).toBe('é€😀 x\r');
    }
    expect(readdirSync('/proc/self/fd').length).toBe(before);
  });
});
