import { describe, expect, it } from 'vitest';
import { hasOwnBytes } from '../../analysis/bytes.js';
import { effectsOf } from '../../analysis/effects.js';
import { nodeOf, parse } from './parse.js';

function answer(prelude: string, expression: string): boolean {
  const code = parse(`${prelude}; use(${expression});`);
  return hasOwnBytes(code, nodeOf(code, expression));
}

describe('bytes that are made here', () => {
  it.each([
    ['', 'Buffer.alloc(8)'],
    ['', "Buffer.from('a')"],
    ['', "Buffer.from(x, 'hex')"],
    ['function f(x: Uint8Array) {', 'Buffer.from(x)', '}'],
    ['', 'new Uint8Array(8)'],
    ['', 'new TextEncoder().encode(x)'],
    ["import { createHash } from 'crypto'", "createHash('md5').update(x).digest()"],
    ["import { readFileSync } from 'fs'", 'readFileSync(x)'],
  ])('%s %s', (prelude, expression, end = '') => {
    const code = parse(`${prelude}; use(${expression}); ${end}`);
    expect(hasOwnBytes(code, nodeOf(code, expression))).toBe(true);
  });

  it.each([
    ['', 'Buffer.from(x)'],
    ['', 'Buffer.from(x, 0, 8)'],
    ['', 'new Uint8Array(x)'],
    ['const x = Buffer.alloc(8)', 'x.subarray(4)'],
    ['const x = Buffer.alloc(8)', 'x.slice(4)'],
    ['', 'x.digest()'],
    ['', 'read(x)'],
    ['const Buffer = own', 'Buffer.alloc(8)'],
  ])('not %s %s', (prelude, expression) => {
    expect(answer(prelude, expression)).toBe(false);
  });

  it('runs no code of the program when bytes are copied', () => {
    const code = parse("Buffer.from(text, 'utf8'); Buffer.from(view);");
    expect(effectsOf(code, nodeOf(code, "Buffer.from(text, 'utf8')"))).toMatchObject({ unknownCode: null });
    expect(effectsOf(code, nodeOf(code, 'Buffer.from(view)')).unknownCode).not.toBeNull();
  });
});
