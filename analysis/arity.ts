// How many of the arguments that a callback is given it can look at.

import { builtinFunction } from './builtins.js';
import { functionNamedBy, globalName } from './callees.js';
import { usesArguments } from './calls.js';
import type { Node, SourceCode } from '../core/source-code.js';

/** What the built-ins take that lists are mapped by. */
const BUILTINS = new Map([
  ['Boolean', 1],
  ['JSON.parse', 2],
  ['Number', 1],
  ['String', 1],
  ['parseFloat', 1],
  ['parseInt', 2],
]);

/** `Infinity` for a function that is not in sight, takes the rest, or reads `arguments`. */
export function largestArity(code: SourceCode, callback: Node): number {
  const global = globalName(code, callback);
  if (global !== null) {
    const known = BUILTINS.get(global);
    if (known !== undefined) return known;
    if (builtinFunction(global) && global.startsWith('Number.is')) return 1;
  }
  const callee = functionNamedBy(code, callback);
  if (!callee) return Number.POSITIVE_INFINITY;
  const takesAll = callee.params.some((parameter) => parameter.type === 'RestElement') || usesArguments(code, callee);
  return takesAll ? Number.POSITIVE_INFINITY : callee.params.length;
}
