// Whether a member is only ever called on its instance, as far as this file shows.

import { allChildrenOf } from '../../analysis/children.js';
import { isTypeOnly, useOf } from '../../analysis/uses.js';
import type { Variable } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/**
 * Whether all that the file does with members of that name is to call them: `this.f()`, `other.f()`. A private name is
 * looked for in its class, any other in the whole file, whatever objects it is a member of.
 *
 * @param but members that are not looked at.
 */
export function callsOnly(code: SourceCode, owner: Node, name: string, but: readonly Node[] = []): boolean {
  const isPrivate = name.startsWith('#');
  const stack: Node[] = [isPrivate ? owner : code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!but.includes(node) && isOtherUse(node, name)) return false;
    stack.push(...allChildrenOf(code, node));
  }
  return true;
}

function isOtherUse(node: Node, name: string): boolean {
  // `#f in x`
  if (node.type === 'PrivateIdentifier') return node.parent.type === 'BinaryExpression' && `#${node.name}` === name;
  if (node.type === 'Property') return node.parent.type === 'ObjectPattern' && propertyName(node) === name;
  if (node.type !== 'MemberExpression' || propertyName(node) !== name) return false;
  return useOf(node.object).kind !== 'method';
}

/** Whether the file only makes instances of the class: no other class extends it, nobody gets it as a value. */
export function areOnlyMade(names: readonly Variable[]): boolean {
  return names.every(({ references }) =>
    references.every((reference) => {
      const { identifier, init } = reference;
      if (isTypeOnly(reference) || init === true || identifier.parent.type.startsWith('Export')) return true;
      const use = useOf(identifier);
      return use.kind === 'call' && use.node.type === 'NewExpression';
    }),
  );
}
