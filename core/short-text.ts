import type { Node, SourceCode } from './source-code.js';

/** A node's source for a message: on one line, and no longer than 60 characters. */
export function shortText(code: SourceCode, node: Node): string {
  const text = code.getText(node).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
