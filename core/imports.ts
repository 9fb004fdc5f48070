// Edits of imports: names that rewritten code needs are merged into the imports that the file has, and those that it
// needs no longer go.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.js';
import type { Layout } from './layout.js';
import type { Node } from './source-code.js';
import { removeItem } from './removal.js';
import type { SourceWriter } from './source-writer.js';

export interface ImportedName {
  readonly module: string;
  readonly name: string;
  readonly local: string;
  /** The file imports it already, under this name. */
  readonly isThere: boolean;
}

export interface ImportChange {
  readonly add: readonly ImportedName[];
  /** The import or the `require` at the top of the file beside which new ones stand, and whose form they take. */
  readonly beside: Node;
  /** The part of `beside` that is needed no longer. */
  readonly unused: Node | null;
}

export function importEdits(writer: SourceWriter, { add, beside, unused }: ImportChange): Edit[] {
  const { code, layout } = writer;
  const lists = code.ast.body.flatMap((statement) => listOf(statement) ?? []);
  const isRequire = beside.type === 'VariableDeclaration';
  const missing = add.filter(({ isThere }) => !isThere);
  // Who removes the last use sees that it is the last only if no other one goes in the same round.
  if (missing.length === 0 && !unused)
    return [{ range: beside.range, text: code.getText(beside), kept: [beside.range] }];
  const edits: Edit[] = [];
  const fresh: ImportedName[] = [];
  const isUsedUp =
    unused !== null &&
    (listOf(beside)?.items.every((item) => item === unused) ?? true) &&
    !hasDefaultBeside(beside, unused);
  let replaced = false;
  for (const name of missing) {
    const list = lists.find(({ module }) => isSameModule(module, name.module));
    const last = list?.items.at(-1);
    if (!list || !last) fresh.push(name);
    else if (list.statement === beside && unused && !replaced) {
      edits.push(writer.replaceText(unused.range, itemText(name, isRequire)));
      replaced = true;
    } else edits.push(writer.insertText(last.range[1], `, ${itemText(name, list.isRequire)}`));
  }
  const texts = fresh.map((name) => importText(`{ ${itemText(name, isRequire)} }`, name.module, layout, isRequire));
  if (unused && !replaced && isUsedUp) {
    edits.push(
      texts.length > 0 ? writer.replaceText(beside.range, texts.join(layout.lineEnding)) : writer.remove(beside),
    );
  } else {
    if (texts.length > 0)
      edits.push(writer.insertText(beside.range[1], texts.map((text) => layout.lineEnding + text).join('')));
    if (unused && !replaced) edits.push(...removal(writer, beside, unused));
  }
  return edits;
}

/** @param binding what gets a name: `load`, `{ readLines }` */
export function importText(binding: string, module: string, layout: Layout, isRequire = false): string {
  const quote = layout.quote === 'single' ? "'" : '"';
  const source = quote + module + quote;
  const end = layout.semicolons ? ';' : '';
  return isRequire ? `const ${binding} = require(${source})${end}` : `import ${binding} from ${source}${end}`;
}

/** One of several names; with the braces if it is the only one in them. */
function removal(writer: SourceWriter, statement: Node, unused: Node): Edit[] {
  const items = listOf(statement)?.items ?? [];
  if (items.length > 1 && items.includes(unused)) return [removeItem(writer.code, items, unused)];
  const [first, second] = statement.type === 'ImportDeclaration' ? statement.specifiers : [];
  if (first?.type !== 'ImportDefaultSpecifier' || second?.type !== 'ImportSpecifier') return [];
  const toBrace = (brace: string) => ({ filter: ({ value }: { readonly value: string }): boolean => value === brace });
  if (second === unused) {
    const end = writer.code.getTokenAfter(second, toBrace('}'));
    return end ? [writer.replaceText([first.range[1], end.range[1]], '')] : [];
  }
  const start = writer.code.getTokenBefore(second, toBrace('{'));
  return first === unused && start ? [writer.replaceText([first.range[0], start.range[0]], '')] : [];
}

interface NameList {
  readonly statement: Node;
  readonly module: string;
  readonly items: readonly Node[];
  readonly isRequire: boolean;
}

/** `import { a, b } from 'm'`, `const { a, b } = require('m')` */
function listOf(statement: Node): NameList | null {
  if (statement.type === 'ImportDeclaration') {
    if (statement.importKind === 'type') return null;
    const items = statement.specifiers.filter(({ type }) => type === 'ImportSpecifier');
    return { statement, module: statement.source.value, items, isRequire: false };
  }
  if (statement.type !== 'VariableDeclaration') return null;
  const [declarator, ...others] = statement.declarations;
  if (others.length > 0 || declarator?.id.type !== 'ObjectPattern') return null;
  const module = requiredModule(declarator.init);
  const items = declarator.id.properties;
  if (module === null || items.some(({ type }) => type === 'RestElement')) return null;
  return { statement, module, items, isRequire: true };
}

function requiredModule(init: TSESTree.Expression | null): string | null {
  if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require')
    return null;
  const [first] = init.arguments;
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
}

function hasDefaultBeside(statement: Node, unused: Node): boolean {
  return statement.type === 'ImportDeclaration' && statement.specifiers.some((item) => item !== unused);
}

function isSameModule(left: string, right: string): boolean {
  return left.replace(/^node:/, '') === right.replace(/^node:/, '');
}

function itemText({ name, local }: ImportedName, isRequire: boolean): string {
  return name === local ? name : `${name}${isRequire ? ':' : ' as'} ${local}`;
}
