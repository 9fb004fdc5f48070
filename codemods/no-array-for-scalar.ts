// Asks what the array was made from: the call gets another name and callback, and what asked the array goes.

import type { Edit } from '../core/edit.js';
import { definePattern } from '../core/pattern.js';
import type { Node } from '../core/source-code.js';
import type { NewCode } from '../core/new-code.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type ArrayForScalar } from '../rules/no-array-for-scalar.js';
import type { Computed } from '../rules/no-array-for-scalar/callback.js';
import type { NewCallback } from '../rules/no-array-for-scalar/shortcut.js';

export const pattern = definePattern(rule, ({ stage, question, shortcut }, writer) => {
  const { name, negated, callback, argument, whole } = shortcut;
  const { property } = stage.callee;
  const [first] = stage.arguments;
  const edits = whole ? around(stage, whole, negated, writer) : [];
  if (writer.code.getText(property) !== name) edits.push(writer.replaceText(property.range, name));
  if (first && callback) edits.push(writer.replace(first, newCallback(callback, writer)));
  if (argument !== null) edits.push(added(stage, argument, writer));
  if (question.kind === 'pattern' && name === 'find') edits.push(writer.replace(question.pattern, onlyName(question)));
  return edits;
});

/** Takes away what stands around the call: `… .length === 0` becomes `!…`. */
function around(stage: Node, whole: Node, negated: boolean, writer: SourceWriter): Edit[] {
  const before = writer.replaceText([whole.range[0], stage.range[0]], negated ? '!' : '');
  return [before, writer.replaceText([stage.range[1], whole.range[1]], '')];
}

function newCallback(callback: NewCallback, writer: SourceWriter): NewCode {
  switch (callback.kind) {
    case 'compare': {
      const { computed, value } = callback;
      return writer.expression`(${computed.parameters}) => ${resultOf(computed, writer)} === ${value}`;
    }
    case 'both': {
      const { first, second, every } = callback;
      const [one, other] = [resultOf(first, writer), resultOf(second, writer)];
      return every
        ? writer.expression`(${first.parameters}) => !${one} || ${other}`
        : writer.expression`(${first.parameters}) => ${one} && ${other}`;
    }
    case 'count': {
      const { computed, count } = callback;
      const parameters = [count, ...computed.parameters];
      return writer.expression`(${parameters}) => (${resultOf(computed, writer)} ? ${count} + 1 : ${count})`;
    }
  }
}

function resultOf(computed: Computed, writer: SourceWriter): Node | NewCode {
  return computed.kind === 'expression'
    ? computed.expression
    : writer.expression`${computed.callee}(${computed.parameters})`;
}

function added({ arguments: given, range }: ArrayForScalar['stage'], argument: number, writer: SourceWriter): Edit {
  const last = given.at(-1);
  const next = last && writer.code.getTokenAfter(last);
  // `split((','))`: behind its parentheses.
  const isBare = next?.value === ',' || next?.range[1] === range[1];
  return writer.insertText(last && isBare ? last.range[1] : range[1] - 1, `, ${String(argument)}`);
}

function onlyName({ pattern: { elements } }: Extract<ArrayForScalar['question'], { kind: 'pattern' }>): Node {
  const [name] = elements;
  if (!name) throw new Error('a pattern without a name has no first element');
  return name;
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
