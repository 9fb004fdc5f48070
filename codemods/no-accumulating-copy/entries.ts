// `xs.reduce((acc, x) => ({ ...acc, [k]: v }), {})` becomes `Object.fromEntries(xs.map((x) => [k, v]))`.

import type { Edit } from '../../core/edit.js';
import type { Node } from '../../core/source-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { Entries } from '../../rules/no-accumulating-copy/entries.js';

export function mapToEntries({ place, property, valueType }: Entries, writer: SourceWriter): Edit[] {
  const { call, callee, callback, parameter, seed } = place;
  const pair = writer.expression`[${property.key}, ${property.value}]`;
  const literal = property.parent;
  const isBody = callback.type === 'ArrowFunctionExpression' && callback.body.type !== 'BlockStatement';
  const type = valueType ? `<${writer.code.getText(valueType)}>` : '';
  const [, next] = callback.params;
  const edits = [
    writer.insertText(call.range[0], `Object.fromEntries${type}(`),
    // The type arguments of `reduce` go with its name.
    writer.replaceText([callee.property.range[0], (call.typeArguments ?? callee.property).range[1]], 'map'),
    isBody && callback.type === 'ArrowFunctionExpression'
      ? writer.replaceArrowBody(callback, pair)
      : writer.replace(literal, pair),
    writer.insertText(call.range[1], ')'),
  ];
  if (next) edits.push(writer.replaceText([parameter.range[0], next.range[0]], ''));
  if (seed) edits.push(writer.replaceText([endOf(callback, writer), endOf(seed, writer, call)], ''));
  return edits;
}

/** The end of an argument, parentheses around it included, but not those of the call. */
function endOf(node: Node, { code }: SourceWriter, call?: Node): number {
  let end = node.range[1];
  for (let token = code.getTokenAfter(node); token?.value === ')'; token = code.getTokenAfter(token)) {
    if (token.range[1] === call?.range[1]) break;
    end = token.range[1];
  }
  return end;
}
