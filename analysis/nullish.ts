// May a value be `null` or `undefined`?
//
// Guarantee: `no` is proved by what makes the value or by its annotation, under docs/assumptions.md. Origins look past
// `null` and `undefined`, since who asks for an object means the object; where it matters this is the question.

import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { originOf } from './origin.js';
import { initializerOf, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export function canBeNullish(code: SourceCode, expression: Node): Answer {
  const bare = unwrapped(expression);
  if (expression.type === 'TSNonNullExpression') return 'no';
  switch (bare.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'NewExpression':
    case 'TemplateLiteral':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return 'no';
    case 'Literal':
      return bare.value === null && bare.raw === 'null' ? 'yes' : 'no';
    case 'Identifier': {
      const variable = variableOf(code, bare);
      return variable ? canVariableBeNullish(code, variable) : 'unknown';
    }
    case 'CallExpression': {
      // `a?.values()` is `undefined` where there is no `a`.
      if (expression.type === 'ChainExpression' || bare.parent.type === 'ChainExpression') return 'unknown';
      const origin = originOf(code, bare);
      return origin?.fresh && origin.kind !== 'undefined' && origin.kind !== 'null' ? 'no' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

function canVariableBeNullish(code: SourceCode, variable: Variable): Answer {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return 'unknown';
  const { name } = definition;
  if (name.type === 'Identifier' && name.typeAnnotation) {
    if (name.optional && name.parent.type !== 'AssignmentPattern') return 'unknown';
    return admitsNullish(code, name.typeAnnotation.typeAnnotation, 0);
  }
  const isRest = definition.type === 'Parameter' && name.parent?.type === 'RestElement';
  if (isRest && !variable.references.some((reference) => reference.isWrite())) return 'no';
  const initializer = definition.type === 'Variable' ? initializerOf(variable) : null;
  return initializer ? canBeNullish(code, initializer) : 'unknown';
}

/** A type from elsewhere may be a union with `undefined`. */
function admitsNullish(code: SourceCode, type: Node, depth: number): Answer {
  if (depth > 10) return 'unknown';
  switch (type.type) {
    case 'TSArrayType':
    case 'TSTupleType':
    case 'TSStringKeyword':
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSFunctionType':
    case 'TSTypeLiteral':
    case 'TSTypeOperator':
      return 'no';
    case 'TSUnionType': {
      const answers = type.types.map((part) => admitsNullish(code, part, depth + 1));
      return answers.every((answer) => answer === 'no') ? 'no' : 'unknown';
    }
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return 'unknown';
      const variable = variableOf(code, type.typeName);
      // Of the names that are not declared here, only those of built-in collections are sure.
      if (!variable) return COLLECTIONS.test(type.typeName.name) ? 'no' : 'unknown';
      const declaration = variable.defs[0]?.node;
      if (declaration?.type === 'TSInterfaceDeclaration') return 'no';
      return declaration?.type === 'TSTypeAliasDeclaration'
        ? admitsNullish(code, declaration.typeAnnotation, depth + 1)
        : 'unknown';
    }
    default:
      return 'unknown';
  }
}

const COLLECTIONS =
  /^(?:(?:Readonly)?(?:Array|Map|Set)|Weak(?:Map|Set)|Iterable|Iterator|Generator|IterableIterator|\w+Array)$/;
