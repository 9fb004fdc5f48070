// Semicolons between statements. Where a file leaves them out, a line that begins with a bracket or a quote goes on with
// the statement before it: `a = b` and below it `[c].forEach(d)` are one statement.

import type { Node, Range, SourceCode } from './source-code.js';
import { statementListOf } from './statement-list.js';

/** The statements before and after a range that begins where a statement of their list does. */
export interface Neighbours {
  readonly before: Node | null;
  /** `null` also where the range ends within a statement, or before the semicolon of one. */
  readonly after: Node | null;
}

/** Whether a text would go on with an open statement before it. */
export function goesOn(text: string): boolean {
  return /^[([`+\-/<*.,]/.test(text);
}

/** Statements that end by themselves, in a brace or otherwise. */
const CLOSED = new Set([
  'BlockStatement',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TryStatement',
  'SwitchStatement',
  'DoWhileStatement',
  'EmptyStatement',
  'StaticBlock',
  'TSInterfaceDeclaration',
  'TSEnumDeclaration',
  'TSModuleDeclaration',
]);

/** Whether a statement ends without a semicolon, so that it could be gone on with. */
export function isOpen(code: SourceCode, statement: Node): boolean {
  return code.getLastToken(statement)?.value !== ';' && !CLOSED.has(lastPartOf(statement).type);
}

/** `if (a) b` ends as `b` does. */
function lastPartOf(statement: Node): Node {
  switch (statement.type) {
    case 'IfStatement':
      return lastPartOf(statement.alternate ?? statement.consequent);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      return lastPartOf(statement.body);
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration ?? statement;
    default:
      return statement;
  }
}

/** The end of a statement; a semicolon that begins the next line is left there, since it protects that line. */
export function endOf(code: SourceCode, statement: Node): number {
  const last = code.getLastToken(statement);
  const before = last?.value === ';' ? code.getTokenBefore(last) : null;
  return last && before && before.loc.end.line < last.loc.start.line ? before.range[1] : statement.range[1];
}

/** `null` when no statement of a list begins where the range does. */
export function neighboursOf(code: SourceCode, range: Range): Neighbours | null {
  let node: Node | undefined = code.getNodeByRangeIndex(range[0]) ?? undefined;
  while (node && !statementListOf(node)) node = node.parent;
  const list = node && statementListOf(node);
  if (!node || !list || node.range[0] !== range[0]) return null;
  const next = list.find((statement) => statement.range[0] >= range[1]) ?? null;
  const last = list[(next ? list.indexOf(next) : list.length) - 1];
  return {
    before: list[list.indexOf(node) - 1] ?? null,
    after: last && range[1] >= last.range[1] ? next : null,
  };
}
