// Puts a reader of lines in the place of the split text.

import type { Edit } from '../core/edit.js';
import { importEdits } from '../core/imports.js';
import { definePattern } from '../core/pattern.js';
import type { NewCode, SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type Rewriting } from '../rules/no-whole-file-lines.js';

export const pattern = definePattern(rule, ({ rewriting }, writer) => {
  if (!rewriting) return [];
  const { lines, names, statement, unused } = rewriting;
  const reading = readingOf(rewriting, writer);
  return [
    ...importEdits(writer, { add: names, beside: statement, unused }),
    ...(lines.text ? [writer.remove(lines.text.declaration)] : []),
    ...(lines.named ? [writer.replace(lines.split, reading)] : []),
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
      const { declare, parameter, body } = walk.loop;
      if (body.type !== 'BlockStatement') {
        const loop = writer.statements`for${wait} (${declare} ${parameter} of ${source}) { ${body}; }`;
        return [writer.replace(walk.node, loop)];
      }
      return writer.surround(
        walk.node,
        body,
        writer.statements`for${wait} (${declare} ${parameter} of ${source}) ${body}`,
      );
    }
    case 'map':
      return [writer.replace(walk.node, writer.expression`Array.from(${[source, walk.callback]})`)];
    case 'construct':
      return direct;
  }
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
