// Which variable a name stands for, and who can see that variable.
//
// Guarantee: `variableOf` gives the one variable that the name reads or writes, or `null` for an unresolved (global)
// name. `isSeenOutside` is `no` only when every reference to the variable stands in this file.

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { perFile } from './per-file.js';
import { unwrapped } from './wrappers.js';

export type Variable = TSESLint.Scope.Variable;
export type Reference = TSESLint.Scope.Reference;
type Scope = TSESLint.Scope.Scope;

interface Names {
  readonly variables: ReadonlyMap<Node, Variable>;
  readonly unresolved: ReadonlySet<string>;
  /** Direct `eval` or `with`: names may be read that no reference shows. */
  readonly dynamic: boolean;
}

const namesOf = perFile((code): Names => {
  const variables = new Map<Node, Variable>();
  const unresolved = new Set<string>();
  let dynamic = false;
  for (const scope of code.scopeManager?.scopes ?? []) {
    if (scope.type === 'with') dynamic = true;
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) variables.set(identifier, variable);
    }
    for (const reference of scope.references) {
      const { identifier, resolved } = reference;
      // A global that ESLint's configuration declares is a variable without a definition.
      if (resolved && resolved.defs.length > 0) variables.set(identifier, resolved);
      else {
        unresolved.add(identifier.name);
        if (identifier.name === 'eval' && identifier.parent.type === 'CallExpression') dynamic = true;
      }
    }
  }
  return { variables, unresolved, dynamic };
});

/** @param identifier where the name is read, written or declared; any other node gives `null`. */
export function variableOf(code: SourceCode, identifier: Node): Variable | null {
  return namesOf(code).variables.get(identifier) ?? null;
}

/** Whether the name at `node` is the built-in global of that name: not shadowed, not a property. */
export function isGlobal(code: SourceCode, node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name && variableOf(code, node) === null;
}

/** Whether the file uses direct `eval` or `with`, so that a name may be read where no reference shows it. */
export function hasDynamicNames(code: SourceCode): boolean {
  return namesOf(code).dynamic;
}

/** The variable that `node` is the plain name of. */
export function variableNamedBy(code: SourceCode, node: Node): Variable | null {
  return node.type === 'Identifier' ? variableOf(code, node) : null;
}

export function isTopLevel(variable: Variable): boolean {
  return variable.scope.block.type === 'Program';
}

/**
 * Whether code outside of this file can read or write the variable: it is exported, or the file may be a classic
 * script whose top-level names are global.
 */
export function isSeenOutside(code: SourceCode, variable: Variable): Answer {
  if (hasDynamicNames(code)) return 'unknown';
  if (!isTopLevel(variable)) return inNamespace(variable) ? 'unknown' : 'no';
  if (isExported(variable)) return 'yes';
  return isModule(code) ? 'no' : 'unknown';
}

function inNamespace(variable: Variable): boolean {
  return variable.scope.block.type === 'TSModuleDeclaration' && isExported(variable);
}

function isExported(variable: Variable): boolean {
  return (
    variable.defs.some((definition) => {
      const declaration = definition.type === 'Variable' ? definition.parent : definition.node;
      return declaration?.parent?.type.startsWith('Export') ?? false;
    }) || variable.references.some(({ identifier }) => /^Export|^TSExport/.test(identifier.parent.type))
  );
}

const MODULE_SYNTAX = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
  'TSImportEqualsDeclaration',
  'TSExportAssignment',
]);

/**
 * Whether the file is evidently a module (ES or CommonJS), so that its top-level names are its own. ESLint's default
 * says `module` for every `.js`, classic scripts included, so the text must show it.
 */
export const isModule = perFile((code): boolean => {
  const { unresolved } = namesOf(code);
  if (code.ast.body.some((statement) => MODULE_SYNTAX.has(statement.type))) return true;
  if (code.text.startsWith('#!') || /\bimport\.meta\b/.test(code.text)) return true;
  // espree's and typescript-eslint's `commonjs` put the file into a function scope.
  const top = code.scopeManager?.scopes.find((scope) => scope.block.type === 'Program' && scope.type === 'function');
  return (
    top !== undefined ||
    ['require', 'module', 'exports', '__dirname', '__filename'].some((name) => unresolved.has(name))
  );
});

/** Whether the variable gets its one value where it is declared: `const`, or never written again. */
export function isWrittenOnce(variable: Variable): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** The one declarator of `const x = …`, `let x = …`: not of a pattern, parameter, import, loop or catch. */
export function declaratorOf(variable: Variable): TSESTree.VariableDeclarator | null {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0 || definition.type !== 'Variable') return null;
  const declarator = definition.node;
  return declarator.id.type === 'Identifier' ? declarator : null;
}

/** The initialiser of a variable that is never written again: what the variable is, wherever it is read. */
export function initializerOf(variable: Variable): TSESTree.Expression | null {
  const declarator = declaratorOf(variable);
  if (!declarator || !isWrittenOnce(variable)) return null;
  const { parent } = declarator.parent;
  const isLoopHead =
    (parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') && parent.left === declarator.parent;
  return isLoopHead ? null : declarator.init;
}

/** The expression that makes the value: itself, or what the constant that it names begins with; `null` for other names. */
export function madeBy(code: SourceCode, expression: Node): Node | null {
  const node = unwrapped(expression);
  const variable = variableOf(code, node);
  const init = variable && initializerOf(variable);
  return init ? unwrapped(init) : variable ? null : node;
}

/** The scope that a function or block opens. */
export function scopeOf(code: SourceCode, node: Node): Scope | null {
  return code.scopeManager?.acquire(node, true) ?? null;
}

/** Whether one of the names is read, written or declared within `node`, as whatever variable. */
export function mentionsNames(code: SourceCode, node: Node, names: ReadonlySet<string>): boolean {
  const [start, end] = node.range;
  const isWithin = ({ range }: { readonly range: readonly [number, number] }): boolean =>
    start <= range[0] && range[1] <= end;
  return (code.scopeManager?.scopes ?? []).some(
    ({ references, variables }) =>
      references.some(({ identifier }) => names.has(identifier.name) && isWithin(identifier)) ||
      variables.some(({ name, identifiers }) => names.has(name) && identifiers.some(isWithin)),
  );
}

/** Whether the variable is read or written within `node`, closures included. */
export function readsVariable({ range: [start, end] }: Node, variable: Variable): boolean {
  return variable.references.some(({ identifier: { range } }) => start <= range[0] && range[1] <= end);
}

/** Whether a global of that name can be written at `node`: nothing in the scopes around it is called so. */
export function isNameFree(code: SourceCode, node: Node, name: string): boolean {
  for (let current: Node | undefined = node; current; current = current.parent) {
    const variable = scopeOf(code, current)?.set.get(name);
    if (variable && variable.defs.length > 0) return false;
  }
  return true;
}
