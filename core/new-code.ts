// Code to be: the text between kept pieces, and the pieces.

import type { Moved } from './moved.js';
import { placeholder, type TemplateKind } from './print-template.js';
import type { Node } from './source-code.js';

export interface NewCode {
  readonly kind: TemplateKind;
  readonly template: string;
  readonly parts: readonly (Node | Moved)[];
}

/** A node stands for its source text; a string for a name or literal text; lists are spliced. */
export type Part = Node | Moved | NewCode | string | number | readonly (Node | Moved | NewCode | string)[];

export function assemble(kind: NewCode['kind'], strings: TemplateStringsArray, parts: readonly Part[]): NewCode {
  const kept: (Node | Moved)[] = [];
  const add = (part: Part): string => {
    if (typeof part === 'string' || typeof part === 'number') return String(part);
    if ('type' in part) return placeholder.name(kept.push(part) - 1);
    if ('template' in part) {
      const offset = kept.length;
      kept.push(...part.parts);
      const text = part.template.replaceAll(placeholder.pattern, (_, index: string) =>
        placeholder.name(Number(index) + offset),
      );
      return part.kind === 'expression' ? `(${text})` : text;
    }
    return part.map(add).join(part.some(isStatements) ? '\n' : ', ');
  };
  let template = strings[0] ?? '';
  parts.forEach((part, index) => {
    template += add(part) + (strings[index + 1] ?? '');
  });
  return { kind, template, parts: kept };
}

function isStatements(item: Node | Moved | NewCode | string): boolean {
  return typeof item === 'object' && 'template' in item && item.kind === 'statements';
}
