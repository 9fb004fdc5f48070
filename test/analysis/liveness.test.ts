import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isDeadAfter } from '../../analysis/liveness.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

/** Whether `big` is dead after `here()`, in a function with this body. */
function answerFor(body: string): string {
  const code = parse(`export function home(each, wait, xs) { ${body} }`);
  const variable = variableOf(code, nodeOf(code, 'big', AST_NODE_TYPES.Identifier));
  if (!variable) throw new Error('there is no variable big');
  return isDeadAfter(code, variable, nodeOf(code, 'here()', AST_NODE_TYPES.CallExpression));
}

describe('isDeadAfter', () => {
  it.each([
    'const big = [1]; use(big); here();',
    'const big = [1]; here();',
    'const big = [1]; for (const x of xs) use(big); here();',
    'for (const x of xs) { const big = [x]; use(big); here(); }',
    'const big = [1]; try { use(big); } finally { here(); }',
    'const big = [1]; each(big, here());',
    'let big = [1]; use(big); here(); big = null; use(big);',
    'let big = [1]; for (;;) { big = f(); use(big); here(); }',
    'let big = [1]; here(); big = [2]; if (xs) { while (xs) use(big); }',
    'const big = [1]; const at = (i) => big[i]; at(0); here();',
    'const big = [1]; xs.length; [1].map(() => big.length); here();',
  ])('%s', (body) => expect(answerFor(body)).toBe('yes'));

  it.each([
    'const big = [1]; here(); use(big);',
    'const big = [1]; for (const x of xs) { use(big); here(); }',
    'const big = [1]; try { here(); } catch { use(big); }',
    'const big = [1]; try { if (xs) return here(); } finally { use(big); }',
    'const big = [1]; const at = (i) => big[i]; here(); at(0);',
    'const big = [1]; for (const x of xs) { if (x) { use(big); continue; } here(); }',
    'const big = [1]; do { here(); } while (use(big));',
    'const big = [1]; for (let i = 0; i < 3; use(big)) here();',
    'let big = [1]; here(); if (xs) big = [2]; use(big);',
    'let big = [1]; big = here(); use(big);',
    'let big = [1]; for (const x of xs) { use(big); big = x; here(); }',
    'let big = [1]; { here(); } big += 1;',
    'let big = [1]; here(); xs ? (big = 2) : 0; big++;',
    'const big = [1]; const { a = big } = here();',
    'const big = [1]; switch (xs) { default: use(big); break; case here(): }',
  ])('not: %s', (body) => expect(answerFor(body)).toBe('no'));

  it.each([
    'const big = [1]; here(); return () => big;',
    'const big = [1]; setTimeout(() => big); here();',
    'const big = [1]; each(() => big); here();',
    'const big = [1]; each(() => { here(); });',
    'const big = [1]; async function f() { await wait; use(big); } f(); here();',
    'var big = [1]; var big = [2]; here();',
    'const big = [1]; here(); eval("big");',
  ])('unknown: %s', (body) => expect(answerFor(body)).toBe('unknown'));
});
