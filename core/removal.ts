// Removes parts of lists, and what is nothing without them.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.js';
import type { SourceWriter } from './source-writer.js';
import type { Node, Range, SourceCode } from './source-code.js';

/** Removes the last statement of a method that does nothing without it: the method too, if no comment speaks of it. */
export function removeWithMember(writer: SourceWriter, statement: Node, member: TSESTree.MethodDefinition): Edit {
  const { code } = writer;
  const { text } = code;
  const [start, end] = member.range;
  const isInside = ({ range }: { readonly range: Range }): boolean => start <= range[0] && range[1] <= end;
  const isExplained = code.getCommentsBefore(member).length > 0 || code.getAllComments().some(isInside);
  const before = /(?:^|\n)([\t ]*)$/.exec(text.slice(0, start))?.[1]?.length;
  const after = /^[\t ]*\r?\n(?:[\t ]*\r?\n)?/.exec(text.slice(end))?.[0].length;
  if (isExplained || before === undefined || after === undefined) return writer.remove(statement);
  return { range: [start - before, end + after], text: '', kept: [] };
}

/** Removes all arguments of a call: `new Map(pairs)` becomes `new Map()`. */
export function removeArguments(code: SourceCode, call: TSESTree.CallExpression | TSESTree.NewExpression): Edit {
  const [first] = call.arguments;
  const end = call.range[1] - 1;
  const opening = first && code.getTokenAfter(call.typeArguments ?? call.callee, { filter: isOpening });
  return { range: [opening?.range[1] ?? end, end], text: '', kept: [] };
}

/** Removes one of several items of a list, with one of the commas around it. */
export function removeItem(code: SourceCode, items: readonly Node[], item: Node): Edit {
  const index = items.indexOf(item);
  const toComma = { filter: ({ value }: { readonly value: string }): boolean => value === ',' };
  const next = items[index + 1] ? code.getTokenAfter(item, toComma) : null;
  const previous = items[index - 1] ? code.getTokenBefore(item, toComma) : null;
  // Up to the comma there are only the parentheses of the item itself; on its other side those of the list may follow.
  if (next) {
    const own = code.getTokensBetween(item, next).length;
    const start = own > 0 ? code.getTokensBefore(item, own)[0]?.range[0] : undefined;
    const follower = code.getTokenAfter(next, { includeComments: true });
    return { range: [start ?? item.range[0], follower?.range[0] ?? next.range[1]], text: '', kept: [] };
  }
  const own = previous ? code.getTokensBetween(previous, item).length : 0;
  const end = own > 0 ? code.getTokensAfter(item, own).at(-1)?.range[1] : undefined;
  return { range: [previous?.range[0] ?? item.range[0], end ?? item.range[1]], text: '', kept: [] };
}

function isOpening({ value }: { readonly value: string }): boolean {
  return value === '(';
}
