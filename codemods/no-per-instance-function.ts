// Makes a method of an arrow function that is a field, and takes out the statement that binds a method.

import { removeWithMember } from '../core/removal.js';
import { definePattern } from '../core/pattern.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-per-instance-function.js';

export const pattern = definePattern(rule, ({ field, binding, emptied }, writer) => [
  ...(field ? [writer.replaceFieldByMethod(field, field.value)] : []),
  ...(binding ? [emptied ? removeWithMember(writer, binding, emptied) : writer.remove(binding)] : []),
]);

export { parser } from '../core/transform.js';
export default transformOf(pattern);
