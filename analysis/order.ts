// In which order two pieces of one function run.
//
// Guarantee: `yes` from `isOverBefore` means that within one life of a binding `first` never runs once `second` has
// begun. Anything that stands in another function, or that a loop may bring back, gives `false`.

import type { Node } from '../core/source-code.js';
import { contains, functionAround, loopsAround } from './enclosing.js';

/** @param birth where the binding gets its value: each time that it runs, a new life begins. */
export function isOverBefore(first: Node, second: Node, birth: Node): boolean {
  const home = functionAround(birth);
  if (functionAround(first) !== home || functionAround(second) !== home) return false;
  if (first.range[1] > second.range[0]) return false;
  const renewing = new Set(loopsAround(birth));
  for (const loop of loopsAround(second)) if (!renewing.has(loop) && contains(loop, first)) return false;
  return true;
}

/** The statement that runs right after `statement`, whatever happens, in the same list of statements. */
export function nextStatement(statement: Node): Node | null {
  const list = statement.parent && 'body' in statement.parent ? statement.parent.body : null;
  if (!Array.isArray(list)) return null;
  const index = (list as Node[]).indexOf(statement);
  return index < 0 ? null : ((list as Node[])[index + 1] ?? null);
}
