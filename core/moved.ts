// Kept code that goes to another place, where its lines get another indentation and some names are others.

import { indentationAt } from './layout.js';
import { needsParentheses } from './parentheses.js';
import { isInsideText } from './reindent.js';
import { slotOf } from './slot.js';
import type { Node, Range, SourceCode } from './source-code.js';

export interface Moved {
  readonly type: Node['type'];
  readonly range: Range;
  readonly operator?: string;
  readonly node: Node;
  /** By identifier, its new name or what stands in its place. */
  readonly names: ReadonlyMap<Node, string | Moved>;
}

export function moved(node: Node, names: ReadonlyMap<Node, string | Moved> = new Map()): Moved {
  const operator = 'operator' in node ? { operator: node.operator } : {};
  return { type: node.type, range: node.range, ...operator, node, names };
}

export function isMoved(part: object | string): part is Moved {
  return typeof part === 'object' && 'names' in part && 'node' in part;
}

/** The text in its new place, on a line that begins with `indentation`. */
export function textOfMoved(code: SourceCode, { range: [start, end], names }: Moved, indentation: string): string {
  const replacements: { readonly range: Range; readonly text: string }[] = [];
  for (const [identifier, name] of names) {
    const [from] = identifier.range;
    if (from < start || end <= from) continue;
    const text = isMoved(name) ? inPlaceOf(code, identifier, name, indentation) : name;
    replacements.push(renamed(identifier, text));
  }
  const old = indentationAt(code, start);
  for (const { index } of code.text.slice(start, end).matchAll(/\n/g)) {
    const line = start + index + 1;
    const isShifted = code.text.startsWith(old, line) && !isInsideText(code, line);
    if (isShifted) replacements.push({ range: [line, line + old.length], text: indentation });
  }
  let result = '';
  let position = start;
  for (const { range, text } of replacements.sort((a, b) => a.range[0] - b.range[0])) {
    result += code.text.slice(position, range[0]) + text;
    position = range[1];
  }
  return result + code.text.slice(position, end);
}

function inPlaceOf(code: SourceCode, identifier: Node, part: Moved, indentation: string): string {
  const text = textOfMoved(code, part, indentation);
  const slot = slotOf(code, identifier);
  return slot && needsParentheses({ ...part, text }, slot) ? `(${text})` : text;
}

function renamed(identifier: Node, name: string): { range: Range; text: string } {
  const [start] = identifier.range;
  const old = identifier.type === 'Identifier' ? identifier.name : '';
  const range: Range = [start, start + old.length];
  // `{ user }` means `{ user: user }`.
  return { range, text: isShorthand(identifier) ? `${old}: ${name}` : name };
}

function isShorthand({ parent }: Node): boolean {
  return parent?.type === 'Property' && parent.shorthand;
}
