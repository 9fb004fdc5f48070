// Empties the variable after its last use; a `const` becomes a `let` in the same place, so its scope stays.

import { definePattern } from '../core/pattern.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-retained-capture.js';

export const pattern = definePattern(rule, ({ declaration, variable, lastUse, emptied }, writer) => {
  const release = writer.insertAfter(lastUse, writer.statements`${variable.name} = ${emptied};`);
  if (declaration.kind !== 'const') return [release];
  const [start] = declaration.range;
  return [writer.replaceText([start, start + 'const'.length], 'let'), release];
});

export { parser } from '../core/transform.js';
export default transformOf(pattern);
