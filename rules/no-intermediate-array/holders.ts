// What holds an element: a name, or a pattern that takes it apart; and what one callback's pattern is by another's.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround } from '../../analysis/enclosing.js';
import { variableOf } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Pattern } from './callbacks.js';

export type Holder = string | Pattern;

/** What the names of the one are called in the other; `null` where the other has no name for one of them. */
export function unified(from: Pattern, to: Holder): Map<TSESTree.Identifier, string> | null {
  if (from.type === 'Identifier') {
    const name = typeof to === 'string' ? to : to.type === 'Identifier' ? to.name : null;
    return name === null ? null : new Map([[from, name]]);
  }
  if (typeof to === 'string') return null;
  if (from.type === 'ArrayPattern' && to.type === 'ArrayPattern') return unifiedByIndex(from, to);
  return from.type === 'ObjectPattern' && to.type === 'ObjectPattern' ? unifiedByKey(from, to) : null;
}

function unifiedByIndex(
  from: TSESTree.ArrayPattern,
  to: TSESTree.ArrayPattern,
): Map<TSESTree.Identifier, string> | null {
  const names = new Map<TSESTree.Identifier, string>();
  if (!to.elements.every((element) => element === null || element.type === 'Identifier')) return null;
  for (const [index, element] of from.elements.entries()) {
    const other = to.elements[index];
    if (element === null) continue;
    if (element.type !== 'Identifier' || other?.type !== 'Identifier') return null;
    names.set(element, other.name);
  }
  return names;
}

function unifiedByKey(
  from: TSESTree.ObjectPattern,
  to: TSESTree.ObjectPattern,
): Map<TSESTree.Identifier, string> | null {
  const others = new Map<string, string>();
  for (const property of to.properties) {
    const name = property.type === 'Property' ? propertyName(property) : null;
    if (name === null || property.type !== 'Property' || property.value.type !== 'Identifier') return null;
    others.set(name, property.value.name);
  }
  const names = new Map<TSESTree.Identifier, string>();
  for (const property of from.properties) {
    const name = property.type === 'Property' ? propertyName(property) : null;
    const other = name === null ? undefined : others.get(name);
    if (other === undefined || property.type !== 'Property' || property.value.type !== 'Identifier') return null;
    names.set(property.value, other);
  }
  return names;
}

/** `({ price }) => price` becomes `item.price`, where each name is read once and at once; by identifier. */
export function membersOf(code: SourceCode, parameter: Pattern, holder: string): Map<Node, string> | null {
  if (parameter.type !== 'ObjectPattern') return null;
  const members = new Map<Node, string>();
  for (const property of parameter.properties) {
    if (property.type !== 'Property' || property.computed || property.value.type !== 'Identifier') return null;
    if (property.key.type !== 'Identifier') return null;
    const [only, ...others] = variableOf(code, property.value)?.references ?? [];
    if (!only || others.length > 0 || !isReadAtOnce(only.identifier, parameter)) return null;
    members.set(only.identifier, `${holder}.${property.key.name}`);
  }
  return members;
}

/** By the callback itself, and not to call it. */
function isReadAtOnce(identifier: Node, parameter: Node): boolean {
  const { parent } = identifier;
  const isCalled = parent?.type === 'CallExpression' && parent.callee === identifier;
  if (isCalled || parent?.type === 'TaggedTemplateExpression' || identifier.type !== 'Identifier') return false;
  return functionAround(identifier) === parameter.parent;
}
