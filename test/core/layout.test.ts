import { describe, expect, it } from 'vitest';
import { indentationAt, layoutOf, type Layout } from '../../core/layout.js';
import { parse } from '../analysis/parse.js';

const layout = (text: string): Layout => layoutOf(parse(text));

describe('layoutOf', () => {
  it.each([
    ['nothing to go by', 'x', '  '],
    ['two spaces', 'if (a) {\n  b;\n}', '  '],
    ['four spaces', 'if (a) {\n    b;\n}', '    '],
    ['tabs', 'if (a) {\n\tb;\n}', '\t'],
    ['the most frequent step', 'if (a) {\n    b;\n}\nif (a) {\n    b;\n}\nif (a) {\n  b;\n}', '    '],
    ['steps, not depth', 'if (a) {\n  if (b) {\n    if (c) {\n      d;\n    }\n  }\n}', '  '],
    ['code, not the stars of comments', '/**\n * a\n */\n/**\n * a\n */\nif (a) {\n\tb;\n}', '\t'],
  ])('indents by %s', (_, text, indent) => {
    expect(layout(text).indent).toBe(indent);
  });

  it('takes the quotes of most strings', () => {
    expect(layout('x').quote).toBe('single');
    expect(layout(`a("b"); c("d"); e('f')`).quote).toBe('double');
    expect(layout(`a('b'); c('d'); e("f")`).quote).toBe('single');
  });

  it('takes the line ending', () => {
    expect(layout('a\r\nb').lineEnding).toBe('\r\n');
    expect(layout('a\nb').lineEnding).toBe('\n');
  });

  it.each([
    ['a()\nb()', false],
    ['a();\nb();', true],
    ['a();\nb();\nc()', true],
    ['a()\nb()\n;[c].d()', false],
    ['function f() {\n  a()\n  return 1\n}', false],
    ['const f = () => {\n  a();\n  return 1;\n}', true],
    ['class A {\n  b() {\n    c()\n    d()\n  }\n}', false],
    ['(function () {\n  a();\n  b();\n})()', true],
    ['for (const a of b) for (let c = 0; c; ) for (const d in e) f();', true],
    ['for (const a of b) for (let c = 0; c; ) for (const d in e) f()', false],
    ['', true],
    ['function f() {}', true],
  ])('sees whether %j has semicolons', (text, semicolons) => {
    expect(layout(text).semicolons).toBe(semicolons);
  });

  it.each([
    ['', true],
    ['f((x, y) => x)', true],
    ['f(x => x)', false],
    ['f(x => x); f((x) => x)', true],
    ['f(x => x); f(async y => y); f((x) => x)', false],
    ['f(x => x); f(({ y }) => y); f((...z) => z); f(([w]) => w)', false],
    ['f(x => x); f((x: number) => x); f((x): number => x); f((x?) => x); f(<T,>(x) => x)', false],
    ['type F = (x) => void; type G = (x) => void; f(x => x)', false],
  ])('sees whether the lone parameters of %j stand in parentheses', (text, arrowParens) => {
    expect(layout(text).arrowParens).toBe(arrowParens);
  });
});

it('indentationAt is the white space before the first code of the line', () => {
  const code = parse('a;\n \t b; c;\r\n  d;');
  expect(indentationAt(code, 0)).toBe('');
  expect(indentationAt(code, code.text.indexOf('c'))).toBe(' \t ');
  expect(indentationAt(code, code.text.indexOf('d'))).toBe('  ');
});
