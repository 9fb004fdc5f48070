import { describe, expect, it } from 'vitest';
import { mayRunOften } from '../../analysis/run-count.js';
import { nodeOf, parse } from './parse.js';

function answer(text: string): boolean {
  const code = parse(text, 'snippet.js');
  return mayRunOften(code, nodeOf(code, '1'));
}

describe('runs once', () => {
  it.each([
    'export const a = 1;',
    'export {}; function main() { return 1; } main();',
    '(function () { return 1; })();',
    '(function () { return 1; }).call(this);',
    'define(function () { return 1; });',
    '(function (factory) { factory(); })(function () { return 1; });',
    'export {}; const main = () => { helper(); }; const helper = () => 1; main();',
    'export class A { static x = 1; }',
  ])('%s', (text) => {
    expect(answer(text)).toBe(false);
  });
});

describe('may run often', () => {
  it.each([
    'for (;;) 1;',
    'export function f() { return 1; }',
    'export {}; function f() { return 1; } for (;;) f();',
    'export {}; function f(n) { return n ? f(n - 1) : 1; } f(9);',
    'app.get(() => 1);',
    'export class A { x = 1; }',
    'export class A { m() { return 1; } }',
  ])('%s', (text) => {
    expect(answer(text)).toBe(true);
  });
});
