import { expect, it } from 'vitest';
import { perFile } from '../../analysis/per-file.js';
import { parse } from './parse.js';

it('computes once for each file, also where one object serves all files', () => {
  const [first, second] = [parse('a'), parse('b')];
  const shared = Object.create(first, { ast: { value: first.ast, writable: true } }) as { ast: typeof first.ast };
  let runs = 0;
  const count = perFile(() => (runs += 1));
  const ask = (): number => count(shared as typeof first);
  expect([ask(), ask()]).toEqual([1, 1]);
  shared.ast = second.ast;
  expect([ask(), ask()]).toEqual([2, 2]);
});
