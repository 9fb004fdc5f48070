import { describe, expect, it } from 'vitest';
import { formatterOf } from '../../analysis/formatters.js';
import { nodeOf, parse } from './parse.js';

function of(expression: string, around = ''): ReturnType<typeof formatterOf> {
  const code = parse(`${around}\nexport function f(locale) { return ${expression}; }`, 'snippet.js');
  const node = nodeOf(code, expression);
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') throw new Error('no call');
  return formatterOf(code, node);
}

describe('Intl objects', () => {
  it.each([
    ["new Intl.NumberFormat('en', { style: 'percent' })", '', false],
    ["Intl.NumberFormat('en')", '', false],
    ["new Intl.DateTimeFormat('en', { timeZone: 'UTC' })", '', false],
    ["new Intl.DateTimeFormat('en')", '', true],
    ['new Intl.Collator(undefined, OPTIONS)', 'const OPTIONS = { numeric: true };', true],
    ["new Intl.ListFormat(['de', 'en'])", '', false],
  ])('%s is made of constants', (text, around, asksEnvironment) => {
    expect(of(text, around)).toMatchObject({ args: 'constant', asksEnvironment });
  });

  it.each([
    ['new Intl.NumberFormat(locale)', ''],
    ["new Intl.NumberFormat('en', { currency: locale })", ''],
    [
      "new Intl.NumberFormat('en', OPTIONS)",
      "const OPTIONS = {}; export const set = () => { OPTIONS.style = 'percent'; };",
    ],
    ["new Intl.NumberFormat(...['en'])", ''],
  ])('%s is not', (text, around) => {
    expect(of(text, around)?.args).toBe('varying');
  });

  it.each([
    ["new Intl.NumberFormat('en_US')", ''],
    ["new Intl.NumberFormat('en', { style: 'currency' })", ''],
    ["Intl.ListFormat('en')", ''],
    ["new Intl.NumberFormat('en')", 'const Intl = {};'],
    ["new Intl.Locale('en')", ''],
  ])('%s throws or is something else', (text, around) => {
    expect(of(text, around)).toBeNull();
  });
});
