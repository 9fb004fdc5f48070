import { describe, expect, it } from 'vitest';
import { constantOf } from '../../analysis/constants.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

function of(expression: string, around = ''): ReturnType<typeof constantOf> {
  const code = parse(`${around}\nfunction f(parameter: number) { const subject = ${expression}; }\nexport { f };`);
  const variable = variableOf(code, nodeOf(code, 'subject'));
  const init = variable && initializerOf(variable);
  if (!init) throw new Error('no initialiser');
  return constantOf(code, init);
}

describe('what is equal whenever it is evaluated', () => {
  it.each([
    ["new Set(['a', 'b'])", 2],
    ["new Map([['a', 1], ['b', -1]])", 2],
    ['{ a: 1, b: [1, 2] }', 4],
    ["Object.freeze([/a/, 'b'])", 2],
    ['[Math.PI, undefined, parameter]', 3],
    ['[() => 1, (x: number) => x + parameter]', 2],
  ])('%s', (text, entries) => {
    expect(of(text)?.entries).toBe(entries);
  });

  it.each([
    ['[f()]', ''],
    ['{ [parameter]: 1 }', ''],
    ['{ __proto__: null }', ''],
    ['{ get a() { return 1; } }', ''],
    ['[, 1]', ''],
    ['[/a/g]', ''],
    ['[...parameter]', ''],
    ['[count]', 'let count = 0; count += 1;'],
    ['[Math.random]', ''],
    ['[console.log]', ''],
    ['[() => this]', ''],
    ['{ a: f, b: () => 1 }', ''],
    ['new Set(parameter)', ''],
    ['new Set([1])', 'class Set {}'],
    ['new Map([[1, 2, 3]])', ''],
    ['+1n', ''],
    ['`${parameter}`', ''],
  ])('not %s', (text, around) => {
    expect(of(text, around)).toBeNull();
  });

  it('names what it reads at once, and not what its functions read later', () => {
    expect(of('[parameter, () => later]', 'const later = 1;')?.names.map(({ name }) => name)).toEqual(['parameter']);
  });
});
