// Keeps one string for each value, in a table that is made before the lines are gone through.

import type { TSESTree } from '@typescript-eslint/utils';
import { definePattern } from '../core/pattern.js';
import type { SourceCode } from '../core/source-code.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-duplicate-strings.js';

export const pattern = definePattern(rule, ({ property, value, statement, table, type, typescript }, writer) => {
  if (!statement) return [];
  const cast = typescript ? ` as Record<string, ${type ? writer.code.getText(type) : 'string'}>` : '';
  // V8 keeps one copy of what is a key, which holds on to no other text. Without a prototype, `constructor` is a key as
  // any other; what is missing must not meet the key 'undefined'.
  const again = withoutComments(writer.code, value);
  const shared = writer.expression`${value} && (${table}[${again}] ??= ${again})`;
  return [
    writer.insertBefore(statement, writer.statements`const ${table} = Object.create(null)${cast};`),
    ...(property.shorthand ? [writer.insertText(property.range[0], `${writer.code.getText(property.key)}: `)] : []),
    writer.replace(value, shared),
  ];
});

/** The text of the value where it stands a second time: a comment is kept once. */
function withoutComments(code: SourceCode, value: TSESTree.Node): string {
  const [start, end] = value.range;
  const comments = code.getCommentsInside(value).map(({ range }) => range);
  const starts = [start, ...comments.map(([, after]) => after)];
  const ends = [...comments.map(([before]) => before), end];
  const pieces = starts.map((from, index) => code.text.slice(from, ends[index]).trim());
  return pieces.reduce((text, piece) => text + (/\w$/.test(text) && /^\w/.test(piece) ? ' ' : '') + piece);
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
