// Which names the rewritten code takes from modules, and which it needs no longer.

import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf } from '../../analysis/enclosing.js';
import { moduleNameOf } from '../../analysis/modules.js';
import { mentionsNames, variableOf } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { ImportedName } from '../../core/imports.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface Binding {
  /** The import or the `require`, at the top of the file. */
  readonly statement: Node;
  /** What of it is read by nobody else. */
  readonly unused: Node | null;
  /** The name of what holds the module `node:fs` itself. */
  readonly namespace: string | null;
}

/** Where the function that reads the file was imported; `null` where it is no statement at the top of the file. */
export function bindingOf(code: SourceCode, { callee }: TSESTree.CallExpression): Binding | null {
  let root: Node = callee;
  while (root.type === 'MemberExpression') root = root.object;
  const variable = variableOf(code, root);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return null;
  const { name } = definition;
  const statement = [...ancestorsOf(name)].find(({ parent }) => parent?.type === 'Program');
  if (!statement || !/^(?:Import|TSImportEquals|Variable)Declaration$/.test(statement.type)) return null;
  const isAlone = statement.type !== 'VariableDeclaration' || statement.declarations.length === 1;
  const isRead = variable.references.some((reference) => !reference.init && reference.identifier !== root);
  const item = definition.type === 'ImportBinding' || name.parent.type === 'Property' ? name.parent : definition.node;
  return {
    statement,
    unused: isRead || !isAlone ? null : item,
    namespace: moduleNameOf(code, variable) === 'node:fs' ? variable.name : null,
  };
}

/** A name for it that the file does not use, or that it is imported under already. */
export function nameFor(code: SourceCode, module: string, name: string): ImportedName {
  const known = code.ast.body.flatMap((statement) => namesOf(statement, module, name));
  if (known[0] !== undefined) return { module, name, local: known[0], isThere: true };
  const isFree = (local: string): boolean => !mentionsNames(code, code.ast, new Set([local]));
  let local = name;
  for (let count = 2; !isFree(local); count += 1) local = `${name}${count}`;
  return { module, name, local, isThere: false };
}

function namesOf(statement: Node, module: string, name: string): string[] {
  const isModule = (specifier: unknown): boolean =>
    typeof specifier === 'string' && specifier.replace(/^node:/, '') === module.replace(/^node:/, '');
  if (statement.type === 'ImportDeclaration') {
    if (!isModule(statement.source.value)) return [];
    return statement.specifiers.flatMap((specifier) => {
      if (specifier.type !== 'ImportSpecifier' || specifier.importKind === 'type') return [];
      return specifier.imported.type === 'Identifier' && specifier.imported.name === name ? [specifier.local.name] : [];
    });
  }
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    if (id.type !== 'ObjectPattern' || init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return [];
    const [first] = init.arguments;
    if (init.callee.name !== 'require' || first?.type !== 'Literal' || !isModule(first.value)) return [];
    return id.properties.flatMap((property) =>
      property.type === 'Property' && propertyName(property) === name && property.value.type === 'Identifier'
        ? [property.value.name]
        : [],
    );
  });
}
