// Collects the chunks in an array, and joins them where the buffer is read.

import type { Edit } from '../core/edit.js';
import { definePattern } from '../core/pattern.js';
import { removeItem } from '../core/removal.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type Rewriting } from '../rules/no-accumulating-buffer.js';
import { joinEdit } from './no-accumulating-buffer/joining.js';

export const pattern = definePattern(rule, ({ rewriting }, writer) => {
  if (!rewriting) return [];
  const { steps, joins } = rewriting.accumulation;
  return [
    ...declareList(rewriting, writer),
    ...steps.map((step) => collect(step, rewriting, writer)),
    ...joins.flatMap((join) => joinEdit(join, rewriting, writer)),
  ];
});

/** `let out = Buffer.alloc(0);` becomes `const chunks = [];` */
function declareList(match: Rewriting, writer: SourceWriter): Edit[] {
  const { accumulation, seed, names, isElementwise } = match;
  const { declarator, steps } = accumulation;
  const { parent: declaration } = declarator;
  const isBuffer = steps[0].growth.makerName === 'Buffer';
  const type = isElementwise ? ': number[]' : isBuffer ? ': Uint8Array[]' : ': ArrayLike<number>[]';
  const name = names.list + (match.typescript ? type : '');
  const { declarations, kind } = declaration;
  const isAlone = declarations.length === 1;
  const values = writer.expression`[${seed ? [seed] : []}]`;
  // What it begins with is still evaluated after what stands before it.
  if (!isAlone && kind === 'let' && (!seed || declarations.at(-1) === declarator)) {
    return [
      removeItem(writer.code, declarations, declarator),
      writer.insertAfter(declaration, writer.statements`const ${name} = ${values};`),
    ];
  }
  const [start] = declaration.range;
  return [
    ...(isAlone && kind === 'let' ? [writer.replaceText([start, start + 'let'.length], 'const')] : []),
    writer.replaceText(declarator.id.range, name),
    writer.replace(declarator.init, values),
  ];
}

/** `out = Buffer.concat([out, chunk])` becomes `chunks.push(chunk)`. */
function collect(
  { assignment, growth }: Rewriting['accumulation']['steps'][number],
  { copied, names, isElementwise }: Rewriting,
  writer: SourceWriter,
): Edit {
  const { maker } = growth;
  const from = growth.makerName === 'Buffer' && maker.type === 'MemberExpression' ? maker.object : maker;
  const items = growth.chunks.flatMap((chunk) => {
    if (chunk.kind === 'many')
      return [copied.has(chunk.node) ? writer.expression`${from}.from(${chunk.node})` : chunk.node];
    return isElementwise ? [...chunk.elements] : [writer.expression`[${[...chunk.elements]}]`];
  });
  const { parent } = assignment;
  if (growth.by) {
    const whole: [number, number] = [growth.by.first.range[0], parent.range[1]];
    return writer.replace(whole, writer.statements`${names.list}.push(${items});`);
  }
  if (parent.type === 'ArrowFunctionExpression')
    return writer.replaceArrowBody(parent, writer.block`${names.list}.push(${items});`);
  return writer.replace(assignment, writer.expression`${names.list}.push(${items})`);
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
