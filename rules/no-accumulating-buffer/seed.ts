// What a buffer begins as.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../../analysis/callees.js';
import { isKind } from '../../analysis/origin.js';
import { isEmptyArray, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `empty`: there is nothing in it. `fresh`: it has a content that nobody else can change. */
export type Seed = 'empty' | 'fresh' | 'unknown' | 'other';

/** @param makerName `Buffer`, or the constructor of the typed array that the steps make: the seed must be one too. */
export function seedOf(code: SourceCode, init: TSESTree.Expression, makerName: string): Seed {
  const node = unwrapped(init);
  const name = isCall(node) ? globalName(code, node.callee) : null;
  const passed = isCall(node) ? node.arguments : [];
  const [first] = passed;
  if (makerName !== 'Buffer') {
    if (name !== makerName && !(name === `${makerName}.from` || name === `${makerName}.of`))
      return otherwise(node, name);
    if (!first || isEmpty(first)) return 'empty';
    return passed.length === 1 && isKind(code, first, 'array', 'number') ? 'fresh' : 'unknown';
  }
  switch (name) {
    case 'Buffer':
    case 'Buffer.from':
    case 'Buffer.alloc':
    case 'Buffer.allocUnsafe':
    case 'Buffer.allocUnsafeSlow':
    case 'Buffer.concat':
      break;
    default:
      return otherwise(node, name);
  }
  if (!first) return 'other';
  if (isEmpty(first)) return 'empty';
  return name === 'Buffer.concat' || isKind(code, first, 'string', 'array', 'number') || name.startsWith('Buffer.alloc')
    ? 'fresh'
    : 'unknown';
}

/** Another class than the copies have would be seen where nothing is added. */
function otherwise(node: Node, name: string | null): Seed {
  if (node.type === 'Literal' || node.type === 'ArrayExpression' || node.type === 'ObjectExpression') return 'other';
  return name === null || !/^[A-Z]\w*Array\b/.test(name) ? 'unknown' : 'other';
}

function isCall(node: Node): node is TSESTree.CallExpression | TSESTree.NewExpression {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

/** `0`, `''`, `[]` */
function isEmpty(node: Node): boolean {
  return isEmptyArray(node) || (node.type === 'Literal' && (node.value === 0 || node.value === ''));
}
