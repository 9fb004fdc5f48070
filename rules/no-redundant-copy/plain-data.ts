// Values of which a deep clone is all that they are.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../../analysis/callees.js';
import { declaredTypeOf, unaliased } from '../../analysis/declared-types.js';
import { originOf } from '../../analysis/origin.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { DeepClone } from './deep-clone.js';

/** Whether the expression makes new plain data, down to the leaves: nobody else holds anything of it. */
export function isNewPlainData(code: SourceCode, expression: Node, by: DeepClone['by']): boolean {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Literal':
      // What is written `1e999` comes back as `null`.
      return !('regex' in node || 'bigint' in node) && (by !== 'roundTrip' || isKeptByJson(node));
    case 'ArrayExpression':
      return node.elements.every(
        (element) => element && element.type !== 'SpreadElement' && isNewPlainData(code, element, by),
      );
    case 'ObjectExpression':
      return node.properties.every((property) => isPlainProperty(code, property, by));
    case 'CallExpression':
      // A number may be `-0` or too large, of which a round trip makes `0` and `null`.
      if (by === 'roundTrip') return false;
      return globalName(code, node.callee) === 'JSON.parse' && node.arguments.length === 1;
    default: {
      const kind = originOf(code, node)?.kind;
      return kind === 'string' || kind === 'boolean' || (by !== 'roundTrip' && kind === 'number');
    }
  }
}

function isKeptByJson({ value }: TSESTree.Literal): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

function isPlainProperty(code: SourceCode, property: TSESTree.ObjectLiteralElement, by: DeepClone['by']): boolean {
  if (property.type !== 'Property' || property.kind !== 'init' || property.method || property.computed) return false;
  return propertyName(property) !== '__proto__' && isNewPlainData(code, property.value, by);
}

/** Whether its type allows nothing but arrays of primitives, at any depth. */
export function isPlainByType(code: SourceCode, expression: Node): boolean {
  const declared = declaredTypeOf(code, expression);
  return declared !== null && isPlainType(code, declared);
}

function isPlainType(code: SourceCode, type: TSESTree.TypeNode): boolean {
  const bare = unaliased(code, type);
  switch (bare?.type) {
    case 'TSNumberKeyword':
    case 'TSStringKeyword':
    case 'TSBooleanKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return true;
    case 'TSArrayType':
      return isPlainType(code, bare.elementType);
    case 'TSTypeOperator':
      return (
        bare.operator === 'readonly' && bare.typeAnnotation !== undefined && isPlainType(code, bare.typeAnnotation)
      );
    case 'TSUnionType':
      return bare.types.every((one) => isPlainType(code, one));
    case 'TSLiteralType':
      return true;
    default:
      return false;
  }
}
