import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isOverBefore, nextStatement } from '../../analysis/order.js';
import { nodeOf, parse } from './parse.js';

/** Whether `first()` is over before `second()` in the life of what `birth()` gives. */
function isOver(text: string): boolean {
  const code = parse(text);
  const place = (call: string) => nodeOf(code, call, AST_NODE_TYPES.CallExpression);
  return isOverBefore(place('first()'), place('second()'), place('birth()'));
}

describe('isOverBefore', () => {
  it.each([
    'const x = birth(); first(); second();',
    'const x = birth(); for (;;) first(); second();',
    'for (;;) { const x = birth(); first(); second(); }',
    'for (;;) { const x = birth(); for (;;) first(); second(); }',
    'const x = birth(); if (a) first(); else second();',
    'for (const a of b) { const x = birth(); if (a) { first(); } else { second(); } }',
    'const x = birth(); first(); for (;;) second();',
    'const x = birth(); const { a = first() } = b, c = second();',
    'const x = birth(); switch (a) { case first(): b(); default: second(); }',
  ])('%s', (text) => expect(isOver(text)).toBe(true));

  it.each([
    'const x = birth(); second(); first();',
    'const x = birth(); for (;;) { first(); second(); }',
    'for (let x = birth(); ; ) { first(); second(); }',
    'for (;;) { const x = birth(); do { first(); second(); } while (a); }',
    'const x = birth(); f(() => first()); second();',
    'const x = birth(); function f() { first(); second(); }',
    'for (const a of birth()) { first(); second(); }',
    'const x = birth(); const { a = first() } = second();',
    'const x = birth(); ({ a: b[first()] } = second());',
    'const x = birth(); b[first()] = second();',
    'const x = birth(); for (const { a = first() } of second());',
    'function f(x = birth(), { a = first() } = second()) {}',
    'const x = birth(); switch (a) { default: first(); break; case second(): }',
    'do { first(); second(); var x = birth(); } while (a);',
    'for (;;) { if (a) { var x = birth(); } first(); second(); }',
    'for (;;) switch (a) { case 1: var x = birth(); case 2: first(); default: second(); }',
    'do { first(); if (a) { var x = birth(); } second(); } while (a);',
  ])('not: %s', (text) => expect(isOver(text)).toBe(false));
});

describe('nextStatement', () => {
  it('is the one below in the same list', () => {
    const code = parse('a(); b(); if (x) c(); d();');
    const textAfter = (statement: string) => {
      const next = nextStatement(nodeOf(code, statement, AST_NODE_TYPES.ExpressionStatement));
      return next && code.getText(next);
    };
    expect(textAfter('a();')).toBe('b();');
    expect(textAfter('c();')).toBeNull();
    expect(textAfter('d();')).toBeNull();
  });
});
