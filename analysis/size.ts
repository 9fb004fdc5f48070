// How many elements a collection can have.
//
// Guarantee: `largestSize` is never exceeded. Bounds come from literals and from constants that nobody changes.

import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { flowOf, staysInSight } from './flow.js';
import { initializerOf, variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** Up to here a collection is small: a finding on it is noise. */
export const SMALL = 8;

export function isSmall(code: SourceCode, expression: Node): boolean {
  const size = largestSize(code, expression);
  return size !== null && size <= SMALL;
}

/** The most elements that the value can have, or `null` when no bound is known. */
export function largestSize(code: SourceCode, expression: Node): number | null {
  return bound(code, expression, 0);
}

/** The value of a number that is written out, also by way of a constant. */
export function constantNumber(code: SourceCode, expression: Node): number | null {
  const bare = unwrapped(expression);
  if (bare.type === 'Literal' && typeof bare.value === 'number') return bare.value;
  if (bare.type === 'UnaryExpression' && bare.operator === '-') {
    const value = constantNumber(code, bare.argument);
    return value === null ? null : -value;
  }
  if (bare.type === 'BinaryExpression') {
    const left = constantNumber(code, bare.left);
    const right = left === null ? null : constantNumber(code, bare.right);
    return left === null || right === null ? null : compute(bare.operator, left, right);
  }
  const variable = variableOf(code, bare);
  const initializer = variable && initializerOf(variable);
  return initializer ? constantNumber(code, initializer) : null;
}

function compute(operator: string, left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    case '<<':
      return left << right;
    default:
      return null;
  }
}

function bound(code: SourceCode, expression: Node, depth: number): number | null {
  // `const a = b, b = a` and the like.
  if (depth > 20) return null;
  const next = (node: Node): number | null => bound(code, node, depth + 1);
  const bare = unwrapped(expression);
  switch (bare.type) {
    case 'ArrayExpression':
      return sum(bare.elements.map((item) => (item?.type === 'SpreadElement' ? next(item.argument) : 1)));
    case 'ObjectExpression':
      return sum(bare.properties.map((item) => (item.type === 'SpreadElement' ? next(item.argument) : 1)));
    case 'Literal':
      return typeof bare.value === 'string' ? bare.value.length : null;
    case 'Identifier': {
      const variable = variableOf(code, bare);
      const initializer = variable && initializerOf(variable);
      if (!variable || !initializer) return null;
      const isText = unwrapped(initializer).type === 'Literal';
      const grows = flowOf(code, variable).accesses.some((access) => access.mutates);
      return isText || (!grows && staysInSight(code, variable)) ? next(initializer) : null;
    }
    case 'ConditionalExpression': {
      const sizes = [next(bare.consequent), next(bare.alternate)];
      return sizes.includes(null) ? null : Math.max(...sizes.map(Number));
    }
    case 'NewExpression':
      return ofNew(code, bare, next);
    case 'CallExpression':
      return ofCall(code, bare, next);
    default:
      return null;
  }
}

function ofNew(code: SourceCode, node: Extract<Node, { type: 'NewExpression' }>, next: (node: Node) => number | null) {
  const name = globalName(code, node.callee);
  const [first] = node.arguments;
  if (name === 'Array' && first) return node.arguments.length > 1 ? node.arguments.length : constantNumber(code, first);
  if (name !== 'Set' && name !== 'Map') return null;
  return first ? next(first) : 0;
}

/** Methods whose result has at most as many elements as their receiver. */
const NO_LARGER = new Set([
  'entries',
  'fill',
  'filter',
  'keys',
  'map',
  'reverse',
  'slice',
  'sort',
  'toReversed',
  'toSorted',
  'values',
]);

function ofCall(
  code: SourceCode,
  node: Extract<Node, { type: 'CallExpression' }>,
  next: (node: Node) => number | null,
) {
  const [first, second] = node.arguments;
  const global = globalName(code, node.callee);
  if (global === 'Array.of') return sum(node.arguments.map((item) => (item.type === 'SpreadElement' ? null : 1)));
  if (global !== null && /^(?:Array\.from|Object\.(?:keys|values|entries|freeze))$/.test(global)) {
    if (!first) return null;
    const isArrayLike = global === 'Array.from' && unwrapped(first).type === 'ObjectExpression';
    // The one property of `{ length: n }` is not the one element.
    return isArrayLike ? lengthProperty(code, first) : next(first);
  }
  if (node.callee.type !== 'MemberExpression') return null;
  const name = propertyName(node.callee);
  if (name === 'split' && second) return constantNumber(code, second);
  if (name === 'slice' && first && second) {
    const [from, to] = [constantNumber(code, first), constantNumber(code, second)];
    if (from !== null && to !== null && from >= 0 && to >= from) return to - from;
  }
  return name !== null && NO_LARGER.has(name) ? next(node.callee.object) : null;
}

/** `{ length: 8 }` */
function lengthProperty(code: SourceCode, node: Node): number | null {
  const bare = unwrapped(node);
  if (bare.type !== 'ObjectExpression') return null;
  const property = bare.properties.find((item) => item.type === 'Property' && propertyName(item) === 'length');
  const length = property?.type === 'Property' ? constantNumber(code, property.value) : null;
  return length === null ? null : Math.max(0, length);
}

function sum(sizes: readonly (number | null)[]): number | null {
  let total = 0;
  for (const size of sizes) {
    if (size === null) return null;
    total += size;
  }
  return total;
}
