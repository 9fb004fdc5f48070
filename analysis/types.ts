// What TypeScript's checker says of a value, where the project's ESLint configuration gives type information. Every rule
// does without; with it, more values have a known origin.
//
// Guarantee: as for annotations (annotations.ts): a kind is given only for the built-in types of TypeScript's own
// libraries, and only in TypeScript files, since what the checker makes of plain JavaScript is a guess. `undefined` and
// `null` are looked past. Iterators get none: who asks for one wants to know what it walks.

import type { ParserServicesWithTypeInformation } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { kindOfTypeName } from './annotations.js';
import type { Kind } from './builtins.js';

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
  // What the compiler cannot resolve has an `any` of its own.
  const isTooWide = /^(?:any|unknown|never)$/.test(checker.typeToString(type)) || type.isTypeParameter();
  return !isTooWide && checker.getNonNullableType(type) === type;
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
  const symbol = type.getSymbol();
  const isBuiltin = symbol?.declarations?.some((declaration) =>
    program.isSourceFileDefaultLibrary(declaration.getSourceFile()),
  );
  if (symbol) return isBuiltin ? kindOfTypeName(symbol.name) : null;
  const primitives = [
    ['string', checker.getStringType()],
    ['number', checker.getNumberType()],
    ['boolean', checker.getBooleanType()],
    ['bigint', checker.getBigIntType()],
  ] as const;
  return primitives.find(([, primitive]) => checker.getBaseTypeOfLiteralType(type) === primitive)?.[0] ?? null;
}
