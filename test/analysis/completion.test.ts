import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { expect, it } from 'vitest';
import { canCompleteNormally, hasReturn, jumpsFrom } from '../../analysis/completion.js';
import { nodeOf, parse } from './parse.js';

function completes(statement: string): boolean {
  const [first] = parse(`function f(c) { for (;;) { ${statement} } }`).ast.body;
  if (first?.type !== 'FunctionDeclaration') throw new Error('no function');
  const [loop] = first.body.body;
  if (loop?.type !== 'ForStatement' || loop.body.type !== 'BlockStatement') throw new Error('no loop');
  const [node] = loop.body.body;
  if (!node) throw new Error('no statement');
  return canCompleteNormally(node);
}

it.each([
  ['f();', true],
  ['if (c) return;', true],
  ['if (c) return; else f();', true],
  ['try { return; } catch { f(); }', true],
  ['while (c) break;', true],
  ['return;', false],
  ['throw c;', false],
  ['break;', false],
  ['{ f(); continue; }', false],
  ['if (c) return; else throw c;', false],
  ['try { return; } finally { f(); }', false],
  ['try { f(); } finally { return; }', false],
  ['try { return; } catch { throw c; }', false],
])('%s: %s', (statement, answer) => expect(completes(statement)).toBe(answer));

it.each([
  ['break;', true],
  ['if (c) { break; }', true],
  ['continue loop;', true],
  ['for (;;) break loop;', true],
  ['continue;', false],
  ['break outer;', false],
  ['continue outer;', false],
  ['for (;;) break;', false],
  ['switch (c) { case 1: break; }', false],
  ['switch (c) { case 1: continue loop; }', true],
  ['return;', false],
  ['f(() => { for (;;) break; });', false],
])('a jump from the loop: %s: %s', (body, answer) => {
  const text = `for (const x of xs) { ${body} }`;
  const code = parse(`function f() { outer: for (;;) { loop: ${text} } }`);
  expect(jumpsFrom(code, nodeOf(code, text, AST_NODE_TYPES.ForOfStatement))).toBe(answer);
});

it.each([
  ['(x) => { f(x); }', false],
  ['(x) => { if (x) return; f(x); }', true],
  ['(x) => { for (;;) { return; } }', true],
  ['(x) => { f(() => { return x; }); }', false],
  ['(x) => f(x)', false],
])('a return of %s: %s', (text, answer) => {
  const code = parse(`f(${text});`);
  expect(hasReturn(code, nodeOf(code, text, AST_NODE_TYPES.ArrowFunctionExpression))).toBe(answer);
});
