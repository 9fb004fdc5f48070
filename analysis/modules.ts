// Which names stand for a module that Node brings along, or for one of its functions.
//
// Guarantee: a name is given only for a binding that nothing else is ever assigned to: an import, or a constant that is
// what `require` gives. Node's own modules are taken as unpatched, as built-in prototypes are (docs/assumptions.md).

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { isGlobal, isWrittenOnce, type Variable } from './variables.js';

/**
 * @returns `node:fs` for what holds the module, `node:fs.readFileSync` for what holds a function of it, whichever way it
 *   was imported; globals that can be imported too go by their global name: `Buffer`, `process`.
 */
export function moduleNameOf(code: SourceCode, variable: Variable): string | null {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return null;
  if (definition.type === 'ImportBinding') return ofImport(definition.node);
  if (definition.type !== 'Variable' || !isWrittenOnce(variable)) return null;
  const module = definition.node.init ? requiredModule(code, definition.node.init) : null;
  if (module === null) return null;
  const { name } = definition;
  if (name.parent === definition.node) return module;
  const { parent } = name;
  const isWhole =
    parent.type === 'Property' && parent.value === name && !parent.computed && parent.parent === definition.node.id;
  return isWhole && parent.key.type === 'Identifier' ? memberOf(module, parent.key.name) : null;
}

type ImportNode =
  | TSESTree.ImportSpecifier
  | TSESTree.ImportDefaultSpecifier
  | TSESTree.ImportNamespaceSpecifier
  | TSESTree.TSImportEqualsDeclaration;

function ofImport(node: ImportNode): string | null {
  if (node.type === 'TSImportEqualsDeclaration') {
    const { moduleReference } = node;
    if (moduleReference.type !== 'TSExternalModuleReference') return null;
    return moduleReference.expression.type === 'Literal' ? moduleNamed(moduleReference.expression.value) : null;
  }
  if (node.parent.type !== 'ImportDeclaration') return null;
  const module = moduleNamed(node.parent.source.value);
  if (module === null || node.type !== 'ImportSpecifier') return module;
  const imported = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
  return imported === 'default' ? module : memberOf(module, imported);
}

/** `require('fs')`, `require('fs').promises` */
function requiredModule(code: SourceCode, node: Node): string | null {
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
    const owner = requiredModule(code, node.object);
    return owner && memberOf(owner, node.property.name);
  }
  if (node.type !== 'CallExpression' || !isGlobal(code, node.callee, 'require')) return null;
  const [first] = node.arguments;
  return first?.type === 'Literal' ? moduleNamed(first.value) : null;
}

const MODULES = new Set([
  ...['buffer', 'child_process', 'crypto', 'fs', 'fs/promises', 'http', 'https', 'net', 'os', 'path', 'path/posix'],
  ...['path/win32', 'process', 'readline', 'tls', 'url', 'util', 'zlib'],
]);

/** Those that are a global too. */
const GLOBALS = new Map([
  ['node:process', 'process'],
  ['node:buffer.Buffer', 'Buffer'],
  ['node:path/posix', 'node:path'],
  ['node:path/win32', 'node:path'],
]);

function moduleNamed(specifier: unknown): string | null {
  if (typeof specifier !== 'string') return null;
  const name = specifier.replace(/^node:/, '');
  return MODULES.has(name) ? globalFor(`node:${name}`) : null;
}

function memberOf(module: string, name: string): string {
  return globalFor(`${module}.${name}`);
}

function globalFor(name: string): string {
  return GLOBALS.get(name) ?? name;
}
