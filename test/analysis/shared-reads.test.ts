import { describe, expect, it } from 'vitest';
import { constantOf } from '../../analysis/constants.js';
import { isVariableOnlyRead } from '../../analysis/shared-reads.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

function answer(constant: string, uses: string): string {
  const code = parse(`function f(x, unknown) { const subject = ${constant}; ${uses} }\nexport { f };`, 'snippet.js');
  const variable = variableOf(code, nodeOf(code, 'subject'));
  const init = variable && initializerOf(variable);
  const found = init && constantOf(code, init);
  if (!found) throw new Error('no constant');
  return isVariableOnlyRead(code, variable, found.shape);
}

const SET = "new Set(['a', 'b'])";
const ROWS = "[{ name: 'a', hits: 0 }, { name: 'b', hits: 0 }]";
const PAIRS = "[[/a/, 'x'], [/b/, 'y']]";
const TABLE = '{ a: { b: 1 } }';
const ACTIONS = '{ a: () => 1, b: () => 2 }';

describe('one object would do', () => {
  it.each([
    [SET, 'return subject.has(x);'],
    [SET, 'for (const one of subject) unknown(one);'],
    [SET, 'return [...subject];'],
    [SET, 'subject.forEach((one) => unknown(one)); return subject.size;'],
    [ROWS, 'return subject.find((row) => row.name === x)?.hits;'],
    [ROWS, 'for (const { name, hits } of subject) unknown(name, hits);'],
    [ROWS, 'return subject[x].name;'],
    [PAIRS, 'for (const [pattern, by] of subject) x = x.replaceAll("b", by).search(1) && pattern.test(x);'],
    [TABLE, 'const { a } = subject; return a.b;'],
    [TABLE, 'return x in subject;'],
    [TABLE, 'return Object.entries(subject).length;'],
    [ACTIONS, 'return subject.a();'],
    [ACTIONS, 'subject[x](1);'],
    [ACTIONS, "return subject[x ? 'a' : 'b'](1, unknown);"],
    [ACTIONS, 'const action = subject[x]; return action && action(1);'],
  ])('%s: %s', (constant, uses) => {
    expect(answer(constant, uses)).toBe('yes');
  });

  it.each([
    [SET, 'subject.add(x);'],
    [SET, 'return subject;'],
    [SET, 'unknown(subject);'],
    [SET, 'return { subject };'],
    [SET, 'subject.forEach((a, b, all) => all.add(a));'],
    [SET, 'subject.forEach(unknown);'],
    [SET, 'return x === subject;'],
    [SET, 'return () => subject.clear();'],
    [SET, 'x = subject;'],
    [SET, 'return subject.values();'],
    [SET, 'return subject.has;'],
    [ROWS, 'return subject.find((row) => row.name === x);'],
    [ROWS, 'for (const row of subject) row.hits += 1;'],
    [ROWS, 'for (const row of subject) unknown(row);'],
    [ROWS, 'subject.forEach((row) => { row.name = x; });'],
    [ROWS, 'return subject.map((row) => row);'],
    [ROWS, 'return subject.filter((row) => row.hits);'],
    [ROWS, 'return [...subject];'],
    [ROWS, 'subject[x].hits++;'],
    [ROWS, 'const row = subject[x]; delete row.name;'],
    [ROWS, 'return subject.reduce((a, b) => b);'],
    [ROWS, 'subject.sort();'],
    [PAIRS, 'for (const [pattern] of subject) unknown(pattern);'],
    [TABLE, 'const { ...rest } = subject; return rest;'],
    [TABLE, 'return Object.values(subject);'],
    [TABLE, 'return { ...subject };'],
    [ACTIONS, 'return subject[x];'],
  ])('not %s: %s', (constant, uses) => {
    expect(answer(constant, uses)).toBe('no');
  });

  it.each([
    'return subject[x]();',
    'return subject.valueOf();',
    'unknown(subject[x](1));',
    'subject[x](1, unknown);',
    'subject[x](...unknown);',
  ])('%s: a key may be that of an inherited method', (uses) => {
    expect(answer(ACTIONS, uses)).toBe('unknown');
  });
});
