// A method call that stood on a line of its own, behind others that go: on the line of what it is called on.

import type { Edit } from './edit.js';
import { indentationAt } from './layout.js';
import { isInsideText } from './reindent.js';
import type { Node, Range, SourceCode } from './source-code.js';

export interface JoinedCall {
  /** Up to here goes what stands between the receiver and the method's dot. */
  readonly start: number;
  /** The edits within the call, and those that move its lines. */
  readonly edits: readonly Edit[];
}

const WIDTH = 80;

/**
 * @param gone the receiver as it was, of which only `receiver` is left.
 * @param edits what else is done within the call.
 * @returns `null` where the call stays on its line: it stands behind its receiver already, or does not fit there.
 */
export function joinedCall(
  code: SourceCode,
  receiver: Node,
  gone: Node,
  call: Node,
  edits: readonly Edit[],
): JoinedCall | null {
  const gap = /^[\t ]*\r?\n[\t ]*(?=\.)/.exec(code.text.slice(gone.range[1]))?.[0].length;
  if (gap === undefined || !isShort(code, receiver)) return null;
  const start = gone.range[1] + gap;
  const within: Range = [start, call.range[1]];
  const text = code.text.slice(...within);
  // A text that spans lines is the same wherever it stands.
  if (edits.some((edit) => /`[^`]*\n/.test(edit.text))) return null;
  const head = code.text.slice(code.text.lastIndexOf('\n', receiver.range[0]) + 1, receiver.range[1]);
  if (head.length + (/^[^\r\n]*/.exec(text)?.[0].length ?? 0) > WIDTH) return null;
  const from = indentationAt(code, start);
  const to = indentationAt(code, receiver.range[0]);
  const moves = movesOf(code, within, from, to, edits);
  const moved = edits.map((edit) => ({ ...edit, text: edit.text.replaceAll(`\n${from}`, `\n${to}`) }));
  return moves && { start, edits: [...moves, ...moved] };
}

/** One line with a single call in it at most, as `Object.keys(index)`. */
function isShort(code: SourceCode, receiver: Node): boolean {
  const text = code.getText(receiver);
  return !text.includes('\n') && text.split('(').length <= 2 && !text.startsWith('(');
}

/** Brings each line of the range from one indentation to another; `null` where a line stands further to the left. */
function movesOf(
  code: SourceCode,
  [start, end]: Range,
  from: string,
  to: string,
  edits: readonly Edit[],
): Edit[] | null {
  const moves: Edit[] = [];
  for (const { index } of code.text.slice(start, end).matchAll(/\n(?!\r?\n)/g)) {
    const line = start + index + 1;
    const isReplaced = edits.some(({ range }) => range[0] < line && line < range[1]);
    if (isReplaced) continue;
    if (isInsideText(code, line) || !code.text.startsWith(from, line)) return null;
    moves.push({ range: [line, line + from.length], text: to, kept: [] });
  }
  return moves;
}
