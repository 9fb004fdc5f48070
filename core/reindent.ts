// Moves code to another indentation, all of its lines together.
//
// A line that begins inside a template literal, JSX text, or a string that goes on over lines belongs to the value: it
// stays as it is.

import { indentationAt } from './layout.js';
import type { Range, SourceCode } from './source-code.js';

/** The source text of a range, which begins a line or stands behind code on one, as if its line began with `indentation`. */
export function reindented(code: SourceCode, [start, end]: Range, indentation: string): string {
  const old = indentationAt(code, start);
  if (old === indentation) return code.text.slice(start, end);
  return code.text.slice(start, end).replaceAll(/\n([\t ]*)/g, (whole, white: string, offset: number) => {
    const lineStart = start + offset + 1;
    const isMoved = white.startsWith(old) && !isInsideText(code, lineStart);
    return isMoved ? `\n${indentation}${white.slice(old.length)}` : whole;
  });
}

const TEXTS = new Set(['Template', 'String', 'JSXText']);

/** Whether the line that begins there begins inside of a text, whose value it is part of. */
export function isInsideText(code: SourceCode, offset: number): boolean {
  return code.ast.tokens.some(({ type, range }) => TEXTS.has(type) && range[0] < offset && offset <= range[1]);
}
