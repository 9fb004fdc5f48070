// Whether control reaches the end of a statement.
//
// Guarantee: `false` means that it never does: what stands behind it in its list never runs. `true` says nothing.

import type { Node } from '../core/source-code.js';

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
