// `new Array(n).fill(false)` becomes `new Uint8Array(n)`, and what speaks of the elements as booleans speaks of numbers.

import { definePattern } from '../core/pattern.js';
import type { NewCode } from '../core/new-code.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type BoxedNumbers } from '../rules/no-boxed-numbers.js';

export const pattern = definePattern(rule, (match, writer) => {
  const { target, elements, annotations } = match;
  const { literals, coerced } = elements.edits ?? { literals: [], coerced: [] };
  return [
    writer.replace(target, typedArray(match, writer)),
    ...annotations.map((type) => writer.replaceText(type.range, elements.type)),
    ...literals.map(({ node, text }) => writer.replaceText(node.range, text)),
    ...coerced.flatMap(({ range }) => [writer.insertText(range[0], 'Number('), writer.insertText(range[1], ')')]),
  ];
});

function typedArray({ array, elements, initial, isExact }: BoxedNumbers, writer: SourceWriter): NewCode {
  const { type } = elements;
  const { length } = array.allocation;
  const zeros = isExact
    ? writer.expression`new ${type}(${length})`
    : writer.expression`${type}.from({ length: ${length} })`;
  switch (initial.kind) {
    case 'zeros':
      return zeros;
    case 'ones':
      return writer.expression`${zeros}.fill(1)`;
    case 'value':
      return initial.isFlag
        ? writer.expression`${zeros}.fill(Number(${initial.value}))`
        : writer.expression`${zeros}.fill(${initial.value})`;
    case 'indexes':
      return writer.expression`${type}.from({ length: ${length} }, (_, index) => index)`;
    case 'callback':
      return writer.expression`${type}.from({ length: ${length} }, ${initial.callback})`;
  }
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
