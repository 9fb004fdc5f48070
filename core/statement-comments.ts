// The comments that belong to a statement.

import type { SourceCode, Node } from './source-code.js';

/** The end of the comments that follow `offset` on its line, or `offset`. */
export function endOfLineComments(code: SourceCode, offset: number): number {
  const rest = /^(?:[\t ]*\/\*(?:(?!\*\/)[^\n])*\*\/)*(?:[\t ]*\/\/[^\n\r]*)?/.exec(code.text.slice(offset))?.[0] ?? '';
  const next = code.text.slice(offset + rest.length);
  return rest.trim() && /^[\t ]*(?:\r?\n|$)/.test(next) ? offset + rest.length : offset;
}

export const TYPE_IN_COMMENT = /@(?:type|typedef|satisfies|template)\b/;

/** The start of a statement with the comments on the lines directly above it: they explain it, or are directives. */
export function startWithComments(code: SourceCode, statement: Node): number {
  let { range, loc } = statement;
  for (const comment of code.getCommentsBefore(statement).reverse()) {
    const lineStart = code.text.slice(0, comment.range[0]).split('\n').at(-1) ?? '';
    const isAlone = lineStart.trim() === '' && comment.loc.end.line === loc.start.line - 1;
    if (!isAlone || (comment.type as string) === 'Shebang') break;
    ({ range, loc } = comment);
  }
  return range[0];
}
