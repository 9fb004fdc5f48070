// A field that holds a buffer and is copied to add to it: `this.body = Buffer.concat([this.body, chunk])`.

import type { TSESTree } from '@typescript-eslint/utils';
import { wholeSubtreeOf } from '../../analysis/children.js';
import { contains, functionAround, isFunction, loopsAround } from '../../analysis/enclosing.js';
import { isSamePath } from '../../analysis/mutation.js';
import { variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { isAdding } from './handlers.js';
import { isLengthRead } from './loops.js';

/** The call that copies, where it does so again and again, and nobody uses the bytes before all are there. */
export function fieldGrowthOf(code: SourceCode, assignment: TSESTree.AssignmentExpression): Node | null {
  const { left, right, operator } = assignment;
  const copy = unwrapped(right);
  if (operator !== '=' || left.type !== 'MemberExpression' || !isAppending(copy, left)) return null;
  const name = propertyName(left);
  const home = functionAround(assignment);
  if (name === null || !home || !isFunction(home)) return null;
  const [loop] = loopsAround(assignment);
  if (loop) {
    const isOther = isOfTurn(code, left, loop) || isReadIn(code, loop, left, assignment);
    return isOther || isCutInFront(code, name) ? null : copy;
  }
  const isAgain = isAdding(home) || ADDING.test(nameOf(home) ?? '');
  // Who takes away what was used up holds no more than that.
  if (!isAgain || isReadIn(code, home, left, assignment) || isTakenFrom(code, name)) return null;
  return copy;
}

/** `row.bytes` of `for (const row of rows)` */
function isOfTurn(code: SourceCode, field: Node, loop: Node): boolean {
  let root = unwrapped(field);
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  return variableOf(code, root)?.references.some((one) => one.isWrite() && contains(loop, one.identifier)) ?? false;
}

/** Methods that are called for each chunk. */
const ADDING = /^_?(?:append|feed|on_?data|push|transform|write)$/i;

function nameOf({ parent }: Node): string | null {
  if (parent?.type === 'MethodDefinition' || parent?.type === 'Property' || parent?.type === 'PropertyDefinition')
    return propertyName(parent);
  return parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression'
    ? propertyName(parent.left)
    : null;
}

function isAppending(copy: Node, field: Node): boolean {
  if (copy.type !== 'CallExpression' || copy.callee.type !== 'MemberExpression') return false;
  // By its name: it is often that of a package that stands in for Node's.
  const { object } = copy.callee;
  if (propertyName(copy.callee) !== 'concat' || object.type !== 'Identifier' || object.name !== 'Buffer') return false;
  const [list] = copy.arguments;
  const [first, second] = list?.type === 'ArrayExpression' ? list.elements : [];
  return first !== null && first !== undefined && second !== undefined && isSamePath(first, field);
}

/** Whether the bytes are read elsewhere within `around`; to look how many there are does not count. */
function isReadIn(code: SourceCode, around: Node, field: Node, assignment: Node): boolean {
  for (const node of wholeSubtreeOf(code, around)) {
    const isField = node.type === 'MemberExpression' && !contains(assignment, node) && isSamePath(node, field);
    if (isField && !isLengthRead(node)) return true;
  }
  return false;
}

/** `this.buffer = this.buffer.subarray(size)`, or a part that is read. */
function isTakenFrom(code: SourceCode, name: string): boolean {
  return [...partsOf(code, name)].length > 0;
}

/** `this.cache = this.cache.slice(size)`: it holds what a few turns have added. */
function isCutInFront(code: SourceCode, name: string): boolean {
  return [...partsOf(code, name)].some(
    ({ parent: set }) =>
      set.type === 'AssignmentExpression' && set.left.type === 'MemberExpression' && propertyName(set.left) === name,
  );
}

function* partsOf(code: SourceCode, name: string): Generator<TSESTree.CallExpression> {
  for (const node of wholeSubtreeOf(code, code.ast)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const receiver = unwrapped(node.callee.object);
    const isField = receiver.type === 'MemberExpression' && propertyName(receiver) === name;
    if (isField && /^(?:slice|subarray|read\w*)$/.test(propertyName(node.callee) ?? '')) yield node;
  }
}
