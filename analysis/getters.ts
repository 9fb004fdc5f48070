// Getters that are written in the file.
//
// Objects out of sight are taken to have no getters of note (docs/assumptions.md), but one that stands in this file is
// in sight: reading a property of its name may run it.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { childrenOf } from './effects.js';
import { originOf } from './origin.js';
import { perFile } from './per-file.js';
import { propertyName } from './wrappers.js';

export function mayRunGetter(code: SourceCode, member: TSESTree.MemberExpression): boolean {
  const name = propertyName(member);
  if (name === null || !getterNames(code).has(name)) return false;
  const kind = originOf(code, member.object)?.kind ?? null;
  return kind === null || kind === 'object' || kind === 'instance';
}

const getterNames = perFile((code): ReadonlySet<string> => {
  const names = new Set<string>();
  if (!/\bget\b/.test(code.text)) return names;
  const stack: Node[] = [code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const isGetter = (node.type === 'Property' || node.type === 'MethodDefinition') && node.kind === 'get';
    const name = isGetter ? propertyName(node) : null;
    if (name !== null) names.add(name);
    stack.push(...childrenOf(code, node));
  }
  return names;
});
