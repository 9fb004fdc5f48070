// Can a change that stands elsewhere in the file happen while a piece of code runs?
//
// Guarantee: `no` change of `accesses` happens meanwhile when `mayChangeMeanwhile` is false, but those that stand in the
// code itself or that it calls in sight.

import type { Node } from '../core/source-code.js';
import type { Effects } from './effects.js';
import { functionAround, isFunction } from './enclosing.js';
import type { Access } from './flow.js';
import type { Variable } from './variables.js';

/** @param accesses all of the object that `variable` holds, which stays in sight. */
export function mayChangeMeanwhile(
  variable: Variable,
  accesses: readonly Access[],
  extent: Node,
  effects: Effects,
): boolean {
  if (!effects.unknownCode && !effects.suspends) return false;
  const mutations = accesses.filter((access) => access.mutates);
  if (mutations.some((access) => access.deferred)) return true;
  // What stands in the function that is suspended waits with it, but the function around it goes on.
  const [declared] = variable.identifiers;
  const home = declared ? functionAround(declared) : null;
  if (mutations.length === 0 || home === functionAround(extent)) return false;
  return effects.suspends !== null || (home !== null && isFunction(home) && home.generator);
}
