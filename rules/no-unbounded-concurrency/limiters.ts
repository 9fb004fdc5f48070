// The package that bounds concurrency: the one that the file uses already, or that the project depends on.

import type { TSESTree } from '@typescript-eslint/utils';
import { isGlobal, isWrittenOnce, mentionsNames, scopeOf, type Variable } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export type Package = 'p-limit' | 'p-map';

export interface Limiter {
  readonly package: Package;
  /** What its function is called in the file. */
  readonly name: string;
  /** The file does not import it yet: behind this import or directive is the place, or before `first`. */
  readonly missing: { readonly after: Node | null; readonly first: Node } | null;
}

const NAMES: Readonly<Record<Package, string>> = { 'p-limit': 'pLimit', 'p-map': 'pMap' };

/**
 * What could bound the tasks, the best first: what the file imports, then what its project depends on.
 *
 * @param fitting in order of preference. @param place where it is called.
 */
export function* limitersFor(
  code: SourceCode,
  dependencies: ReadonlySet<string>,
  fitting: readonly Package[],
  place: Node,
): Generator<Limiter> {
  const imported = fitting.flatMap((name) => {
    const variable = importOf(code, name);
    return variable ? [{ name, variable }] : [];
  });
  for (const { name, variable } of imported) {
    if (isSeenAt(code, variable, place)) yield { package: name, name: variable.name, missing: null };
  }
  const heads = code.ast.body.filter(
    (one) => one.type === 'ImportDeclaration' || (one.type === 'ExpressionStatement' && Boolean(one.directive)),
  );
  const [first] = code.ast.body;
  // `require` of a package that is an ES module fails where Node is older.
  const isModule = code.ast.body.some(({ type }) => /^(?:Import|Export)\w*Declaration$/.test(type));
  if (!first || !isModule) return;
  for (const found of fitting) {
    const isNew = dependencies.has(found) && imported.every(({ name }) => name !== found);
    const name = NAMES[found];
    if (!isNew || mentionsNames(code, code.ast, new Set([name]))) continue;
    yield { package: found, name, missing: { after: heads.at(-1) ?? null, first } };
  }
}

/** No scope between has something else of that name. */
function isSeenAt(code: SourceCode, variable: Variable, place: Node): boolean {
  for (let node: Node | undefined = place; node; node = node.parent) {
    const found = scopeOf(code, node)?.set.get(variable.name);
    if (found) return found === variable;
  }
  // What a module imports is in a scope of its own.
  return true;
}

function importOf(code: SourceCode, module: string): Variable | null {
  for (const scope of code.scopeManager?.scopes ?? []) {
    if (scope.block.type !== 'Program') continue;
    const variable = scope.variables.find((one) => holds(code, one, module));
    if (variable) return variable;
  }
  return null;
}

/** `import pMap from 'p-map'`, `const pMap = require('p-map')`, `const { default: pMap } = require('p-map')` */
function holds(code: SourceCode, variable: Variable, module: string): boolean {
  const [definition] = variable.defs;
  if (definition?.type === 'ImportBinding') {
    const { node } = definition;
    return node.type === 'ImportDefaultSpecifier' && node.parent.source.value === module && !isOfTypes(node.parent);
  }
  if (definition?.type !== 'Variable' || !isWrittenOnce(variable)) return false;
  const { id, init } = definition.node;
  if (init?.type !== 'CallExpression' || !isGlobal(code, init.callee, 'require')) return false;
  const [first] = init.arguments;
  return first?.type === 'Literal' && first.value === module && (id === definition.name || isDefault(definition.name));
}

/** `const { default: pMap } = …` */
function isDefault({ parent }: Node): boolean {
  return parent?.type === 'Property' && propertyName(parent) === 'default' && parent.parent.type === 'ObjectPattern';
}

function isOfTypes(declaration: TSESTree.ImportDeclaration): boolean {
  return declaration.importKind === 'type';
}
