// How a loop over lines is left, and where it stops on the way.

import type { TSESTree } from '@typescript-eslint/utils';
import { ownSubtreeOf } from '../../analysis/children.js';
import { leavesEarly } from '../../analysis/completion.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `break`, `return`, `throw` and jumps to a label; a `yield` may be the last thing that runs. */
export function mayStopEarly(code: SourceCode, loop: TSESTree.ForOfStatement | TSESTree.ForStatement): boolean {
  return leavesEarly(code, loop) || someWithin(code, loop.body, isThrowOrYield);
}

/** Whether there is an `await` or `yield` of the loop's own function in it. */
export function suspendsAt(code: SourceCode, node: Node, type: 'AwaitExpression' | 'YieldExpression'): boolean {
  return someWithin(code, node, (inner) => inner.type === type);
}

function isThrowOrYield({ type }: Node): boolean {
  return type === 'ThrowStatement' || type === 'YieldExpression';
}

function someWithin(code: SourceCode, root: Node, matches: (node: Node) => boolean): boolean {
  for (const node of ownSubtreeOf(code, root)) if (matches(node)) return true;
  return false;
}
