// What a TypeScript annotation says of a value.
//
// Guarantee: a kind is given only where the annotation names a built-in type, or an alias in this file of one, for
// certain; a union of kinds gives none. `undefined` and `null` in a union are looked past: who asks about an object
// asks about the object, if there is one.

import type { Node, SourceCode } from '../core/source-code.js';
import { TYPED_ARRAYS, type Kind } from './builtins.js';
import { variableOf } from './variables.js';

export function kindOfAnnotation(code: SourceCode, type: Node): Kind | null {
  return kindOf(code, type, 0);
}

const KEYWORDS: Readonly<Record<string, Kind>> = {
  TSStringKeyword: 'string',
  TSTemplateLiteralType: 'string',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'boolean',
  TSBigIntKeyword: 'bigint',
  TSArrayType: 'array',
  TSTupleType: 'array',
  TSFunctionType: 'function',
  TSUndefinedKeyword: 'undefined',
  TSNullKeyword: 'null',
};

const REFERENCES: Readonly<Record<string, Kind>> = {
  Array: 'array',
  ReadonlyArray: 'array',
  Map: 'map',
  ReadonlyMap: 'map',
  Set: 'set',
  ReadonlySet: 'set',
  WeakMap: 'weakMap',
  WeakSet: 'weakSet',
  Promise: 'promise',
  RegExp: 'regexp',
  Date: 'date',
  Buffer: 'typedArray',
  ...Object.fromEntries([...TYPED_ARRAYS].map((name) => [name, 'typedArray' as const])),
};

/** The kind that the built-in type of that name stands for. */
export function kindOfTypeName(name: string): Kind | null {
  return Object.hasOwn(REFERENCES, name) ? (REFERENCES[name] ?? null) : null;
}

function kindOf(code: SourceCode, type: Node, depth: number): Kind | null {
  // Aliases may be circular.
  if (depth > 10) return null;
  const keyword = KEYWORDS[type.type];
  if (keyword) return keyword;
  switch (type.type) {
    case 'TSTypeAnnotation':
      return kindOf(code, type.typeAnnotation, depth);
    case 'TSTypeOperator':
      return type.operator === 'readonly' && type.typeAnnotation ? kindOf(code, type.typeAnnotation, depth) : null;
    case 'TSLiteralType':
      return type.literal.type === 'Literal' ? (typeof type.literal.value as Kind) : null;
    case 'TSUnionType': {
      const kinds = new Set(type.types.map((part) => kindOf(code, part, depth + 1)));
      if (kinds.size > 1) for (const empty of ['undefined', 'null'] as const) kinds.delete(empty);
      const [kind = null] = kinds;
      return kinds.size === 1 ? kind : null;
    }
    case 'TSTypeReference':
      return type.typeName.type === 'Identifier' ? kindOfReference(code, type.typeName, depth) : null;
    default:
      return null;
  }
}

function kindOfReference(code: SourceCode, name: Node & { name: string }, depth: number): Kind | null {
  const variable = variableOf(code, name);
  if (!variable) return kindOfTypeName(name.name);
  const [definition, ...others] = variable.defs;
  if (others.length > 0 || definition?.node.type !== 'TSTypeAliasDeclaration') return null;
  return kindOf(code, definition.node.typeAnnotation, depth + 1);
}
