// Which function a call runs.
//
// Guarantee: `functionNamedBy` gives the one function that a name stands for whenever it is called; `globalName` the
// dotted name of a built-in that is not shadowed, or of what was imported from one of Node's own modules.

import type { Node, SourceCode } from '../core/source-code.js';
import { isFunction, type FunctionNode } from './enclosing.js';
import { moduleNameOf } from './modules.js';
import { initializerOf, isWrittenOnce, variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/**
 * `Math.max`, `parseInt`: the callee as a path from a global, or `null`. `globalThis.` and `window.` are left out. What
 * comes from a module of Node is named by it: `node:path.join`.
 */
export function globalName(code: SourceCode, callee: Node): string | null {
  if (callee.type === 'Identifier') {
    const variable = variableOf(code, callee);
    return variable ? moduleNameOf(code, variable) : callee.name;
  }
  if (callee.type !== 'MemberExpression') return null;
  const name = propertyName(callee);
  const owner = name === null ? null : globalName(code, callee.object);
  if (owner === null) return null;
  return owner === 'globalThis' || owner === 'window' || owner === 'self' ? name : `${owner}.${name}`;
}

/** The function of this file that `callee` names or is: a declaration, or the initialiser of a variable. */
export function functionNamedBy(code: SourceCode, callee: Node): FunctionNode | null {
  const bare = unwrapped(callee);
  if (isFunction(bare)) return bare;
  const variable = variableOf(code, bare);
  if (!variable) return null;
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0 || !isWrittenOnce(variable)) return null;
  if (definition.type === 'FunctionName') return isFunction(definition.node) ? definition.node : null;
  const initializer = initializerOf(variable);
  if (!initializer) return null;
  const value = unwrapped(initializer);
  return isFunction(value) ? value : null;
}
