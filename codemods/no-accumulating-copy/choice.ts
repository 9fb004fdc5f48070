// An `if` for what was a conditional expression.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../core/source-code.js';
import type { NewCode, SourceWriter } from '../../core/source-writer.js';

export function choiceOf(
  test: TSESTree.Expression,
  consequent: readonly NewCode[],
  alternate: readonly NewCode[],
  writer: SourceWriter,
): NewCode {
  if (alternate.length === 0) return writer.statements`if (${test}) { ${consequent} }`;
  if (consequent.length === 0) return writer.statements`if (${negated(test, writer)}) { ${alternate} }`;
  return writer.statements`if (${test}) { ${consequent} } else { ${alternate} }`;
}

const OPPOSITES: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

function negated(test: TSESTree.Expression, writer: SourceWriter): Node | NewCode {
  if (test.type === 'UnaryExpression' && test.operator === '!') return test.argument;
  if (test.type === 'BinaryExpression') {
    const opposite = OPPOSITES[test.operator];
    if (opposite !== undefined) return writer.expression`${test.left} ${opposite} ${test.right}`;
  }
  return writer.expression`!${test}`;
}
