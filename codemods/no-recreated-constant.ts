// Makes the constant once, before what repeats it; where it was made, its name stands for it.

import { removeItem } from '../core/removal.js';
import { wrapped } from '../analysis/wrappers.js';
import { definePattern } from '../core/pattern.js';
import type { Edit } from '../core/edit.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-recreated-constant.js';

export const pattern = definePattern(rule, ({ expression, holder, place, name }, writer): Edit[] => {
  if (!place) return [];
  if (!holder) {
    const whole = wrapped(expression);
    const made = writer.moveBefore(place.before, writer.statements`const ${name} = ${whole};`);
    return [made, writer.replace(whole, writer.expression`${name}`)];
  }
  const { declarator, declaration, variable } = holder;
  const type = declarator.id.typeAnnotation?.typeAnnotation;
  const constant = type
    ? writer.statements`const ${name}: ${type} = ${declarator.init};`
    : writer.statements`const ${name} = ${declarator.init};`;
  const isAlone = declaration.declarations.length === 1;
  const renamed = variable.references
    .filter(({ identifier }) => name !== variable.name && identifier !== declarator.id)
    .map(({ identifier }) => writer.replaceText(identifier.range, name));
  return [
    writer.moveBefore(place.before, constant, isAlone ? declaration : null),
    isAlone
      ? writer.removeMoved(declaration, type ? [type, declarator.init] : [declarator.init])
      : removeItem(writer.code, declaration.declarations, declarator),
    ...renamed,
  ];
});

export { parser } from '../core/transform.js';
export default transformOf(pattern);
