// Moves code to another indentation, all of its lines together.
//
// A line that begins inside a template literal, JSX text, or a string that goes on over lines belongs to the value: it
// stays as it is.

import { indentationAt } from './layout.js';
import type { Range, SourceCode } from './source-code.js';

/** The source text of a range, which begins a line or stands behind code on one, as if its line began with `indentation`. */
export function reindented(code: SourceCode, [start, end]: Range, indentation: string): string {
  return spliced(code, [start, end], lineMoves(code, [start, end], indentation));
}

/** A part of the source, and what stands in its place. */
export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** What gives the lines of a range the indentation: those that stand further to the left stay. */
export function lineMoves(code: SourceCode, [start, end]: Range, indentation: string): Replacement[] {
  const old = indentationAt(code, start);
  if (old === indentation) return [];
  const moves: Replacement[] = [];
  for (const { index } of code.text.slice(start, end).matchAll(/\n/g)) {
    const line = start + index + 1;
    const isMoved = code.text.startsWith(old, line) && !isInsideText(code, line);
    if (isMoved) moves.push({ range: [line, line + old.length], text: indentation });
  }
  return moves;
}

/** The source text of a range with all replacements, which lie in it and apart from each other. */
export function spliced(code: SourceCode, [start, end]: Range, replacements: readonly Replacement[]): string {
  let result = '';
  let position = start;
  for (const { range, text } of [...replacements].sort((a, b) => a.range[0] - b.range[0])) {
    result += code.text.slice(position, range[0]) + text;
    position = range[1];
  }
  return result + code.text.slice(position, end);
}

const TEXTS = new Set(['Template', 'String', 'JSXText']);

/** Whether the line that begins there begins inside of a text, whose value it is part of. */
export function isInsideText(code: SourceCode, offset: number): boolean {
  return code.ast.tokens.some(({ type, range }) => TEXTS.has(type) && range[0] < offset && offset <= range[1]);
}
