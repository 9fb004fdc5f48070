// A value that gets a name before it is used, once.
//
// Guarantee: nothing but `read` ever sees the value, and `between` is all that runs from where it gets its name up to the
// statement that reads it. `isSameAt` asks of another name whether it gives the same at a later place.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { statementListOf } from '../core/statement-list.js';
import { onlyReadOf } from './consumption.js';
import { contains, isInStatementList } from './enclosing.js';
import { useOf } from './uses.js';
import { variableOf, type Variable } from './variables.js';

export interface Naming {
  /** Declares nothing else. */
  readonly declaration: TSESTree.VariableDeclaration;
  readonly declarator: TSESTree.VariableDeclarator;
  readonly read: TSESTree.Identifier;
  readonly between: readonly Node[];
  /** The statement of the same list that reads it. */
  readonly statement: Node;
}

/** How the value of the expression is named; `null` where it is used otherwise. */
export function namingOf(code: SourceCode, expression: Node): Naming | null {
  const declarator = declaratorAround(expression);
  const variable = declarator && variableOf(code, declarator.id);
  const read = variable && onlyReadOf(code, variable);
  if (!read) return null;
  const way = wayTo(declarator, read);
  return way && { declarator, read, ...way };
}

/** `const name = expression`, with nothing else in the declaration. */
export function declaratorAround(expression: Node): TSESTree.VariableDeclarator | null {
  const use = useOf(expression);
  if (use.kind !== 'alias' || use.node.type !== 'VariableDeclarator') return null;
  const { parent } = use.node;
  const isPlain = parent.kind === 'const' || parent.kind === 'let' || parent.kind === 'var';
  return isPlain && parent.declarations.length === 1 && isInStatementList(parent) ? use.node : null;
}

/** What runs from the declaration up to the statement of its list that holds `place`. */
export function wayTo(
  { parent: declaration }: TSESTree.VariableDeclarator,
  place: Node,
): Pick<Naming, 'declaration' | 'between' | 'statement'> | null {
  const list = statementListOf(declaration) ?? [];
  const start = list.indexOf(declaration);
  const end = list.findIndex((statement) => contains(statement, place));
  const statement = list[end];
  return start < 0 || end <= start || !statement
    ? null
    : { declaration, between: list.slice(start + 1, end), statement };
}

/** Whether the variable's name gives the same value at `place`, after `between` has run. */
export function isSameAt(code: SourceCode, variable: Variable, place: Node, between: readonly Node[]): boolean {
  const isWritten = variable.references.some(
    (reference) => reference.isWrite() && between.some((node) => contains(node, reference.identifier)),
  );
  return !isWritten && isSameNameAt(code, variable, place);
}

function isSameNameAt(code: SourceCode, variable: Variable, place: Node): boolean {
  type Scope = typeof variable.scope;
  for (let scope: Scope | null = code.getScope?.(place) ?? null; scope; scope = scope.upper) {
    const found = scope.set.get(variable.name);
    if (found) return found === variable;
  }
  return false;
}
