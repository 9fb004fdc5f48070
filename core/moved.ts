// Kept code that goes to another place, where its lines get another indentation and some names are others.

import { fitted } from './parentheses.js';
import { lineMoves, spliced, type Replacement } from './reindent.js';
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
export function textOfMoved(code: SourceCode, { range, names }: Moved, indentation: string): string {
  const [start, end] = range;
  const replacements = lineMoves(code, range, indentation);
  for (const [identifier, name] of names) {
    const [from] = identifier.range;
    if (from < start || end <= from) continue;
    const text = isMoved(name) ? inPlaceOf(code, identifier, name, indentation) : name;
    replacements.push(renamed(identifier, text));
  }
  return spliced(code, range, replacements);
}

function inPlaceOf(code: SourceCode, identifier: Node, part: Moved, indentation: string): string {
  const text = textOfMoved(code, part, indentation);
  return fitted(part, text, slotOf(code, identifier));
}

function renamed(identifier: Node, name: string): Replacement {
  const [start] = identifier.range;
  const old = identifier.type === 'Identifier' ? identifier.name : '';
  const range: Range = [start, start + old.length];
  // `{ user }` means `{ user: user }`.
  return { range, text: isShorthand(identifier) ? `${old}: ${name}` : name };
}

function isShorthand({ parent }: Node): boolean {
  return parent?.type === 'Property' && parent.shorthand;
}
