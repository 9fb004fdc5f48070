// Whether TypeScript lets a collection be changed in place, as far as the written types tell.
//
// Guarantee: `yes` means that adding to a value of that type compiles wherever a copy with the addition does; `no` that
// it does not. Without type information, a type that is declared elsewhere is `unknown`.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { every, type Answer } from './answer.js';
import type { Container } from './copies.js';
import { isWritableByType } from './types.js';
import { variableOf } from './variables.js';

export function isWritable(code: SourceCode, type: TSESTree.TypeNode, container: Container): Answer {
  const written = writable(code, type, container, 0);
  return written === 'unknown' ? isWritableByType(code, type, container) : written;
}

const WRITABLE: Readonly<Record<Container, RegExp>> = {
  array: /^Array$/,
  map: /^Map$/,
  set: /^Set$/,
  object: /^Record$/,
};

function writable(code: SourceCode, type: Node, container: Container, depth: number): Answer {
  if (depth > 10) return 'unknown';
  switch (type.type) {
    case 'TSAnyKeyword':
      return 'yes';
    case 'TSArrayType':
      return container === 'array' ? 'yes' : 'unknown';
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? 'no' : 'unknown';
    case 'TSTypeLiteral':
      return container === 'object' ? hasOpenKeys(type) : 'unknown';
    case 'TSUnionType':
      return every(type.types.map((part) => writable(code, part, container, depth + 1)));
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return 'unknown';
      const variable = variableOf(code, type.typeName);
      if (variable) {
        const declaration = variable.defs.length === 1 ? variable.defs[0]?.node : undefined;
        return declaration?.type === 'TSTypeAliasDeclaration'
          ? writable(code, declaration.typeAnnotation, container, depth + 1)
          : 'unknown';
      }
      const { name } = type.typeName;
      if (name.startsWith('Readonly')) return 'no';
      if (!WRITABLE[container].test(name)) return 'unknown';
      return container === 'object' ? isOpenKey(type.typeArguments?.params[0]) : 'yes';
    }
    default:
      return 'unknown';
  }
}

/** `{ [key: string]: V }` */
function hasOpenKeys({ members }: TSESTree.TSTypeLiteral): Answer {
  const [member, ...others] = members;
  if (member?.type !== 'TSIndexSignature' || others.length > 0) return 'unknown';
  if (member.readonly) return 'no';
  const [parameter] = member.parameters;
  return parameter?.type === 'Identifier' ? isOpenKey(parameter.typeAnnotation?.typeAnnotation) : 'unknown';
}

/** `Record<string, V>` takes any key; of a union only its members, which an object literal with a computed key hides. */
function isOpenKey(key: TSESTree.TypeNode | undefined): Answer {
  return key?.type === 'TSStringKeyword' || key?.type === 'TSAnyKeyword' ? 'yes' : 'unknown';
}
