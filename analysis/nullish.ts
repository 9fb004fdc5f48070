// May a value be `null` or `undefined`?
//
// Guarantee: `no` is proved by what makes the value or by its annotation, under docs/assumptions.md. Origins look past
// `null` and `undefined`, since who asks for an object means the object; where it matters this is the question.

import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { functionNamedBy } from './callees.js';
import { requiredTypeOf } from './declared-types.js';
import type { FunctionNode } from './enclosing.js';
import { originOf } from './origin.js';
import { returnedBy } from './returns.js';
import { isNeverNullishByType } from './types.js';
import { declaratorOf, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export function canBeNullish(code: SourceCode, expression: Node): Answer {
  const answer = ofExpression(code, expression, new Set());
  return answer === 'unknown' && isNeverNullishByType(code, expression) ? 'no' : answer;
}

/** @param pending variables and functions that are being asked about: what only comes from itself is never there. */
function ofExpression(code: SourceCode, expression: Node, pending: Set<object>): Answer {
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
      return variable ? ofVariable(code, variable, pending) : 'unknown';
    }
    case 'CallExpression': {
      // `a?.values()` is `undefined` where there is no `a`.
      if (expression.type === 'ChainExpression' || bare.parent.type === 'ChainExpression') return 'unknown';
      const callee = functionNamedBy(code, bare.callee);
      if (callee) return ofResult(code, callee, pending);
      const origin = originOf(code, bare);
      return origin?.fresh && origin.kind !== 'undefined' && origin.kind !== 'null' ? 'no' : 'unknown';
    }
    case 'LogicalExpression': {
      const { operator, right } = bare;
      return operator !== '&&' && ofExpression(code, right, pending) === 'no' ? 'no' : 'unknown';
    }
    case 'ConditionalExpression':
      return [bare.consequent, bare.alternate].every((branch) => ofExpression(code, branch, pending) === 'no')
        ? 'no'
        : 'unknown';
    case 'MemberExpression':
      return expression.type === 'ChainExpression' ? 'unknown' : byItsType(code, bare);
    default:
      return 'unknown';
  }
}

function byItsType(code: SourceCode, expression: Node): Answer {
  const type = requiredTypeOf(code, expression);
  return type ? admitsNullish(code, type, 0) : 'unknown';
}

/** What follows from each other in many ways is given up. */
const DEEPEST = 5;

/** What a function of this file returns. */
function ofResult(code: SourceCode, callee: FunctionNode, pending: Set<object>): Answer {
  if (callee.async || callee.generator) return 'no';
  if (callee.returnType) return admitsNullish(code, callee.returnType.typeAnnotation, 0);
  if (pending.has(callee)) return 'no';
  if (pending.size > DEEPEST) return 'unknown';
  pending.add(callee);
  const results = returnedBy(code, callee);
  const isNever = results?.every((result) => ofExpression(code, result, pending) === 'no');
  pending.delete(callee);
  return isNever ? 'no' : 'unknown';
}

function ofVariable(code: SourceCode, variable: Variable, pending: Set<object>): Answer {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return 'unknown';
  const { name } = definition;
  if (name.type === 'Identifier' && name.typeAnnotation) {
    if (name.optional && name.parent.type !== 'AssignmentPattern') return 'unknown';
    return admitsNullish(code, name.typeAnnotation.typeAnnotation, 0);
  }
  const isRest = definition.type === 'Parameter' && name.parent?.type === 'RestElement';
  if (isRest && !variable.references.some((reference) => reference.isWrite())) return 'no';
  if (!declaratorOf(variable)?.init) return name.type === 'Identifier' ? byItsType(code, name) : 'unknown';
  if (pending.has(variable)) return 'no';
  if (pending.size > DEEPEST) return 'unknown';
  pending.add(variable);
  const isNever = variable.references.every((reference) => {
    if (!reference.isWrite()) return true;
    const { parent } = reference.identifier;
    const isPlain = reference.init === true || (parent.type === 'AssignmentExpression' && parent.operator === '=');
    return isPlain && reference.writeExpr && ofExpression(code, reference.writeExpr, pending) === 'no';
  });
  pending.delete(variable);
  return isNever ? 'no' : 'unknown';
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
