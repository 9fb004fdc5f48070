import { describe, expect, it } from 'vitest';
import { copyOf } from '../../analysis/copies.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

/** The copy of `acc` that the expression is, as words. */
function describeCopy(expression: string): string | null {
  const code = parse(`export {};\nfunction f(acc, x, k, v, xs) { return (${expression}); }`);
  const variable = variableOf(code, nodeOf(code, 'acc'));
  const argument = nodeOf(code, `return (${expression});`);
  if (!variable || argument.type !== 'ReturnStatement' || !argument.argument) throw new Error('no expression');
  const copy = copyOf(code, argument.argument, variable);
  if (!copy) return null;
  const added = copy.additions.map(({ kind, node }) => `${kind} ${code.getText(node)}`);
  return [copy.container, copy.form, ...(copy.prepends ? ['prepends'] : []), ...added].join(', ');
}

describe('copyOf', () => {
  it.each([
    ['[...acc, x, ...xs]', 'array, literal, value x, all xs'],
    ['[x, ...acc]', 'array, literal, prepends, value x'],
    ['[...acc]', 'array, clone'],
    ['acc.slice()', 'array, clone'],
    ['acc.concat()', 'array, clone'],
    ['Array.from(acc)', 'array, clone'],
    ['acc.concat(x, [v])', 'array, concat, concat x, concat [v]'],
    ['{ ...acc, [k]: v, ...xs }', 'object, literal, property [k]: v, properties xs'],
    ['{ ...acc! } as object', 'object, clone'],
    ['Object.assign({}, acc, xs)', 'object, assign, properties xs'],
    ['Object.assign({}, acc)', 'object, clone'],
    ['new Map([...acc, [k, v]])', 'map, construct, entry [k, v]'],
    ['new Map([...acc.entries(), ...xs])', 'map, construct, all xs'],
    ['new Map(acc)', 'map, clone'],
    ['new Set<number>([...acc.values(), x])', 'set, construct, value x'],
  ])('%s: %s', (expression, words) => expect(describeCopy(expression)).toBe(words));

  it.each([
    '[...xs, x]',
    '[x, ...acc, v]',
    '[...acc, ...acc]',
    '[...acc, , x]',
    '{ [k]: v, ...acc }',
    '{ ...acc, ...acc }',
    '{ ...acc, get a() { return 1; } }',
    '{ ...acc, __proto__: x }',
    'Object.assign(acc, x)',
    'Object.assign({ a: 1 }, acc)',
    'acc?.concat(x)',
    'acc.slice(1)',
    'acc.concat',
    'xs.concat(acc)',
    'new Map([...acc, x])',
    'new Map([...acc, [k]])',
    'new Set([x, ...acc])',
    'new Set(acc, x)',
  ])('%s is none', (expression) => expect(describeCopy(expression)).toBe(null));

  it('asks for the built-in Map', () => {
    const code = parse('export {}; class Map {} function f(acc) { return new Map(acc); }');
    const variable = variableOf(code, nodeOf(code, 'acc'));
    expect(variable && copyOf(code, nodeOf(code, 'new Map(acc)'), variable)).toBe(null);
  });
});
