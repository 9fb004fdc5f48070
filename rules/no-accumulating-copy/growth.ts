// Whether an accumulator grows: copying the same few properties on every turn costs little.

import { builtinMethod } from '../../analysis/builtins.js';
import { useOf } from '../../analysis/uses.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { SourceCode } from '../../core/source-code.js';
import { copiesOf, type Accumulation } from './accumulation.js';
import { addsKeys } from './properties.js';
import type { OtherUse } from './sharing.js';

export function grows(code: SourceCode, accumulation: Accumulation, uses: readonly OtherUse[]): boolean {
  const { container } = accumulation;
  for (const copy of copiesOf(accumulation)) {
    if (container === 'object' ? addsKeys(code, copy) : copy.additions.length > 0) return true;
  }
  return uses.some(({ node, handling }) => {
    if (handling.kind === 'set') return handling.member.computed && propertyName(handling.member) === null;
    if (handling.kind === 'passedOn') return true;
    const use = useOf(node);
    if (use.kind === 'argument') return true;
    return use.kind === 'method' && use.name !== null && builtinMethod(container, use.name)?.retains === true;
  });
}
