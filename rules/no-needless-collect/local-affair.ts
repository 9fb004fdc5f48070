// Whether a piece of code touches nothing but what is its own function's, so that it can hardly matter to a generator
// what has run before: evidence for asking the reader, no proof.

import { effectsOf } from '../../analysis/effects.js';
import { holdsOnlyFresh } from '../../analysis/origin.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export function isLocalAffair(code: SourceCode, extent: readonly Node[]): boolean {
  return extent.every((node) => {
    // The head of a loop is the walk itself.
    const { suspends, observable, unknownCode, writes } = effectsOf(
      code,
      node.type === 'ForOfStatement' ? node.body : node,
    );
    if (suspends || observable || unknownCode) return false;
    return writes.every(
      ({ variable, object }) => variable !== null && (object === null || holdsOnlyFresh(code, variable)),
    );
  });
}
