// How a loop over lines is left, and where it stops on the way.

import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../../analysis/children.js';
import { ancestorsOf, isFunction, isLoop } from '../../analysis/enclosing.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `break`, `return`, `throw` and jumps to a label; a `yield` may be the last thing that runs. */
export function leavesEarly(code: SourceCode, loop: TSESTree.ForOfStatement | TSESTree.ForStatement): boolean {
  return someWithin(code, loop.body, (node) => {
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement' || node.type === 'YieldExpression')
      return true;
    if (node.type !== 'BreakStatement' && node.type !== 'ContinueStatement') return false;
    return node.label !== null || (node.type === 'BreakStatement' && breakable(node) === loop);
  });
}

/** Whether there is an `await` or `yield` of the loop's own function in it. */
export function suspendsAt(code: SourceCode, node: Node, type: 'AwaitExpression' | 'YieldExpression'): boolean {
  return someWithin(code, node, (inner) => inner.type === type);
}

function someWithin(code: SourceCode, root: Node, matches: (node: Node) => boolean): boolean {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (matches(node)) return true;
    if (!isFunction(node)) stack.push(...childrenOf(code, node));
  }
  return false;
}

function breakable(node: Node): Node | null {
  for (const ancestor of ancestorsOf(node))
    if (isLoop(ancestor) || ancestor.type === 'SwitchStatement') return ancestor;
  return null;
}
