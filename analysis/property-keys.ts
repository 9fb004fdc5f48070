// Which texts a property key can have.
//
// Guarantee: `canBeKey` is `no` only when the key, converted as JavaScript converts property keys, is never that text.
// It is asked for `__proto__` above all: `{ [k]: v }` makes a property of that name, `o[k] = v` sets the prototype.

import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import type { Kind } from './builtins.js';
import { usesArguments } from './calls.js';
import { globalName } from './callees.js';
import { declaredTypeOf } from './declared-types.js';
import { effectsOf, isQuiet } from './effects.js';
import { isFunction } from './enclosing.js';
import { originOf } from './origin.js';
import { initializerOf, variableOf, type Variable } from './variables.js';
import { walkParameterOf } from './walk-parameters.js';
import { propertyName, unwrapped } from './wrappers.js';

/** @param key the expression between the brackets, or a plain name that is a key as it stands. */
export function canBeKey(code: SourceCode, key: Node, text: string, computed: boolean): Answer {
  if (!computed && key.type === 'Identifier') return key.name === text ? 'yes' : 'no';
  const pattern = textsOf(code, key, 0);
  return new RegExp(`^(?:${pattern})$`, 's').test(text) ? (pattern === escaped(text) ? 'yes' : 'unknown') : 'no';
}

/** Whether the key has the same text when it is converted later, after all of this was run: a primitive has. */
export function keepsItsText(code: SourceCode, key: Node, meanwhile: readonly Node[]): boolean {
  return isPrimitive(code, key, 0) || meanwhile.every((node) => isQuiet(code, effectsOf(code, node), node));
}

const PRIMITIVES: ReadonlySet<Kind> = new Set(['string', 'number', 'bigint', 'boolean', 'null', 'undefined']);
const PRIMITIVE_TYPES = /^TS(?:String|Number|BigInt|Boolean|Null|Undefined|Symbol)Keyword$/;

function isPrimitive(code: SourceCode, expression: Node, depth: number): boolean {
  if (depth > 10) return false;
  const next = (node: Node): boolean => isPrimitive(code, node, depth + 1);
  const bare = unwrapped(expression);
  switch (bare.type) {
    case 'Literal':
      return !('regex' in bare);
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
      return true;
    case 'ConditionalExpression':
      return next(bare.consequent) && next(bare.alternate);
    case 'LogicalExpression':
      return next(bare.left) && next(bare.right);
    default: {
      const kind = originOf(code, bare)?.kind;
      if (kind) return PRIMITIVES.has(kind);
      const variable = variableOf(code, bare);
      if (variable && isNameOfEntry(code, variable)) return true;
      const initializer = variable && initializerOf(variable);
      if (initializer && next(initializer)) return true;
      const type = declaredTypeOf(code, bare);
      return type !== null && isPrimitiveType(code, type, depth);
    }
  }
}

/** `name` of `Object.entries(record).map(([name, value]) => …)` and of such a loop. */
function isNameOfEntry(code: SourceCode, { defs: [definition, ...others], references }: Variable): boolean {
  const name = definition?.name;
  const pair = name?.parent;
  if (!name || others.length > 0 || pair?.type !== 'ArrayPattern' || pair.elements[0] !== name) return false;
  if (references.some((reference) => reference.isWrite() && !reference.init)) return false;
  const loop = pair.parent.type === 'VariableDeclarator' ? pair.parent.parent.parent : null;
  const walked = loop?.type === 'ForOfStatement' ? loop.right : walkParameterOf(pair)?.array;
  return walked !== undefined && isEntries(code, walked);
}

function isEntries(code: SourceCode, expression: Node): boolean {
  const call = unwrapped(expression);
  if (call.type !== 'CallExpression') return false;
  if (globalName(code, call.callee) === 'Object.entries') return true;
  const [callback, ...others] = call.arguments;
  if (call.callee.type !== 'MemberExpression' || propertyName(call.callee) !== 'filter') return false;
  if (!callback || !isFunction(callback) || others.length > 0) return false;
  // A callback that takes the pair apart at once cannot change it.
  const [pair, ...rest] = callback.params;
  const cannotReachIt = pair?.type === 'ArrayPattern' && rest.length === 0 && !usesArguments(code, callback);
  return cannotReachIt && isEntries(code, call.callee.object);
}

function isPrimitiveType(code: SourceCode, type: Node, depth: number): boolean {
  if (depth > 10) return false;
  if (type.type === 'TSUnionType') return type.types.every((part) => isPrimitiveType(code, part, depth + 1));
  return type.type === 'TSLiteralType' || PRIMITIVE_TYPES.test(type.type);
}

const ANY = '.*';
/** Numbers as texts: digits, `-`, `.`, `e+`, `NaN`, `Infinity`; in another radix small letters. */
const NUMERIC = '[-+.\\da-zA-Z]*';

const TEXTS: Partial<Record<Kind, string>> = {
  number: NUMERIC,
  bigint: NUMERIC,
  boolean: 'true|false',
  null: 'null',
  undefined: 'undefined',
  date: '[^_]*',
};

/** A pattern of regular expressions that all texts of the value match. */
function textsOf(code: SourceCode, expression: Node, depth: number): string {
  // `let a = b, b = a` and the like.
  if (depth > 10) return ANY;
  const next = (node: Node): string => `(?:${textsOf(code, node, depth + 1)})`;
  const bare = unwrapped(expression);
  switch (bare.type) {
    case 'Literal':
      return 'regex' in bare ? ANY : escaped(String(bare.value));
    case 'TemplateLiteral':
      return bare.quasis
        .map(({ value }, index) => {
          const inserted = bare.expressions[index];
          return escaped(value.cooked ?? '') + (inserted ? next(inserted) : '');
        })
        .join('');
    case 'BinaryExpression':
      // Two numbers are added up: their sum is a number again.
      if (bare.operator === '+' && originOf(code, bare)?.kind === 'string') return next(bare.left) + next(bare.right);
      break;
    case 'ConditionalExpression':
      return `${next(bare.consequent)}|${next(bare.alternate)}`;
    case 'LogicalExpression':
      return `${next(bare.left)}|${next(bare.right)}`;
    case 'UnaryExpression':
      if (bare.operator === 'typeof') return '[a-z]*';
      break;
    case 'CallExpression':
      return ofCall(code, bare, next);
    case 'Identifier': {
      const variable = variableOf(code, bare);
      const initializer = variable && initializerOf(variable);
      if (initializer) return next(initializer);
      const declared = variable && (declaredTexts(code, variable) ?? typedTexts(code, bare));
      if (declared) return declared;
      break;
    }
    case 'MemberExpression': {
      const declared = typedTexts(code, bare);
      if (declared) return declared;
      break;
    }
    default:
      break;
  }
  const kind = originOf(code, bare)?.kind;
  return (kind && TEXTS[kind]) ?? ANY;
}

function ofCall(
  code: SourceCode,
  call: Extract<Node, { type: 'CallExpression' }>,
  next: (node: Node) => string,
): string {
  const [first] = call.arguments;
  if (globalName(code, call.callee) === 'String' && first) return next(first);
  const kind = originOf(code, call)?.kind;
  if (kind !== 'string' || call.callee.type !== 'MemberExpression') return (kind && TEXTS[kind]) ?? ANY;
  const name = propertyName(call.callee);
  const receiver = originOf(code, call.callee.object)?.kind;
  if (receiver === 'number' || receiver === 'bigint' || receiver === 'boolean' || receiver === 'date') return '[^_]*';
  // No small letters are left.
  return name === 'toUpperCase' || name === 'toLocaleUpperCase' ? '[^a-z]*' : ANY;
}

/** `key: 'a' | 'b'`, also by way of an alias of this file. */
function declaredTexts(code: SourceCode, variable: Variable): string | null {
  const [definition, ...others] = variable.defs;
  if (others.length > 0 || definition?.name.type !== 'Identifier' || !definition.name.typeAnnotation) return null;
  return ofType(code, definition.name.typeAnnotation.typeAnnotation, 0);
}

/** By the type of what it comes from, of which an element or property may be missing. */
function typedTexts(code: SourceCode, expression: Node): string | null {
  const type = declaredTypeOf(code, expression);
  const texts = type && ofType(code, type, 0);
  return texts && `${texts}|undefined`;
}

function ofType(code: SourceCode, type: Node, depth: number): string | null {
  if (depth > 10) return null;
  switch (type.type) {
    case 'TSLiteralType':
      return type.literal.type === 'Literal' ? escaped(String(type.literal.value)) : null;
    case 'TSNumberKeyword':
    case 'TSBigIntKeyword':
      return NUMERIC;
    case 'TSBooleanKeyword':
      return 'true|false';
    case 'TSUnionType': {
      const parts = type.types.map((part) => ofType(code, part, depth + 1));
      return parts.includes(null) ? null : parts.map((part) => `(?:${part ?? ''})`).join('|');
    }
    case 'TSTypeReference': {
      const variable = type.typeName.type === 'Identifier' ? variableOf(code, type.typeName) : null;
      const declaration = variable?.defs.length === 1 ? variable.defs[0]?.node : undefined;
      return declaration?.type === 'TSTypeAliasDeclaration'
        ? ofType(code, declaration.typeAnnotation, depth + 1)
        : null;
    }
    default:
      return null;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
