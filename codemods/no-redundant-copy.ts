// Takes the copy away: what was copied stands in its place.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../core/edit.js';
import { importEdits } from '../core/imports.js';
import { definePattern } from '../core/pattern.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type RedundantCopy } from '../rules/no-redundant-copy.js';

export const pattern = definePattern(rule, ({ clone, binding, extent }, writer) => {
  const edit = withoutCopy(clone, writer);
  const [start, end] = edit.range;
  const imports = binding ? importEdits(writer, { add: [], beside: binding.statement, unused: binding.unused }) : [];
  const marks = extent.filter((offset) => offset < start || offset > end);
  return [edit, ...imports, ...marks.map((offset) => writer.insertText(offset, ''))];
});

function withoutCopy({ node, source, inPlace }: RedundantCopy['clone'], writer: SourceWriter): Edit {
  // `xs.filter(p).toSorted(c)` → `xs.filter(p).sort(c)`
  if (inPlace) return writer.replaceText(inPlace.property.range, inPlace.name);
  const { parent } = node;
  // `{ names: [...names] }` → `{ names }`
  if (parent.type === 'Property' && isNameOf(parent, source)) return writer.replace(parent.range, source);
  // `() => ({ ...o })` needs no parentheses any more.
  const isBody = node.type === 'ObjectExpression' && parent.type === 'ArrowFunctionExpression';
  return isBody ? writer.replaceArrowBody(parent, writer.expression`${source}`) : writer.replace(node, source);
}

function isNameOf({ key, computed }: TSESTree.Property, source: TSESTree.Node): boolean {
  return !computed && key.type === 'Identifier' && source.type === 'Identifier' && key.name === source.name;
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
