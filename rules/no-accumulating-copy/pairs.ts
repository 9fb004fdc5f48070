// Whether the elements of a collection are arrays of a key and a value. `new Map` takes any object for an entry and
// nothing else; `const [key, value] = entry` takes whatever can be iterated, strings too.

import { globalName } from '../../analysis/callees.js';
import { declaredTypeOf, elementTypeOf } from '../../analysis/declared-types.js';
import { isFunction } from '../../analysis/enclosing.js';
import { isKind } from '../../analysis/origin.js';
import { returnedBy } from '../../analysis/returns.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `false` when that is not known. */
export function holdsPairs(code: SourceCode, collection: Node): boolean {
  const node = unwrapped(collection);
  if (isKind(code, node, 'map')) return true;
  if (node.type === 'CallExpression') {
    const { callee } = node;
    if (globalName(code, callee) === 'Object.entries') return true;
    if (callee.type !== 'MemberExpression') return false;
    const name = propertyName(callee);
    if (name === 'entries') return isKind(code, callee.object, 'map', 'array', 'set');
    return name === 'map' && isKind(code, callee.object, 'array') && givesPairs(code, node.arguments[0]);
  }
  const type = declaredTypeOf(code, node);
  const element = type && elementTypeOf(code, type);
  const bare = element?.type === 'TSTypeOperator' ? element.typeAnnotation : element;
  return bare?.type === 'TSTupleType';
}

/** `(x) => [x.id, x]`, of an array that may have holes: those are left as they are. */
function givesPairs(code: SourceCode, callback: Node | undefined): boolean {
  const results = callback && isFunction(callback) ? returnedBy(code, callback) : null;
  return results?.every((result) => unwrapped(result).type === 'ArrayExpression') ?? false;
}
