import { describe, expect, it } from 'vitest';
import { fileReadOf } from '../../analysis/file-reads.js';
import { nodeOf, parse } from './parse.js';

const IMPORTS = `import fs, { promises, readFileSync } from 'node:fs';
import { readFile } from 'fs/promises';
import * as fsp from 'node:fs/promises';
const { readFileSync: read } = require('fs');
`;

/** `file encoding options`, and `awaited` if it was. */
function answer(expression: string, before = ''): string | null {
  const code = parse(`${IMPORTS}${before}\nasync function f() { return (${expression}); }`);
  const read = fileReadOf(code, nodeOf(code, expression));
  if (!read) return null;
  const words = [code.getText(read.file), read.encoding, read.options ? code.getText(read.options) : '-'];
  return [...words, ...(read.isAwaited ? ['awaited'] : [])].join(' ');
}

describe('the text of a file', () => {
  it.each([
    ["readFileSync(a, 'utf8')", "a utf8 'utf8'"],
    ["fs.readFileSync(a, { encoding: 'latin1', flag: 'r' })", "a latin1 { encoding: 'latin1', flag: 'r' }"],
    ["read('a.csv', 'utf8')", "'a.csv' utf8 'utf8'"],
    ["await readFile(a, 'utf8')", "a utf8 'utf8' awaited"],
    ["await promises.readFile(a, 'utf8')", "a utf8 'utf8' awaited"],
    ["await fs.promises.readFile(a, 'ascii')", "a ascii 'ascii' awaited"],
    ["await fsp.readFile(a, 'utf8')", "a utf8 'utf8' awaited"],
    ['readFileSync(a).toString()', 'a utf8 -'],
    ["(await readFile(a)).toString('ucs2')", "a ucs2 'ucs2' awaited"],
    ['String(readFileSync(a))', 'a utf8 -'],
  ])('%s', (expression, expected) => {
    expect(answer(expression)).toBe(expected);
  });

  it('knows an encoding under the name of a constant', () => {
    expect(answer('readFileSync(a, ENCODING)', "const ENCODING = 'utf8';")).toBe('a utf8 ENCODING');
  });
});

describe('what may be something else', () => {
  it.each([
    ['bytes', 'readFileSync(a)'],
    ['a promise', "readFile(a, 'utf8')"],
    ['an encoding that is not known', 'readFileSync(a, encoding)'],
    ['bytes, by an encoding of null', 'readFileSync(a, { encoding: null })'],
    ['options that are not known', "readFileSync(a, { encoding: 'utf8', ...rest })"],
    ['a signal that may end it', "await readFile(a, { encoding: 'utf8', signal: s })"],
    ['a text that is decoded again', "readFileSync(a, 'utf8').toString('latin1')"],
    ['arguments that are spread', "readFileSync(...a, 'utf8')"],
    ['part of the bytes', "readFileSync(a).toString('utf8', 10)"],
    ['what others call so', "other.readFileSync(a, 'utf8')"],
  ])('%s', (_, expression) => {
    expect(answer(expression)).toBe(null);
  });

  it('knows no encoding by a name that is written again', () => {
    expect(answer('readFileSync(a, encoding)', "let encoding = 'utf8'; encoding = 'hex';")).toBe(null);
  });
});
