import { describe, expect, it } from 'vitest';
import { trustsTypes } from '../../analysis/trust.js';
import { nodeOf, parse } from './parse.js';

function trusts(expression: string): boolean {
  const code = parse(`function f(row, rows: number[], text: string, count: number) { return (${expression}); }`);
  return trustsTypes(code, nodeOf(code, expression));
}

describe('code that throws where a value is not of the type that it takes', () => {
  it.each([
    ['reads a property of what may be undefined', 'row.id'],
    ['reads one further inside', '[count, row.id]'],
    ['reads one within a function', '() => row.id'],
    ['takes an object apart', '({ id }: { id: number }) => id'],
    ['takes an array apart', '([first]: number[]) => first'],
    ['adds what may be a BigInt', 'row + 1'],
    ['writes what may be a symbol into a text', '`${row}`'],
    ['gives a built-in what it may refuse', 'Math.abs(row)'],
    ['asks whether a key is in what may be no object', '"id" in row'],
    ['spreads what may not be iterable', '[...row]'],
    ['spreads it into a call', 'Math.max(...row)'],
    ['walks it in a loop', '() => { for (const one of row) one; }'],
    ['goes on after an optional read', 'row?.id.name'],
  ])('%s: %s', (_, expression) => {
    expect(trusts(expression)).toBe(true);
  });
});

describe('code that throws for no value', () => {
  it.each([
    ['names a value', 'row'],
    ['compares by identity', 'row === count'],
    ['reads behind a question mark', 'row?.id'],
    ['negates', '!row'],
    ['chooses', 'row ? count : text'],
    ['adds numbers', 'count + 1'],
    ['reads a property of an array', 'rows.length'],
    ['writes a number into a text', '`${count}`'],
    ['copies the properties of anything', '{ ...row }'],
    ['copies an array', '[...rows]'],
  ])('%s: %s', (_, expression) => {
    expect(trusts(expression)).toBe(false);
  });
});
