// How many of the arguments that a callback is given it can look at.

import { builtinFunction } from '../../analysis/builtins.js';
import { functionNamedBy, globalName } from '../../analysis/callees.js';
import { usesArguments } from '../../analysis/calls.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `Infinity` for a function that is not in sight, takes the rest, or reads `arguments`. */
export function largestArity(code: SourceCode, callback: Node): number {
  const global = globalName(code, callback);
  // Of the built-ins only those with one parameter are sure: `parseInt` takes two.
  if (global === 'Boolean' || (global !== null && builtinFunction(global) && global.startsWith('Number.is'))) return 1;
  const callee = functionNamedBy(code, callback);
  if (!callee) return Number.POSITIVE_INFINITY;
  const takesAll = callee.params.some((parameter) => parameter.type === 'RestElement') || usesArguments(code, callee);
  return takesAll ? Number.POSITIVE_INFINITY : callee.params.length;
}
