// Puts a reader of lines in the place of the split text.

import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName } from '../analysis/wrappers.js';
import type { Edit } from '../core/edit.js';
import { importEdits } from '../core/imports.js';
import { definePattern } from '../core/pattern.js';
import type { Node } from '../core/source-code.js';
import type { NewCode } from '../core/new-code.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type Rewriting } from '../rules/no-whole-file-lines.js';

export const pattern = definePattern(rule, ({ rewriting }, writer) => {
  if (!rewriting) return [];
  const { lines, names, statement, unused } = rewriting;
  const reading = readingOf(rewriting, writer);
  return [
    ...importEdits(writer, { add: names, beside: statement, unused }),
    ...(lines.text ? [writer.remove(lines.text.declaration)] : []),
    ...(lines.named ? namedEdits(lines.split, lines.named.declarator, reading, writer) : []),
    ...walkEdits(rewriting, lines.named ? null : reading, writer),
  ];
});

function readingOf({ lines, reader, names, namespace }: Rewriting, writer: SourceWriter): NewCode {
  const { file, options } = lines.read;
  const encoding = options ?? writer.expression`'utf8'`;
  const [first, second] = names.map(({ local }) => local);
  if (reader !== 'readline') return writer.expression`${first ?? reader}(${[file, encoding, lines.separator]})`;
  const open = second ?? `${namespace ?? ''}.createReadStream`;
  const input = writer.expression`${open}(${[file, encoding]})`;
  return writer.expression`${first ?? ''}({ input: ${input}, crlfDelay: Infinity })`;
}

/** An array of strings is what the annotation says, and no longer true. */
function namedEdits(
  split: TSESTree.CallExpression,
  { id }: TSESTree.VariableDeclarator,
  reading: NewCode,
  writer: SourceWriter,
): Edit[] {
  const { typeAnnotation } = id;
  return [...(typeAnnotation ? [writer.replaceText(typeAnnotation.range, '')] : []), writer.replace(split, reading)];
}

/** @param reading what stands for the lines where they are walked; `null` where their name does. */
function walkEdits({ lines, reader }: Rewriting, reading: NewCode | null, writer: SourceWriter): Edit[] {
  const { walk, walked } = lines;
  const source = reading ?? walked;
  const wait = reader === 'readLinesSync' ? '' : ' await';
  const direct = reading ? [writer.replace(walked, reading)] : [];
  switch (walk.kind) {
    case 'loop': {
      const start = walk.node.range[0] + 'for'.length;
      return [...(wait ? [writer.insertText(start, wait)] : []), ...direct];
    }
    case 'forEach': {
      const { declare, parameter, body, exits } = walk.loop;
      if (body.type !== 'BlockStatement') {
        const loop = writer.statements`for${wait} (${declare} ${parameter} of ${source}) { ${body}; }`;
        return [writer.replace(walk.node, loop)];
      }
      const loop = writer.statements`for${wait} (${declare} ${parameter} of ${source}) ${body}`;
      return [
        ...writer.surround(walk.node, body, loop),
        ...exits.map(({ range: [start] }) => writer.replaceText([start, start + 'return'.length], 'continue')),
      ];
    }
    case 'index': {
      const { keyword, target, declaration, reads, node } = walk;
      const loop = writer.statements`for${wait} (${keyword} ${target} of ${source}) ${node.body}`;
      return [
        ...writer.surround(node, node.body, loop),
        ...(declaration ? [writer.remove(declaration)] : []),
        ...reads.map((read) => writer.replace(read, writer.expression`${target}`)),
      ];
    }
    case 'map':
      return [writer.replace(walk.node, writer.expression`Array.from(${[source, walk.callback]})`)];
    case 'construct':
      return direct;
    case 'steps': {
      const { calls, end, node } = walk;
      const slices = calls.flatMap(({ callee }) =>
        callee.type === 'MemberExpression' && propertyName(callee) === 'slice' ? [callee.property] : [],
      );
      return [
        ...direct,
        ...slices.map(({ range }) => writer.replaceText(range, 'drop')),
        ...(end === 'array' ? [writer.insertText(node.range[1], `${joinBefore(node, writer)}toArray()`)] : []),
      ];
    }
  }
}

/** The dot before the last method of a chain, on a line of its own if that one is. */
function joinBefore(call: Node, { code }: SourceWriter): string {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return '.';
  const between = code.text.slice(call.callee.object.range[1], call.callee.property.range[0]);
  return /^\s*\.$/.test(between) ? between : '.';
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
