// Whether a member is only ever called on its instance, as far as this file shows.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../../analysis/callees.js';
import { subtreeOf, wholeSubtreeOf } from '../../analysis/children.js';
import { contains, isFunction } from '../../analysis/enclosing.js';
import { isTypeOnly, useOf } from '../../analysis/uses.js';
import { variableOf, type Variable } from '../../analysis/variables.js';
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
  for (const node of wholeSubtreeOf(code, isPrivate ? owner : code.ast)) {
    if (!but.includes(node) && isOtherUse(node, name)) return false;
  }
  return true;
}

function isOtherUse(node: Node, name: string): boolean {
  // `#f in x`
  if (node.type === 'PrivateIdentifier') return node.parent.type === 'BinaryExpression' && `#${node.name}` === name;
  // `<this.f />`
  if (node.type === 'JSXMemberExpression') return node.property.name === name;
  if (node.type === 'Property') return node.parent.type === 'ObjectPattern' && propertyName(node) === name;
  if (node.type !== 'MemberExpression' || propertyName(node) !== name) return false;
  return useOf(node.object).kind !== 'method';
}

/**
 * Whether the file asks for members by names that it makes up, or lists those of an instance: what is on the prototype
 * is found and listed otherwise. Instances are looked for as `this`, `new C()` and the constants that hold one.
 */
export function asksForNames(code: SourceCode, owner: Node, name: string, instances: readonly Variable[]): boolean {
  for (const node of wholeSubtreeOf(code, code.ast)) {
    if (isNameInText(node, name)) return true;
    if (node.type === 'ThisExpression' && contains(owner, node) && isLookedInto(code, node)) return true;
    if (node.type === 'NewExpression' && isOneOf(code, node.callee, instances) && isHeldAndLookedInto(code, node))
      return true;
  }
  return false;
}

/** `Object.hasOwn(reading, 'show')` */
function isNameInText(node: Node, name: string): boolean {
  if (node.type !== 'Literal' || node.value !== name) return false;
  const { parent } = node;
  return !('key' in parent && parent.key === node) && !('property' in parent && parent.property === node);
}

function isHeldAndLookedInto(code: SourceCode, made: Node): boolean {
  if (isLookedInto(code, made)) return true;
  const use = useOf(made);
  const held = use.kind === 'alias' ? variableOf(code, use.target) : null;
  return held?.references.some((reference) => reference.isRead() && isLookedInto(code, reference.identifier)) ?? false;
}

/** `{ ...this }`, `Object.keys(this)`, `this[key]` */
function isLookedInto(code: SourceCode, instance: Node): boolean {
  const use = useOf(instance);
  if (use.kind === 'argument') return /^(?:Object|Reflect)\./.test(globalName(code, use.node.callee) ?? '');
  return use.kind === 'properties' || ((use.kind === 'get' || use.kind === 'set') && use.name === null);
}

function isOneOf(code: SourceCode, node: Node, variables: readonly Variable[]): boolean {
  const variable = variableOf(code, node);
  return variable !== null && variables.includes(variable);
}

/** Whether a field above, which gets its value before this one, may call it: then it is not there yet. */
export function mayBeUsedBefore(code: SourceCode, { body }: TSESTree.ClassBody, field: Node): boolean {
  return body.some((member) => {
    if (!('value' in member) || !member.value || member.range[0] >= field.range[0]) return false;
    if (member.type === 'MethodDefinition' || member.static || isFunction(member.value)) return false;
    return mentionsThis(code, member.value);
  });
}

function mentionsThis(code: SourceCode, root: Node): boolean {
  for (const node of subtreeOf(code, root)) {
    if (node.type === 'ThisExpression') return true;
  }
  return false;
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
