// What TypeScript's checker says of a value, where the project's ESLint configuration gives type information. Every rule
// does without; with it, more values have a known origin.
//
// Guarantee: as for annotations (annotations.ts): a kind is given only for the built-in types of TypeScript's own
// libraries, and only in TypeScript files, since what the checker makes of plain JavaScript is a guess. `undefined` and
// `null` are looked past. Iterators get none: who asks for one wants to know what it walks. Whether a type is readonly or
// disposable is said for the types of others too.

import type { ParserServicesWithTypeInformation } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { every, type Answer } from './answer.js';
import { kindOfTypeName } from './annotations.js';
import type { Kind } from './builtins.js';
import type { Container } from './copies.js';

type Checker = ReturnType<ParserServicesWithTypeInformation['program']['getTypeChecker']>;
type Type = ReturnType<Checker['getTypeAtLocation']>;

export function kindByType(code: SourceCode, node: Node): Kind | null {
  const typed = typedAt(code, node);
  return typed && kindOf(typed.program, typed.checker, typed.checker.getNonNullableType(typed.type));
}

/**
 * Whether the value is known not to be `null` or `undefined`. Only where the compiler checks these at all, and for what
 * is read by its index too: else it takes `list[9]` for an element.
 */
export function isNeverNullishByType(code: SourceCode, node: Node): boolean {
  const typed = typedAt(code, node);
  if (!typed) return false;
  const { program, checker, type } = typed;
  const { strict = false, strictNullChecks = strict, noUncheckedIndexedAccess } = program.getCompilerOptions();
  if (!strictNullChecks || !noUncheckedIndexedAccess) return false;
  return !isOpen(typed) && checker.getNonNullableType(type) === type;
}

/**
 * Whether the compiler lets what has the type be added to in place, for an object under any key.
 *
 * @param node a type as it is written, or a value.
 */
export function isWritableByType(code: SourceCode, node: Node, container: Container): Answer {
  const typed = typedAt(code, node);
  if (!typed) return 'unknown';
  const { checker, type } = typed;
  const parts = type.isUnion() ? type.types : [type];
  return every(
    parts.map((part) => {
      const name = builtinNameOf(typed.program, part);
      if (name?.startsWith('Readonly')) return 'no';
      if (container === 'object') return name === null ? areKeysOpen(checker, part) : 'unknown';
      return name !== null && kindOfTypeName(name) === container ? 'yes' : 'unknown';
    }),
  );
}

/** `{ [key: string]: V }` and `Record<string, V>`, with no property of a type of its own. */
function areKeysOpen(checker: Checker, type: Type): Answer {
  const keys = type.isIntersection() ? undefined : checker.getIndexInfosOfType(type);
  const [any, ...others] = keys ?? [];
  if (any?.keyType !== checker.getStringType() || others.length > 0) return 'unknown';
  if (any.isReadonly) return 'no';
  return checker.getPropertiesOfType(type).length === 0 ? 'yes' : 'unknown';
}

/** How a value wants to be released, by `using` or `await using`; `null` when its type does not say that it does. */
export function disposalByType(code: SourceCode, node: Node): 'sync' | 'async' | null {
  const typed = typedAt(code, node);
  if (!typed || isOpen(typed)) return null;
  const { checker, type } = typed;
  const names = checker.getPropertiesOfType(checker.getNonNullableType(type)).map(({ name }) => name);
  // The checker's names for members that are named by well-known symbols.
  if (names.some((name) => name.startsWith('__@dispose@'))) return 'sync';
  return names.some((name) => name.startsWith('__@asyncDispose@')) ? 'async' : null;
}

/** What the compiler cannot resolve has an `any` of its own. */
function isOpen({ checker, type }: Typed): boolean {
  return /^(?:any|unknown|never)$/.test(checker.typeToString(type)) || type.isTypeParameter();
}

interface Typed {
  readonly program: ParserServicesWithTypeInformation['program'];
  readonly checker: Checker;
  readonly type: Type;
}

/** `null` without type information, and in plain JavaScript. */
function typedAt(code: SourceCode, node: Node): Typed | null {
  const services = code.parserServices?.program ? (code.parserServices as ParserServicesWithTypeInformation) : null;
  const place = services?.esTreeNodeToTSNodeMap.get(node);
  if (!services || !place || !/\.[cm]?tsx?$/.test(place.getSourceFile().fileName)) return null;
  const { program } = services;
  const checker = program.getTypeChecker();
  return { program, checker, type: checker.getTypeAtLocation(place) };
}

function kindOf(program: ParserServicesWithTypeInformation['program'], checker: Checker, type: Type): Kind | null {
  if (type === checker.getAnyType() || type === checker.getNeverType()) return null;
  if (type.isUnion()) {
    const kinds = new Set(type.types.map((part) => kindOf(program, checker, part)));
    const [kind = null] = kinds;
    return kinds.size === 1 ? kind : null;
  }
  if (type.isIntersection()) return null;
  if (checker.isArrayType(type) || checker.isTupleType(type)) return 'array';
  if (type.getSymbol()) {
    const name = builtinNameOf(program, type);
    return name === null ? null : kindOfTypeName(name);
  }
  const primitives = [
    ['string', checker.getStringType()],
    ['number', checker.getNumberType()],
    ['boolean', checker.getBooleanType()],
    ['bigint', checker.getBigIntType()],
  ] as const;
  return primitives.find(([, primitive]) => checker.getBaseTypeOfLiteralType(type) === primitive)?.[0] ?? null;
}

/** The name that TypeScript's own libraries declare the type by; what `Record<K, V>` stands for has none. */
function builtinNameOf(program: ParserServicesWithTypeInformation['program'], type: Type): string | null {
  const symbol = type.getSymbol();
  const isBuiltin = symbol?.declarations?.some((declaration) =>
    program.isSourceFileDefaultLibrary(declaration.getSourceFile()),
  );
  return symbol && isBuiltin && symbol.name !== '__type' ? symbol.name : null;
}
