// An `if` for what was a conditional expression.

import type { TSESTree } from '@typescript-eslint/utils';
import { negated } from '../../core/negation.js';
import type { NewCode } from '../../core/new-code.js';
import type { SourceWriter } from '../../core/source-writer.js';

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
