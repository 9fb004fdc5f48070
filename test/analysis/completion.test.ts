import { expect, it } from 'vitest';
import { canCompleteNormally } from '../../analysis/completion.js';
import { parse } from './parse.js';

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
