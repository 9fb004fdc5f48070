// What holds the constant so far, and whether it is made by every turn of something that repeats.

import type { TSESTree } from '@typescript-eslint/utils';
import { isDeferred } from '../../analysis/calls.js';
import { functionAround, isInStatementList } from '../../analysis/enclosing.js';
import { usesOf } from '../../analysis/uses.js';
import { declaratorOf, isWrittenOnce, variableOf, type Variable } from '../../analysis/variables.js';
import { wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `const allowed = new Set([…]);` in a list of statements. */
export interface Holder {
  readonly variable: Variable;
  readonly declarator: TSESTree.VariableDeclarator & { readonly init: TSESTree.Expression };
  readonly declaration: TSESTree.VariableDeclaration;
}

export function holderOf(code: SourceCode, expression: Node): Holder | null {
  const declarator = wrapped(expression).parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !hasInit(declarator))
    return null;
  const declaration = declarator.parent;
  const variable = variableOf(code, declarator.id);
  if (!variable || declaratorOf(variable) !== declarator || !isWrittenOnce(variable)) return null;
  // Of a `var` the value before its initialiser can be read.
  if (declaration.kind !== 'const' && declaration.kind !== 'let') return null;
  return isInStatementList(declaration) ? { variable, declarator, declaration } : null;
}

function hasInit(
  declarator: TSESTree.VariableDeclarator,
): declarator is TSESTree.VariableDeclarator & { init: TSESTree.Expression } {
  return declarator.init !== null;
}

/** Whether only functions that are kept for later use it: then the one around them sets them up, and seldom runs. */
export function isForClosures(code: SourceCode, { variable, declaration }: Holder): boolean {
  return usesOf(variable).every(
    ({ use, identifier }) => use.kind === 'write' || isDeferred(code, identifier, functionAround(declaration)),
  );
}
