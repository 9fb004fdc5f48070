// A value that gets a name before it is used, once.
//
// Guarantee: nothing but `read` ever sees the value, and `between` is all that runs from where it gets its name up to the
// statement that reads it. `isSameAt` asks of another name whether it gives the same at a later place.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
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

/** How the value of the expression is named, without an annotation; `null` where it is used otherwise. */
export function namingOf(code: SourceCode, expression: Node): Naming | null {
  const use = useOf(expression);
  if (use.kind !== 'alias' || use.node.type !== 'VariableDeclarator' || use.target.typeAnnotation) return null;
  const declarator = use.node;
  const declaration = declarator.parent;
  const isPlain = declaration.kind === 'const' || declaration.kind === 'let' || declaration.kind === 'var';
  if (!isPlain || declaration.declarations.length !== 1 || !isInStatementList(declaration)) return null;
  const variable = variableOf(code, use.target);
  const read = variable && onlyReadOf(code, variable);
  if (!read) return null;
  const list = statementsAround(declaration);
  const start = list.indexOf(declaration);
  const end = list.findIndex((statement) => contains(statement, read));
  const statement = list[end];
  if (start < 0 || end <= start || !statement) return null;
  return { declaration, declarator, read, between: list.slice(start + 1, end), statement };
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

/** The list of statements that holds `statement`. */
function statementsAround({ parent }: Node): readonly Node[] {
  switch (parent?.type) {
    case 'SwitchCase':
      return parent.consequent;
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
      return parent.body;
    default:
      return [];
  }
}
