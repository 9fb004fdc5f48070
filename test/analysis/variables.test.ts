import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isModule, isSeenOutside, variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

function seen(text: string, filePath?: string): string {
  const code = parse(text, filePath);
  const variable = variableOf(code, nodeOf(code, 'x', AST_NODE_TYPES.Identifier));
  if (!variable) throw new Error('no variable x');
  return isSeenOutside(code, variable);
}

describe('isSeenOutside', () => {
  it.each([
    ['const x = 1; export {};', 'no'],
    ['function f() { var x = 1; }', 'no'],
    ['const x = 1; module.exports = 2;', 'no'],
    ['const y = require("y"); function x() {}', 'no'],
    ['#!/usr/bin/env node\nconst x = 1;', 'no'],
    ['export const x = 1;', 'yes'],
    ['export function x() {}', 'yes'],
    ['function x() {} export { x };', 'yes'],
    ['function x() {} export default x;', 'yes'],
    ['export default function x() {}', 'yes'],
    ['const x = 1;', 'unknown'],
    ['function x() {}', 'unknown'],
    ['function f(s) { const x = 1; return eval(s); }', 'unknown'],
    ['export namespace N { export const x = 1; }', 'unknown'],
  ])('%s: %s', (text, answer) => expect(seen(text)).toBe(answer));
});

it('isModule asks the text, not the configured source type', () => {
  expect(isModule(parse('let a;'))).toBe(false);
  expect(isModule(parse('let a = import.meta.url;'))).toBe(true);
  expect(isModule(parse('function f(require) { require(1); }'))).toBe(false);
});
