// Writes what a copy adds into the accumulator itself.

import { definePattern } from '../core/pattern.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-accumulating-copy.js';
import { mapToEntries } from './no-accumulating-copy/entries.js';
import { rewriteParts } from './no-accumulating-copy/parts.js';
import { passIndex } from './no-accumulating-copy/recursion.js';
import { rewriteStep } from './no-accumulating-copy/step.js';

export const pattern = definePattern(rule, (match, writer) => {
  if ('plan' in match) return passIndex(match.plan, writer);
  if ('slot' in match) {
    const { statement, member, mayBeMissing, additions } = match.slot;
    const list = mayBeMissing ? writer.expression`(${member} ??= [])` : member;
    return [writer.replace(statement, writer.statements`${list}.push(${additions});`)];
  }
  if ('parted' in match) return rewriteParts(match, writer);
  const { accumulation, writings, entries } = match;
  if (entries) return mapToEntries(entries, writer);
  const { place, steps, variable } = accumulation;
  const edits = steps.flatMap((step) => rewriteStep(step, { writer, writings, name: variable.name }));
  if (place.kind === 'reduce') {
    for (const node of [place.parameter, ...place.renamed]) {
      if (node.type === 'Identifier' && node.name !== variable.name) {
        const [start] = node.range;
        edits.push(writer.replaceText([start, start + node.name.length], variable.name));
      }
    }
    return edits;
  }
  const { parent: declaration } = place.declarator;
  const isLet = declaration.kind === 'let' && declaration.declarations.length === 1;
  if (!isLet || !place.isConstant) return edits;
  const [start] = declaration.range;
  return [writer.replaceText([start, start + 'let'.length], 'const'), ...edits];
});

export { parser } from '../core/transform.js';
export default transformOf(pattern);
