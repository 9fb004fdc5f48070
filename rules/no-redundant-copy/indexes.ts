// Whether a property that is computed is an element of an array, not a property beside the elements.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../../analysis/answer.js';
import { valuesOf } from '../../analysis/numbers.js';
import { isNumber } from '../../analysis/values.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { SourceCode } from '../../core/source-code.js';

/** `no` for a name that is neither an index nor `length`. */
export function isElement(code: SourceCode, member: TSESTree.MemberExpression): Answer {
  const name = propertyName(member);
  if (name !== null) return name === 'length' || /^\d+$/.test(name) ? 'yes' : 'no';
  const values = valuesOf(code, member.property);
  if (!isNumber(values)) return 'unknown';
  const { min, integer, nan } = values.number;
  return integer && !nan && min >= 0 ? 'yes' : 'unknown';
}
