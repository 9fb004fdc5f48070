// Which values annotations and built-ins promise.
//
// Guarantee: as in values.ts; annotations tell the truth (docs/assumptions.md), but an index into an array may be out of
// its range whatever the annotation says.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import type { CallTarget } from './calls.js';
import { declaredTypeOf } from './declared-types.js';
import { ANY, integers, math, UINT32, type Interval } from './intervals.js';
import { originOf } from './origin.js';
import { isString } from './strings.js';
import { ANYTHING, BOOLEAN, NOTHING, NULL, numbers, OTHER, toNumber, UNDEFINED, union, type Values } from './values.js';
import { variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** V8 makes no longer strings, and no array of as many elements that are all filled. */
export const LONGEST_STRING = 2 ** 30;
export const MOST_ELEMENTS = 2 ** 28;

const KEYWORDS: Readonly<Record<string, Values>> = {
  TSNumberKeyword: numbers(ANY),
  TSBooleanKeyword: BOOLEAN,
  TSUndefinedKeyword: UNDEFINED,
  TSVoidKeyword: UNDEFINED,
  TSNullKeyword: NULL,
  TSStringKeyword: OTHER,
  TSBigIntKeyword: OTHER,
  TSArrayType: OTHER,
  TSTupleType: OTHER,
  TSFunctionType: OTHER,
  TSTypeLiteral: OTHER,
};

/** The values of a TypeScript type. */
export function valuesOfType(code: SourceCode, type: Node, depth = 0): Values {
  const known = KEYWORDS[type.type];
  if (known) return known;
  switch (type.type) {
    case 'TSTypeAnnotation':
      return valuesOfType(code, type.typeAnnotation, depth);
    case 'TSUnionType':
      return type.types.map((part) => valuesOfType(code, part, depth)).reduce((a, b) => union(a, b), NOTHING);
    case 'TSLiteralType': {
      const { literal } = type;
      if (literal.type === 'TemplateLiteral') return OTHER;
      const value = literal.type === 'Literal' ? literal.value : null;
      return typeof value === 'boolean' ? BOOLEAN : typeof value === 'string' ? OTHER : numbers(ANY);
    }
    case 'TSTypeReference': {
      const alias = aliasOf(code, type);
      return alias && depth < 10 ? valuesOfType(code, alias, depth + 1) : ANYTHING;
    }
    default:
      return ANYTHING;
  }
}

function aliasOf(code: SourceCode, { typeName }: TSESTree.TSTypeReference): Node | null {
  const definition = variableOf(code, typeName)?.defs[0]?.node;
  return definition?.type === 'TSTypeAliasDeclaration' && !definition.typeParameters ? definition.typeAnnotation : null;
}

const TYPED_ARRAYS: Readonly<Record<string, Interval>> = {
  Int8Array: integers(-128, 127),
  Uint8Array: integers(0, 255),
  Uint8ClampedArray: integers(0, 255),
  Buffer: integers(0, 255),
  Int16Array: integers(-32768, 32767),
  Uint16Array: integers(0, 65535),
  Int32Array: integers(-(2 ** 31), 2 ** 31 - 1),
  Uint32Array: UINT32,
  Float16Array: ANY,
  Float32Array: ANY,
  Float64Array: ANY,
};

/** What a typed array holds; `null` when the expression is not known to be one. */
export function valuesInTypedArray(code: SourceCode, expression: Node): Values | null {
  const made = originOf(code, expression)?.made;
  const constructor = made?.type === 'NewExpression' && made.callee.type === 'Identifier' ? made.callee : null;
  const named = declaredTypeOf(code, expression);
  const reference = named?.type === 'TSTypeReference' && named.typeName.type === 'Identifier' ? named.typeName : null;
  const name = constructor ?? reference;
  if (!name || variableOf(code, name)) return null;
  const range = TYPED_ARRAYS[name.name];
  return range ? numbers(range) : null;
}

/** `x.length`, `x.size`, `Math.PI`, `Number.MAX_SAFE_INTEGER`; `null` for anything else. */
export function valuesOfProperty(code: SourceCode, member: TSESTree.MemberExpression): Values | null {
  const name = propertyName(member);
  if (name === 'length' || name === 'size') {
    if (name === 'length' && isString(code, member.object)) return numbers(integers(0, LONGEST_STRING));
    const kind = originOf(code, member.object)?.kind;
    if (name === 'size') return kind === 'map' || kind === 'set' ? numbers(UINT32) : null;
    if (kind === 'array') return numbers(UINT32);
    return kind === 'typedArray' ? numbers(integers(0, Number.MAX_SAFE_INTEGER)) : null;
  }
  const object = unwrapped(member.object);
  if (object.type !== 'Identifier' || variableOf(code, object) || name === null) return null;
  if (object.name === 'Math' || object.name === 'Number') {
    return /^[A-Z]/.test(name) ? numbers({ ...ANY, nan: name === 'NaN' }) : null;
  }
  return null;
}

/** What a call of a built-in gives. */
export function valuesOfBuiltin(target: CallTarget, given: readonly Values[], hasSpread: boolean): Values {
  if (target.kind === 'constructor') return OTHER;
  if (target.kind === 'method') return valuesOfMethod(target.name, target.receiverKind, target.method.gives);
  if (target.kind !== 'function') return ANYTHING;
  const { name, known } = target;
  const ranges = given.map(toNumber);
  if (name.startsWith('Math.')) {
    const isKnown = !hasSpread && ranges.every((range) => range !== null);
    return hasSpread ? numbers(ANY) : isKnown ? numbers(math(name.slice('Math.'.length), ranges)) : NOTHING;
  }
  if (name === 'Number') return ranges[0] ? numbers(ranges[0]) : given[0] ? NOTHING : numbers(integers(0, 0));
  if (/^(?:Number\.)?parseInt$/.test(name)) return numbers({ ...ANY, integer: true });
  return valuesOfKind(known.gives);
}

function valuesOfMethod(name: string, receiver: string, gives: string | undefined): Values {
  if (receiver === 'string' && name === 'charCodeAt') return numbers({ ...integers(0, 65535), nan: true });
  if (receiver === 'string' && name === 'codePointAt') return { ...UNDEFINED, number: integers(0, 0x10ffff) };
  if (/^(?:lastIndexOf|indexOf|findIndex|findLastIndex|search)$/.test(name) && gives === 'number') {
    return numbers(integers(-1, receiver === 'typedArray' ? Number.MAX_SAFE_INTEGER : UINT32.max));
  }
  return valuesOfKind(gives);
}

function valuesOfKind(kind: string | undefined): Values {
  switch (kind) {
    case undefined:
      return ANYTHING;
    case 'number':
      return numbers(ANY);
    case 'boolean':
      return BOOLEAN;
    case 'undefined':
      return UNDEFINED;
    case 'null':
      return NULL;
    default:
      return OTHER;
  }
}
