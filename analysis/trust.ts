// Does code take it on trust that its values are of the right type?
//
// Guarantee: `false` means that no property of what may be `null` or `undefined` is read, nothing is taken apart, nothing
// is walked that may be no iterable, and no operator or built-in is given a value that it may not take. Outside of a
// `try` that trust is an assumption.

import type { Node, SourceCode } from '../core/source-code.js';
import { subtreeOf } from './children.js';
import { mayRefuseType } from './exceptions.js';
import { canBeNullish } from './nullish.js';
import { isKind } from './origin.js';

export function trustsTypes(code: SourceCode, root: Node): boolean {
  for (const node of subtreeOf(code, root)) {
    if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern' || mayRefuseType(code, node)) return true;
    const walked = walkedBy(node);
    if (walked && !isKind(code, walked, 'array', 'string', 'set', 'map', 'typedArray', 'iterator')) return true;
    if (node.type === 'MemberExpression' && !node.optional && canBeNullish(code, node.object) !== 'no') return true;
  }
  return false;
}

/** What a spread or a loop walks. */
function walkedBy(node: Node): Node | null {
  if (node.type === 'ForOfStatement') return node.right;
  return node.type === 'SpreadElement' && node.parent.type !== 'ObjectExpression' ? node.argument : null;
}
