// Takes the array out from between an iterable and what walks, counts or searches it.

import { definePattern } from '../core/pattern.js';
import type { Edit } from '../core/edit.js';
import type { Node } from '../core/source-code.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type NeedlessCollect } from '../rules/no-needless-collect.js';

export const pattern = definePattern(rule, ({ collecting, place, rewriting }, writer) => {
  const { declaration, array, isMovable } = place;
  // `[...[...x]]`: the first array stays, under its name if it has one.
  if (rewriting.kind === 'again') return [writer.replace(rewriting.outer, array)];
  const { collection } = rewriting;
  if (!declaration) return rewrite(rewriting, array, collection, writer);
  if (isMovable) return [writer.remove(declaration), ...rewrite(rewriting, array, collection, writer)];
  // What was computed there stays there, and the name now stands for it.
  return [writer.replace(collecting.node, collection), ...rewrite(rewriting, array, array, writer)];
});

type Direct = Exclude<NeedlessCollect['rewriting'], { kind: 'again' }>;

/** @param collection the expression of what was collected, where the array is used. */
function rewrite(rewriting: Direct, array: Node, collection: Node, writer: SourceWriter): Edit[] {
  const direct = collection === array ? [] : [writer.replace(array, collection)];
  switch (rewriting.kind) {
    case 'direct':
      return direct;
    case 'size':
      return [writer.replace(rewriting.member, writer.expression`${collection}.${rewriting.name}`)];
    case 'method':
      return [writer.replace(rewriting.call.callee, writer.expression`${collection}.${rewriting.name}`)];
    case 'iterator':
      return [writer.replace(array, writer.expression`${collection}.${rewriting.method}()`)];
    case 'pair': {
      const { pattern: pair, key, value } = rewriting;
      const names = [value?.name ?? (key ? '_value' : null), key?.name];
      return [...direct, writer.replaceText(pair.range, names.filter((name) => typeof name === 'string').join(', '))];
    }
    case 'loop': {
      const { statement, declare, parameter, body } = rewriting;
      if (body.type === 'BlockStatement') {
        const loop = writer.statements`for (${declare} ${parameter} of ${collection}) ${body}`;
        return writer.surround(statement, body, loop);
      }
      return [
        writer.replace(statement, writer.statements`for (${declare} ${parameter} of ${collection}) { ${body}; }`),
      ];
    }
  }
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
