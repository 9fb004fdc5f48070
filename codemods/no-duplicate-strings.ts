// Keeps one string for each value, in a table that is made before the lines are gone through.

import { definePattern } from '../core/pattern.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-duplicate-strings.js';

export const pattern = definePattern(rule, ({ property, value, statement, table, type, typescript }, writer) => {
  if (!statement) return [];
  const cast = typescript ? ` as Record<string, ${type ? writer.code.getText(type) : 'string'}>` : '';
  // V8 keeps one copy of what is a key, which holds on to no other text. Without a prototype, `constructor` is a key as
  // any other; what is missing must not meet the key 'undefined'.
  const shared = writer.expression`${value} && (${table}[${value}] ??= ${value})`;
  return [
    writer.insertBefore(statement, writer.statements`const ${table} = Object.create(null)${cast};`),
    ...(property.shorthand ? [writer.insertText(property.range[0], `${writer.code.getText(property.key)}: `)] : []),
    writer.replace(value, shared),
  ];
});

export { parser } from '../core/transform.js';
export default transformOf(pattern);
