// Expressions that are nothing but a copy of a value at all depths.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../../analysis/callees.js';
import { isGlobal, isWrittenOnce, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface DeepClone {
  readonly node: TSESTree.CallExpression;
  readonly source: TSESTree.Expression;
  readonly by: 'structuredClone' | 'roundTrip' | 'cloneDeep';
}

export function deepCloneOf(code: SourceCode, node: TSESTree.CallExpression): DeepClone | null {
  const [first, ...others] = node.arguments;
  if (!first || first.type === 'SpreadElement' || others.length > 0 || node.optional || node.typeArguments) return null;
  const name = globalName(code, node.callee);
  if (name === 'structuredClone') return { node, source: first, by: 'structuredClone' };
  if (name === 'JSON.parse') {
    const text = unwrapped(first);
    if (text.type !== 'CallExpression' || globalName(code, text.callee) !== 'JSON.stringify') return null;
    const [source, ...options] = text.arguments;
    const isWhole = source && source.type !== 'SpreadElement' && options.length === 0;
    return isWhole ? { node, source, by: 'roundTrip' } : null;
  }
  return isCloneDeep(code, node.callee) ? { node, source: first, by: 'cloneDeep' } : null;
}

const LODASH = /^lodash(?:-es)?(?:\/lodash)?(?:\.js)?$/;
const ITSELF = /^(?:lodash(?:-es)?\/cloneDeep(?:\.js)?|lodash\.clonedeep)$/;

/** `_.cloneDeep`, `cloneDeep` of lodash, in whichever way it was imported. */
function isCloneDeep(code: SourceCode, callee: Node): boolean {
  if (callee.type === 'MemberExpression')
    return propertyName(callee) === 'cloneDeep' && LODASH.test(moduleHeldBy(code, callee.object)?.module ?? '');
  const held = moduleHeldBy(code, callee);
  return held !== null && (ITSELF.test(held.module) || (held.name === 'cloneDeep' && LODASH.test(held.module)));
}

/** The module, and the name of what is taken from it: `null` for all of it. */
function moduleHeldBy(code: SourceCode, node: Node): { readonly module: string; readonly name: string | null } | null {
  const variable = variableOf(code, node);
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0 || !isWrittenOnce(variable)) return null;
  const { name, node: declared } = definition;
  if (definition.type === 'ImportBinding') {
    const { parent } = declared;
    if (parent?.type !== 'ImportDeclaration') return null;
    const imported = declared.type === 'ImportSpecifier' ? declared.imported : null;
    return { module: parent.source.value, name: imported?.type === 'Identifier' ? imported.name : null };
  }
  if (definition.type !== 'Variable' || !definition.node.init) return null;
  const module = requiredBy(code, definition.node.init);
  if (module === null) return null;
  const { parent } = name;
  if (parent === definition.node) return { module, name: null };
  return parent.type === 'Property' ? { module, name: propertyName(parent) } : null;
}

function requiredBy(code: SourceCode, init: Node): string | null {
  if (init.type !== 'CallExpression' || !isGlobal(code, init.callee, 'require')) return null;
  const [first] = init.arguments;
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
}
