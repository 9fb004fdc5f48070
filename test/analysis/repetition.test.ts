import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isFewTimes, repetitionsOf } from '../../analysis/repetition.js';
import { nodeOf, parse } from './parse.js';

/** What repeats `step()` while `out` lives, and whether that is little. */
function repetition(text: string): string | null {
  const code = parse(`export {};\nfunction f(xs: number[], unknown) { ${text} }`);
  const birth = nodeOf(code, 'out = []', AST_NODE_TYPES.VariableDeclarator);
  const found = repetitionsOf(code, nodeOf(code, 'step()', AST_NODE_TYPES.CallExpression), birth);
  const words = found?.map(({ node, runsOnTheSpot }) => `${node.type} ${runsOnTheSpot}`);
  return found && words ? [...words, ...(isFewTimes(code, found) ? ['few'] : [])].join(', ') : null;
}

describe('repetitionsOf', () => {
  it.each([
    ['let out = []; step();', 'few'],
    ['let out = []; for (const x of xs) step();', 'ForOfStatement yes'],
    ['let out = []; for (const x of step()) {}', 'few'],
    ['for (const x of xs) { let out = []; step(); }', 'few'],
    ['for (const x of xs) { let out = []; while (x) step(); }', 'WhileStatement yes'],
    ['let out = []; xs.forEach(() => { for (;;) step(); });', 'ForStatement yes, CallExpression yes'],
    ['let out = []; unknown.forEach(() => step());', 'CallExpression unknown'],
    ['let out = []; for (const x of [1, 2]) step();', 'ForOfStatement yes, few'],
    ['let out = []; for (let i = 0; i < 4; i++) step();', 'ForStatement yes, few'],
    ['let out = []; for (let i = 0; i < 4; i++) { i -= 1; step(); }', 'ForStatement yes'],
    ['let out = []; for (let i = 0; i < xs.length; i++) step();', 'ForStatement yes'],
    ['let out = []; [1, 2].forEach(() => step());', 'CallExpression yes, few'],
    ['let out = []; (() => step())();', 'few'],
    ['let out = []; xs.forEach(function f(x) { step(); });', 'CallExpression yes'],
  ])('%s: %s', (text, words) => expect(repetition(text)).toBe(words));

  it.each([
    'let out = []; const g = () => step();',
    'let out = []; unknown.on("data", () => step());',
    'let out = []; xs.forEach(async () => step());',
    'let out = []; class C { a = step(); }',
    'let out = []; xs.forEach(function f(x) { step(); if (x) f(x - 1); });',
    'let out = []; xs.forEach(function () { step(); arguments.callee(); });',
    // Only some turns give `out` a new value.
    'for (const x of xs) { switch (x) { case 1: { var out = []; } default: step(); } }',
  ])('%s may run at any time', (text) => expect(repetition(text)).toBe(null));
});
