// Words and columns for terminals.

import type { Output } from './host.js';

/** Fits a text to the terminal; where nobody's terminal listens it stays one line, for `grep`. */
export function wrapped(text: string, { isTTY, columns = 100 }: Output, indentation: string): string[] {
  if (!isTTY) return [text];
  return brokenAt(text, Math.max(40, Math.min(columns, 110) - indentation.length));
}

/** Breaks a text at spaces into lines of at most `width`, but for longer words. */
export function brokenAt(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** `3 files`, `1 file`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Rows as columns, two spaces between them. Cells must hold no colour codes but in the last column. */
export function columnsOf(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
