// Which operations of the language throw because of the value they are given, not because of its type.
//
// Guarantee: `false` means that the operation throws for no value of a type that it takes: a RangeError or SyntaxError
// is out of the question. That a value is of another type is another matter (docs/assumptions.md): `mayRefuseType`.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { targetOf, type CallNode } from './calls.js';
import { isFunction } from './enclosing.js';
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

/**
 * Whether the operation throws for values of some types: `2 * n` for a BigInt, `${id}` for a symbol, `key in o` for a
 * number, `text.includes(part)` for a regular expression. Reading a property is left out, as is all below the node.
 */
export function mayRefuseType(code: SourceCode, node: Node): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      if (/^[=!]==?$/.test(node.operator)) return false;
      if (node.operator === 'in') return !isKind(code, node.right, 'object', 'array');
      if (node.operator === 'instanceof') return !isKind(code, node.right, 'function');
      return !isPlain(code, node.left) || !isPlain(code, node.right);
    case 'AssignmentExpression':
      if (/^(?:&&|\|\||\?\?)?=$/.test(node.operator)) return false;
      return !isPlain(code, node.left) || !isPlain(code, node.right);
    case 'UnaryExpression':
      return /^[+\-~]$/.test(node.operator) && !isPlain(code, node.argument);
    case 'TemplateLiteral':
      return node.expressions.some((expression) => !isPlain(code, expression));
    case 'CallExpression':
    case 'NewExpression': {
      const target = targetOf(code, node);
      if (target.kind === 'local' || (target.kind === 'method' && target.method.retains)) return false;
      return node.arguments.some((argument) => !isPlain(code, argument) && !isFunction(unwrapped(argument)));
    }
    default:
      return false;
  }
}

/** Of a type that every operator takes, whatever the other operand is. */
function isPlain(code: SourceCode, node: Node): boolean {
  return isKind(code, node, 'string', 'number', 'boolean', 'null', 'undefined');
}
