// What `new C()` makes, for a class of this file.
//
// Guarantee: `makesInstances` means that it is always a plain instance of that very class: no built-in that it extends,
// nothing that its constructor returns instead, no other class that the name is given later.

import type { SourceCode } from '../core/source-code.js';
import { isFunction } from './enclosing.js';
import { returnsIn } from './returns.js';
import { isWrittenOnce, type Variable } from './variables.js';

export function makesInstances(code: SourceCode, variable: Variable): boolean {
  const [definition, ...others] = variable.defs;
  if (definition?.type !== 'ClassName' || others.length > 0 || !isWrittenOnce(variable)) return false;
  const { body, superClass } = definition.node;
  if (superClass) return false;
  return body.body.every((member) => {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor' || !isFunction(member.value)) return true;
    return returnsIn(code, member.value).every(({ argument }) => !argument);
  });
}
