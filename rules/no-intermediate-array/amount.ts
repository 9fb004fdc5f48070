// Evidence that the arrays of a chain are large, or are made again and again from the same one. Where nothing says so, most
// are of a few elements, and the chain is the better code.

import { bulkOfExpression } from '../../analysis/bulk.js';
import { passedFor } from '../../analysis/call-sites.js';
import { globalName } from '../../analysis/callees.js';
import { isSmall } from '../../analysis/size.js';
import { variableOf } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** Whether the array, or what it is made of, is large by where it comes from. */
export function isLarge(code: SourceCode, array: Node): boolean {
  return isLargeBy(code, array, 0);
}

function isLargeBy(code: SourceCode, array: Node, depth: number): boolean {
  if (depth > 3 || isSmall(code, array)) return false;
  if (bulkOfExpression(code, array)) return true;
  const made = collectedFrom(code, unwrapped(array));
  if (made) return isLargeBy(code, made, depth + 1);
  const passed = passedFor(code, variableOf(code, unwrapped(array)));
  return passed.some((argument) => isLargeBy(code, argument, depth + 1));
}

/** `map` of `[...map.values()]`, `index` of `Object.values(index)`. */
function collectedFrom(code: SourceCode, array: Node): Node | null {
  if (array.type === 'ArrayExpression') {
    const [only, ...others] = array.elements;
    return only?.type === 'SpreadElement' && others.length === 0
      ? (collectedFrom(code, unwrapped(only.argument)) ?? only.argument)
      : null;
  }
  if (array.type !== 'CallExpression') return null;
  const [first] = array.arguments;
  const isCollecting = /^(?:Array\.from|Object\.(?:keys|values|entries))$/.test(globalName(code, array.callee) ?? '');
  if (isCollecting) return first && first.type !== 'SpreadElement' ? first : null;
  const { callee } = array;
  const isWalk = callee.type === 'MemberExpression' && array.arguments.length === 0 && !callee.computed;
  return isWalk && callee.property.type === 'Identifier' && /^(?:keys|values|entries)$/.test(callee.property.name)
    ? callee.object
    : null;
}
