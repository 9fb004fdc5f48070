// Which operations of the language throw because of the value they are given, not because of its type.
//
// Guarantee: `false` means that the operation throws for no value of a type that it takes: a RangeError or SyntaxError
// is out of the question. That a value is of another type is another matter (docs/assumptions.md).

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import type { CallNode } from './calls.js';
import { isKind } from './origin.js';
import type { Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** `name`, a method of strings or numbers that the tables of built-ins do not list as throwing. */
export function throwsByArguments(code: SourceCode, { arguments: passed }: CallNode, name: string): boolean {
  const [first, second] = passed;
  switch (name) {
    case 'replaceAll':
    case 'matchAll':
      return !first || !(isKind(code, first, 'string') || isGlobalPattern(first));
    case 'match':
    case 'search':
      return first !== undefined && !isKind(code, first, 'regexp') && !isPlainText(first);
    case 'normalize':
      return first !== undefined && !isPlainText(first);
    case 'localeCompare':
      return second !== undefined && !isPlainText(second);
    case 'toLocaleString':
    case 'toLocaleLowerCase':
    case 'toLocaleUpperCase':
      return first !== undefined && !isPlainText(first);
    default:
      return false;
  }
}

/** `/a/g`: without the flag, `replaceAll` and `matchAll` throw. */
function isGlobalPattern(node: Node): boolean {
  const bare = unwrapped(node);
  return bare.type === 'Literal' && 'regex' in bare && bare.regex.flags.includes('g');
}

/** A text that is written out, and means itself as a pattern. */
function isPlainText(node: Node): boolean {
  const bare = unwrapped(node);
  return bare.type === 'Literal' && typeof bare.value === 'string' && /^[\w ,:;-]*$/.test(bare.value);
}

/** `10n / n` and `10n ** n` throw for 0 and below; numbers give `Infinity`. */
export function throwsByOperands(code: SourceCode, operator: string, ...operands: readonly Node[]): boolean {
  return /^(?:\/|%|\*\*)=?$/.test(operator) && operands.some((operand) => isKind(code, operand, 'bigint'));
}

/** `xs.length = n` throws for what is no length; `0`, another length, and names that are not `length` do not. */
export function throwsAsLength({ left, operator, right }: TSESTree.AssignmentExpression): boolean {
  if (propertyName(unwrapped(left)) !== 'length') return false;
  const value = unwrapped(right);
  const isLength = value.type === 'Literal' ? Number.isInteger(value.value) : propertyName(value) === 'length';
  return operator !== '=' || !isLength;
}

/** Writing to a `const`, an import or the like throws. */
export function isReadOnly(variable: Variable): boolean {
  return variable.defs.some(
    ({ type, parent }) =>
      type === 'ImportBinding' ||
      (type === 'Variable' && parent.type === 'VariableDeclaration' && !/^(?:var|let)$/.test(parent.kind)),
  );
}
