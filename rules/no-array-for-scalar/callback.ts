// Callbacks that become one: what they compute of an element, as an expression that can stand in another callback.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamedBy } from '../../analysis/callees.js';
import { singularOf } from '../../analysis/singular.js';
import { isNameFree, mentionsNames } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { largestArity } from '../../analysis/arity.js';

/** What the callback gives for an element: an expression over its parameters, or a call of a function by its name. */
export type Computed =
  | { readonly kind: 'expression'; readonly parameters: readonly Node[]; readonly expression: Node }
  | { readonly kind: 'call'; readonly parameters: readonly [string]; readonly callee: TSESTree.Identifier };

/** Two computations over one element: the second as it reads with the parameters of the first. */
export interface Pair {
  readonly first: Computed;
  readonly second: Computed;
}

/** `line` of `lines`: what an element of the array is called where the code has no name for it. */
export function elementNameFor(code: SourceCode, array: Node): string {
  const name = singularOf(array);
  return name !== null && isNameFree(code, array, name) ? name : 'item';
}

/**
 * @param element the name of the element, for a function that is only named.
 * @param foreign code from elsewhere that will stand in the same callback, and must mean there what it means now.
 * @returns `null` for a callback that is no expression, and for one that may look at more than it says.
 */
export function computedBy(code: SourceCode, callback: Node, element: string, foreign: Node | null): Computed | null {
  if (callback.type === 'Identifier') {
    const named = functionNamedBy(code, callback);
    if (named?.async || named?.generator || largestArity(code, callback) > 1) return null;
    const isHidden = callback.name === element || (foreign && mentionsNames(code, foreign, new Set([element])));
    return isHidden ? null : { kind: 'call', parameters: [element], callee: callback };
  }
  if (callback.type !== 'ArrowFunctionExpression' || callback.async || callback.body.type === 'BlockStatement') {
    return null;
  }
  if (foreign && mentionsNames(code, foreign, namesOf(code, callback))) return null;
  return { kind: 'expression', parameters: callback.params, expression: callback.body };
}

/** Both callbacks as expressions over the first one's parameters; the second is given nothing but the element. */
export function pairOf(code: SourceCode, first: Node, second: Node, elementName: string): Pair | null {
  if (second.type === 'Identifier') {
    const element = elementOf(first) ?? elementName;
    const one = computedBy(code, first, element, second);
    const other = computedBy(code, second, element, null);
    return one && other && (one.kind === 'call' || elementOf(first) !== null) ? { first: one, second: other } : null;
  }
  const element = elementOf(second);
  const other = computedBy(code, second, elementName, null);
  if (element === null || other?.kind !== 'expression' || other.parameters.length !== 1) return null;
  const one = computedBy(code, first, element, null);
  if (!one) return null;
  if (one.kind === 'call') return { first: one, second: other };
  if (elementOf(first) !== element || first.type !== 'ArrowFunctionExpression') return null;
  // `(row, i) => i > 0` and then `(row) => row.id === i`: another `i`.
  const others = namesOf(code, first);
  others.delete(element);
  return mentionsNames(code, other.expression, others) ? null : { first: one, second: other };
}

function namesOf(code: SourceCode, callback: Node): Set<string> {
  return new Set(code.getDeclaredVariables?.(callback).map(({ name }) => name));
}

/** The name by which an arrow function has its element. */
function elementOf(callback: Node): string | null {
  const [parameter] = callback.type === 'ArrowFunctionExpression' ? callback.params : [];
  return parameter?.type === 'Identifier' ? parameter.name : null;
}
