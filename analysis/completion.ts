// Whether control reaches the end of a statement.
//
// Guarantee: `false` means that it never does: what stands behind it in its list never runs. `true` says nothing.

import type { Node, SourceCode } from '../core/source-code.js';
import { ownSubtreeOf } from './children.js';
import { ancestorsOf, isLoop, type FunctionNode, type LoopNode } from './enclosing.js';

export function canCompleteNormally(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return false;
    case 'BlockStatement':
      return statement.body.every(canCompleteNormally);
    case 'IfStatement':
      return (
        !statement.alternate || canCompleteNormally(statement.consequent) || canCompleteNormally(statement.alternate)
      );
    case 'TryStatement': {
      const { block, handler, finalizer } = statement;
      if (finalizer && !canCompleteNormally(finalizer)) return false;
      return canCompleteNormally(block) || (handler ? canCompleteNormally(handler.body) : false);
    }
    default:
      return true;
  }
}

/** Whether `break`, `return` or a jump to a label may end the loop before its iterable does; exceptions are left out. */
export function leavesEarly(code: SourceCode, loop: LoopNode): boolean {
  for (const node of ownSubtreeOf(code, loop.body)) {
    if (node.type === 'ReturnStatement') return true;
    if ((node.type === 'BreakStatement' || node.type === 'ContinueStatement') && node.label) return true;
    if (node.type === 'BreakStatement' && breakable(node) === loop) return true;
  }
  return false;
}

/** Whether a jump in the body ends the loop, or names it: within another loop around the body it would mean that one. */
export function jumpsFrom(code: SourceCode, loop: LoopNode): boolean {
  const labels = new Set(labelsOf(loop));
  for (const node of ownSubtreeOf(code, loop.body)) {
    if (node.type !== 'BreakStatement' && node.type !== 'ContinueStatement') continue;
    if (node.label ? labels.has(node.label.name) : node.type === 'BreakStatement' && breakable(node) === loop)
      return true;
  }
  return false;
}

/** Whether a `return` stands among the statements of the function. */
export function hasReturn(code: SourceCode, { body }: FunctionNode): boolean {
  if (body.type !== 'BlockStatement') return false;
  for (const { type } of ownSubtreeOf(code, body)) if (type === 'ReturnStatement') return true;
  return false;
}

function* labelsOf(loop: Node): Generator<string> {
  for (const ancestor of ancestorsOf(loop)) {
    if (ancestor.type !== 'LabeledStatement') return;
    yield ancestor.label.name;
  }
}

function breakable(node: Node): Node | null {
  for (const ancestor of ancestorsOf(node))
    if (isLoop(ancestor) || ancestor.type === 'SwitchStatement') return ancestor;
  return null;
}
