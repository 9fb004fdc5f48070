// Getters, setters and `toJSON` that are written in the file: code that runs where no call stands.
//
// Objects out of sight are taken to have none of note (docs/assumptions.md), but one that stands in this file is in
// sight: reading or setting a property of its name may run it.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { subtreeOf } from './children.js';
import { originOf } from './origin.js';
import { perFile } from './per-file.js';
import { propertyName } from './wrappers.js';

export function mayRunGetter(code: SourceCode, member: TSESTree.MemberExpression): boolean {
  const name = propertyName(member);
  return name !== null && accessorsOf(code).getters.has(name) && mayHaveAccessors(code, member.object);
}

export function mayRunSetter(code: SourceCode, member: TSESTree.MemberExpression): boolean {
  const name = propertyName(member);
  return name !== null && accessorsOf(code).setters.has(name) && mayHaveAccessors(code, member.object);
}

/** `const { size } = store`, and `const { id, ...others } = store`, which reads all that is left. */
export function mayDestructureGetter(code: SourceCode, pattern: TSESTree.ObjectPattern): boolean {
  const { getters, ownGetters } = accessorsOf(code);
  if (getters.size === 0) return false;
  const { parent } = pattern;
  const value =
    parent.type === 'VariableDeclarator' ? parent.init : parent.type === 'AssignmentExpression' ? parent.right : null;
  if (value && !mayHaveAccessors(code, value)) return false;
  return pattern.properties.some((property) => {
    if (property.type === 'RestElement') return ownGetters.size > 0;
    const name = propertyName(property);
    return name !== null && getters.has(name);
  });
}

/** `{ ...store }` reads all of the object's own properties; those of a class stand on its prototype. */
export function maySpreadGetter(code: SourceCode, spread: TSESTree.SpreadElement): boolean {
  return accessorsOf(code).ownGetters.size > 0 && mayHaveAccessors(code, spread.argument);
}

/** Whether `JSON.stringify` may find a `toJSON` of this file. */
export function hasToJson(code: SourceCode): boolean {
  return accessorsOf(code).hasToJson;
}

function mayHaveAccessors(code: SourceCode, object: Node): boolean {
  const kind = originOf(code, object)?.kind ?? null;
  return kind === null || kind === 'object' || kind === 'instance';
}

interface Accessors {
  readonly getters: ReadonlySet<string>;
  /** Of object literals. */
  readonly ownGetters: ReadonlySet<string>;
  readonly setters: ReadonlySet<string>;
  readonly hasToJson: boolean;
}

const accessorsOf = perFile((code): Accessors => {
  const [getters, ownGetters, setters] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const hasToJson = /\btoJSON\b/.test(code.text);
  if (!/\b[gs]et\b/.test(code.text)) return { getters, ownGetters, setters, hasToJson };
  for (const node of subtreeOf(code, code.ast)) {
    if (node.type === 'Property' || node.type === 'MethodDefinition') {
      const name = propertyName(node);
      if (name !== null && node.kind === 'get') getters.add(name);
      if (name !== null && node.kind === 'get' && node.type === 'Property') ownGetters.add(name);
      if (name !== null && node.kind === 'set') setters.add(name);
    }
  }
  return { getters, ownGetters, setters, hasToJson };
});
