// How a file is laid out: the spliced code follows it.

import type { Node, SourceCode } from './source-code.js';

export interface Layout {
  /** One step of indentation. */
  readonly indent: string;
  readonly quote: 'single' | 'double';
  readonly lineEnding: '\n' | '\r\n';
  readonly semicolons: boolean;
  /** Whether a lone parameter of an arrow function stands in parentheses. */
  readonly arrowParens: boolean;
}

const layouts = new WeakMap<object, Layout>();

export function layoutOf(code: SourceCode): Layout {
  const known = layouts.get(code.ast);
  if (known) return known;
  const layout: Layout = {
    indent: indentOf(code.lines),
    quote: quoteOf(code),
    lineEnding: code.text.includes('\r\n') ? '\r\n' : '\n',
    ...mannerOf(code),
  };
  layouts.set(code.ast, layout);
  return layout;
}

/** The white space that the line of `offset` begins with. */
export function indentationAt(code: SourceCode, offset: number): string {
  const line = code.lines[code.getLocFromIndex(offset).line - 1] ?? '';
  return /^[\t ]*/.exec(line)?.[0] ?? '';
}

/** The most frequent step between a line and a deeper next one; two spaces when nothing is indented. */
function indentOf(lines: readonly string[]): string {
  const votes = new Map<string, number>();
  let previous = '';
  for (const line of lines) {
    if (!line.trim() || /^\s*\*/.test(line)) continue;
    const current = /^[\t ]*/.exec(line)?.[0] ?? '';
    if (current.length > previous.length && current.startsWith(previous)) {
      const step = current.slice(previous.length);
      if (/^(?:\t| {1,8})$/.test(step)) votes.set(step, (votes.get(step) ?? 0) + 1);
    }
    previous = current;
  }
  let best = '  ';
  let most = 0;
  for (const [step, count] of votes) if (count > most) [best, most] = [step, count];
  return best;
}

function quoteOf(code: SourceCode): 'single' | 'double' {
  let balance = 0;
  for (const token of code.ast.tokens) {
    if (token.type === 'String') balance += token.value.startsWith("'") ? 1 : -1;
  }
  return balance >= 0 ? 'single' : 'double';
}

const ENDED_BY_SEMICOLON = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
  'ImportDeclaration',
]);

/** What most statements and most arrow functions of the file do. */
function mannerOf(code: SourceCode): Pick<Layout, 'semicolons' | 'arrowParens'> {
  let semicolons = 0;
  let parentheses = 0;
  const pending: Node[] = [code.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (ENDED_BY_SEMICOLON.has(node.type) && !isHeadOfLoop(node))
      semicolons += code.text[node.range[1] - 1] === ';' ? 1 : -1;
    const parameter = bareParameterOf(node);
    if (parameter) parentheses += code.getTokenAfter(parameter)?.value === '=>' ? -1 : 1;
    for (const key of code.visitorKeys[node.type] ?? []) {
      const child: unknown = (node as unknown as Record<string, unknown>)[key];
      for (const item of Array.isArray(child) ? child : [child]) if (item) pending.push(item as Node);
    }
  }
  return { semicolons: semicolons >= 0, arrowParens: parentheses >= 0 };
}

/** The parameter of an arrow function that could do without parentheses. */
function bareParameterOf(node: Node): Node | null {
  if (node.type !== 'ArrowFunctionExpression' || node.returnType || node.typeParameters) return null;
  const [only, ...others] = node.params;
  return only?.type === 'Identifier' && !only.typeAnnotation && !only.optional && others.length === 0 ? only : null;
}

/** `for (const a of b)` declares, but ends nothing. */
function isHeadOfLoop({ type, parent }: Node): boolean {
  if (type !== 'VariableDeclaration') return false;
  return parent?.type === 'ForStatement' || parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement';
}
