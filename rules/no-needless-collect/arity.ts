// How many of the arguments that a callback is given it can look at.

import { builtinFunction } from '../../analysis/builtins.js';
import { functionNamedBy, globalName } from '../../analysis/callees.js';
import { usesArguments } from '../../analysis/calls.js';
import type { Node, SourceCode } from '../../core/source-code.js';

<<<<<<< HEAD
/** What the built-ins take that lists are mapped by. */
const BUILTINS = new Map([
  ['Boolean', 1],
  ['JSON.parse', 2],
  ['Number', 1],
  ['String', 1],
  ['parseFloat', 1],
  ['parseInt', 2],
]);
=======
const UNARY =
  /^(?:Boolean|Number|String|BigInt|is(?:NaN|Finite)|Number\.is\w+|Array\.isArray|Math\.(?:abs|ceil|floor|round|sign|sqrt|trunc))$/;
>>>>>>> 985e907 (no-intermediate-array: filters and maps take turns with the loop or fold that walks their array)

/** `Infinity` for a function that is not in sight, takes the rest, or reads `arguments`. */
export function largestArity(code: SourceCode, callback: Node): number {
  const global = globalName(code, callback);
<<<<<<< HEAD
  if (global !== null) {
    const known = BUILTINS.get(global);
    if (known !== undefined) return known;
    if (builtinFunction(global) && global.startsWith('Number.is')) return 1;
  }
=======
  // Of the built-ins only those with one parameter are sure: `parseInt` takes two.
  if (global !== null && builtinFunction(global) && UNARY.test(global)) return 1;
>>>>>>> 985e907 (no-intermediate-array: filters and maps take turns with the loop or fold that walks their array)
  const callee = functionNamedBy(code, callback);
  if (!callee) return Number.POSITIVE_INFINITY;
  const takesAll = callee.params.some((parameter) => parameter.type === 'RestElement') || usesArguments(code, callee);
  return takesAll ? Number.POSITIVE_INFINITY : callee.params.length;
}
