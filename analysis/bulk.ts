// Evidence that a value is large.
//
// Guarantee: none of proof. A value counts as bulk by where it came from (a whole file, a response body, an allocation
// of a size that is not small, a collection that a loop fills), which is a reason to speak, never to rewrite.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { TYPED_ARRAYS, type Kind } from './builtins.js';
import { globalName } from './callees.js';
import { loopsAround, contains } from './enclosing.js';
import { staysInSight } from './flow.js';
import { originOfVariable } from './origin.js';
import { constantNumber, isSmall } from './size.js';
import { usesOf } from './uses.js';
import { declaratorOf, initializerOf, variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** From here on an allocation of a written-out length is worth a word: 64 kB of plain array elements. */
const MANY_ELEMENTS = 8192;

export interface Bulk {
  /** In words that complete "it holds …". */
  readonly what: string;
  /** The kind of value that such a source gives; `null` when it may be of several. */
  readonly kind: Kind | null;
}

/** What makes the variable's value large; `null` without evidence. */
export function bulkOf(code: SourceCode, variable: Variable): Bulk | null {
  const init = declaratorOf(variable)?.init;
  if (!init) return null;
  const bulk = bulkOfValue(code, init, 0);
  if (bulk) return { ...bulk, kind: originOfVariable(code, variable)?.kind ?? bulk.kind };
  const kind = originOfVariable(code, variable)?.kind;
  const isCollection = kind === 'array' || kind === 'map' || kind === 'set';
  // An object filled by key is mostly a small dictionary; what goes out of sight, others keep anyway.
  if (!isCollection || !staysInSight(code, variable) || !isFilledInLoop(code, variable)) return null;
  return { what: 'a collection that a loop fills', kind };
}

/** What makes the expression's value large: `readFileSync(path, 'utf8').split('\\n')`, without a name in between. */
export function bulkOfExpression(code: SourceCode, expression: Node): Bulk | null {
  const bare = unwrapped(expression);
  const variable = variableOf(code, bare);
  return variable ? bulkOf(code, variable) : bulkOfValue(code, bare, 0);
}

function bulkOfValue(code: SourceCode, value: Node, depth: number): Bulk | null {
  if (depth > 10) return null;
  const next = (node: Node): Bulk | null => bulkOfValue(code, node, depth + 1);
  const bare = unwrapped(value);
  switch (bare.type) {
    case 'AwaitExpression':
      return next(bare.argument);
    case 'Identifier': {
      const variable = variableOf(code, bare);
      const init = variable && initializerOf(variable);
      return init ? next(init) : null;
    }
    case 'NewExpression':
      return allocation(code, bare);
    case 'CallExpression':
      return read(code, bare) ?? allocation(code, bare) ?? derived(code, bare, next);
    default:
      return null;
  }
}

/** `new Array(n)`, `new Float64Array(n)`, `Buffer.alloc(n)`, `Array.from({ length: n })`. */
function allocation(code: SourceCode, call: TSESTree.NewExpression | TSESTree.CallExpression): Bulk | null {
  const name = globalName(code, call.callee) ?? '';
  const [first] = call.arguments;
  if (!first || first.type === 'SpreadElement' || call.arguments.length > 2) return null;
  const isTyped = name === 'Buffer.alloc' || name === 'Buffer.allocUnsafe' || TYPED_ARRAYS.has(name);
  const many = (kind: Kind): Bulk => ({ what: 'an allocation of many elements', kind });
  if ((isTyped || name === 'Array') && call.arguments.length === 1) {
    return isMany(code, first) ? many(isTyped ? 'typedArray' : 'array') : null;
  }
  if (name !== 'Array.from' || first.type !== 'ObjectExpression') return null;
  const length = first.properties.find((item) => item.type === 'Property' && propertyName(item) === 'length');
  return length?.type === 'Property' && isMany(code, length.value) ? many('array') : null;
}

function isMany(code: SourceCode, length: Node): boolean {
  const value = constantNumber(code, length);
  if (value !== null) return value >= MANY_ELEMENTS;
  const bare = unwrapped(length);
  // A length that is computed may be anything; a literal of another kind is no length.
  return bare.type !== 'Literal' && bare.type !== 'ArrayExpression' && bare.type !== 'ObjectExpression';
}

const FILE_READERS = new Set(['readFileSync', 'readFile']);
const BODY_READERS = new Set(['arrayBuffer', 'blob', 'text', 'json', 'formData', 'bytes']);

function read(code: SourceCode, call: TSESTree.CallExpression): Bulk | null {
  const { callee } = call;
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? propertyName(callee) : null;
  if (name !== null && FILE_READERS.has(name) && call.arguments.length > 0) {
    return { what: 'a whole file', kind: hasEncoding(call) ? 'string' : null };
  }
  const isBody = name !== null && BODY_READERS.has(name) && callee.type === 'MemberExpression';
  if (isBody && call.arguments.length === 0 && call.parent.type === 'AwaitExpression') {
    return { what: 'a whole response body', kind: name === 'text' ? 'string' : null };
  }
  if (globalName(code, callee) !== 'JSON.parse' || !call.arguments[0]) return null;
  const text = bulkOfValue(code, call.arguments[0], 1);
  return text && { what: `what was parsed from ${text.what}`, kind: null };
}

/** `readFileSync(path, 'utf8')` */
function hasEncoding(call: TSESTree.CallExpression): boolean {
  const encoding = call.arguments[1];
  return encoding?.type === 'Literal' && typeof encoding.value === 'string';
}

/** Methods of arrays and strings that keep the order of magnitude, and what they give. */
const KEEPING_SIZE = new Map<string, Kind | null>([
  ['concat', null],
  ['filter', 'array'],
  ['fill', 'array'],
  ['flat', 'array'],
  ['flatMap', 'array'],
  ['map', 'array'],
  ['reverse', 'array'],
  ['slice', null],
  ['sort', 'array'],
  ['split', 'array'],
  ['toReversed', 'array'],
  ['toSorted', 'array'],
  ['toString', 'string'],
  ['trim', 'string'],
]);

/** What is made of something large by a method that keeps its order of magnitude. */
function derived(code: SourceCode, call: TSESTree.CallExpression, next: (node: Node) => Bulk | null): Bulk | null {
  const { callee } = call;
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
  if (callee.type === 'MemberExpression' && name !== null && KEEPING_SIZE.has(name)) {
    const source = next(callee.object);
    if (!source) return null;
    const kind = KEEPING_SIZE.get(name) ?? source.kind;
    const isNew = name !== 'fill' && name !== 'sort' && name !== 'reverse' && !source.what.startsWith('what was');
    return { what: isNew ? `what was made from ${source.what}` : source.what, kind };
  }
  const global = globalName(code, callee);
  const [first] = call.arguments;
  return (global === 'Array.from' || global === 'structuredClone') && first ? next(first) : null;
}

const FILLING = new Set(['push', 'set', 'add']);

/** `rows.push(…)` in a loop that the declaration is not in, over something that is not small. */
function isFilledInLoop(code: SourceCode, variable: Variable): boolean {
  const [declared] = variable.identifiers;
  if (!declared) return false;
  return usesOf(variable).some(({ use, identifier }) => {
    const fills =
      (use.kind === 'method' && use.name !== null && FILLING.has(use.name)) ||
      (use.kind === 'set' && use.name === null);
    return fills && [...loopsAround(identifier)].some((loop) => !contains(loop, declared) && !isShort(code, loop));
  });
}

function isShort(code: SourceCode, loop: Node): boolean {
  if (loop.type === 'ForInStatement') return true;
  if (loop.type === 'ForOfStatement') return isSmall(code, loop.right) || walksProperties(code, loop.right);
  if (loop.type !== 'ForStatement' || loop.test?.type !== 'BinaryExpression') return false;
  const end = constantNumber(code, loop.test.right);
  return end !== null && end < MANY_ELEMENTS;
}

/** `Object.entries(options)`: properties are mostly few. */
function walksProperties(code: SourceCode, iterable: Node): boolean {
  const bare = unwrapped(iterable);
  return (
    bare.type === 'CallExpression' && /^Object\.(?:keys|values|entries)$/.test(globalName(code, bare.callee) ?? '')
  );
}
