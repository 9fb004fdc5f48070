// The type that a TypeScript annotation in this file gives an expression: of a name, an element, a property.
//
// Guarantee: a type that is given is the declared one, under docs/assumptions.md (annotations tell the truth). An
// element that is read by its index may still be `undefined`, and so may an optional property that holds a collection;
// other optional properties have no type here.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { functionNamedBy, globalName } from './callees.js';
import { variableOf, type Variable } from './variables.js';
import { walkParameterOf } from './walk-parameters.js';
import { propertyName } from './wrappers.js';

/** Annotations may be circular by way of others. */
const DEEPEST = 10;

export function declaredTypeOf(code: SourceCode, expression: Node): TSESTree.TypeNode | null {
  return typeOf(code, expression, { depth: 0, isRequired: false });
}

/** As `declaredTypeOf`, of what is always there: no optional property, and no element that is read by its index. */
export function requiredTypeOf(code: SourceCode, expression: Node): TSESTree.TypeNode | null {
  return typeOf(code, expression, { depth: 0, isRequired: true });
}

interface Asked {
  readonly depth: number;
  readonly isRequired: boolean;
}

type Next = (node: Node) => TSESTree.TypeNode | null;

function typeOf(code: SourceCode, expression: Node, asked: Asked): TSESTree.TypeNode | null {
  if (asked.depth > DEEPEST) return null;
  const next: Next = (node) => typeOf(code, node, { ...asked, depth: asked.depth + 1 });
  switch (expression.type) {
    case 'Identifier':
      return typeOfName(code, expression, next, asked);
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return expression.typeAnnotation;
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'ChainExpression':
      return next(expression.expression);
    case 'CallExpression': {
      const same = sameElements(code, expression, next);
      if (same) return same;
      const callee = functionNamedBy(code, expression.callee);
      return callee && !callee.async && !callee.generator ? (callee.returnType?.typeAnnotation ?? null) : null;
    }
    case 'MemberExpression': {
      const type = next(expression.object);
      const name = propertyName(expression);
      if (!type) return null;
      if (name !== null || !expression.computed) return propertyType(code, type, name, asked.isRequired);
      return asked.isRequired ? null : elementTypeOf(code, type);
    }
    default:
      return null;
  }
}

const KEEPING_ELEMENTS = /^(?:filter|reverse|slice|sort|toReversed|toSorted)$/;

/** `rows.filter(…)` holds what `rows` does. */
function sameElements(
  code: SourceCode,
  { callee, optional }: TSESTree.CallExpression,
  next: Next,
): TSESTree.TypeNode | null {
  if (callee.type !== 'MemberExpression' || callee.optional || optional) return null;
  const type = KEEPING_ELEMENTS.test(propertyName(callee) ?? '') ? next(callee.object) : null;
  return type && elementTypeOf(code, type) ? type : null;
}

/** T of `T[]`, `readonly T[]`, `Array<T>`, `ReadonlyArray<T>`, `Set<T>` and aliases of these. */
export function elementTypeOf(code: SourceCode, type: TSESTree.TypeNode): TSESTree.TypeNode | null {
  const bare = unaliased(code, type);
  if (bare?.type === 'TSArrayType') return bare.elementType;
  if (bare?.type === 'TSTypeOperator' && bare.operator === 'readonly' && bare.typeAnnotation) {
    return elementTypeOf(code, bare.typeAnnotation);
  }
  if (bare?.type !== 'TSTypeReference' || bare.typeName.type !== 'Identifier') return null;
  const isList = /^(?:Readonly)?(?:Array|Set)$/.test(bare.typeName.name) && variableOf(code, bare.typeName) === null;
  return isList ? (bare.typeArguments?.params[0] ?? null) : null;
}

function typeOfName(
  code: SourceCode,
  name: TSESTree.Identifier,
  next: Next,
  { isRequired }: Asked,
): TSESTree.TypeNode | null {
  const variable = variableOf(code, name);
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0 || definition.name.type !== 'Identifier') return null;
  if (definition.name.typeAnnotation) return definition.name.typeAnnotation.typeAnnotation;
  const { parent } = definition.name;
  if (parent.type === 'VariableDeclarator') {
    return isOnlyWrittenBy(variable, definition.name) ? typeOfSource(code, parent, next) : null;
  }
  if (walkParameterOf(definition.name)) {
    return isOnlyWrittenBy(variable, definition.name) ? typeOfWalked(code, definition.name, next) : null;
  }
  // `{ name }` of what is taken apart; with a default it may be another.
  if (parent.type !== 'Property' || parent.parent.type !== 'ObjectPattern') return null;
  const pattern = parent.parent;
  const whole =
    pattern.typeAnnotation?.typeAnnotation ??
    (pattern.parent.type === 'VariableDeclarator'
      ? typeOfSource(code, pattern.parent, next)
      : typeOfWalked(code, pattern, next));
  return whole && isOnlyWrittenBy(variable, definition.name)
    ? propertyType(code, whole, propertyName(parent), isRequired)
    : null;
}

/** Of what a declarator takes: its initialiser, or the elements of what its loop walks. */
function typeOfSource(
  code: SourceCode,
  { init, parent: declaration }: TSESTree.VariableDeclarator,
  next: Next,
): TSESTree.TypeNode | null {
  const loop = declaration.parent;
  if (loop.type !== 'ForOfStatement' || loop.left !== declaration) return init && next(init);
  return loop.await ? null : typeOfElements(code, loop.right, next);
}

/** Of the elements, for a callback's parameter: `rows.map((row) => …)`. */
function typeOfWalked(code: SourceCode, parameter: Node, next: Next): TSESTree.TypeNode | null {
  const walk = walkParameterOf(parameter);
  return walk?.gives === 'element' ? typeOfElements(code, walk.array, next) : null;
}

/** Of `names`, `Array.from(names)` and `[...names]`. */
function typeOfElements(code: SourceCode, walked: Node, next: Next): TSESTree.TypeNode | null {
  const source = copiedWhole(code, walked) ?? walked;
  const type = next(source);
  return type && elementTypeOf(code, type);
}

function copiedWhole(code: SourceCode, node: Node): Node | null {
  const elements = node.type === 'ArrayExpression' ? node.elements : [];
  const isFrom = node.type === 'CallExpression' && globalName(code, node.callee) === 'Array.from';
  const [only, ...others] = isFrom ? node.arguments : elements;
  if (!only || others.length > 0 || (only.type === 'SpreadElement') === isFrom) return null;
  return only.type === 'SpreadElement' ? only.argument : only;
}

function isOnlyWrittenBy(variable: Variable, name: Node): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.identifier === name);
}

/** Of a type literal, or of an interface or alias of this file that is declared once and takes no parameters. */
export function propertyType(
  code: SourceCode,
  type: TSESTree.TypeNode,
  name: string | null,
  isRequired = false,
): TSESTree.TypeNode | null {
  if (name === null) return null;
  const members = membersOf(code, type) ?? [];
  const [only, ...others] = members.filter(
    (member) => member.type === 'TSPropertySignature' && propertyKey(member) === name,
  );
  if (others.length > 0 || only?.type !== 'TSPropertySignature') return null;
  const found = only.typeAnnotation?.typeAnnotation ?? null;
  return !only.optional || (!isRequired && found && elementTypeOf(code, found)) ? found : null;
}

function membersOf(code: SourceCode, type: TSESTree.TypeNode): readonly TSESTree.TypeElement[] | null {
  const bare = unaliased(code, type);
  if (bare?.type === 'TSTypeLiteral') return bare.members;
  const declaration = bare && declarationOf(code, bare);
  return declaration?.type === 'TSInterfaceDeclaration' && !declaration.typeParameters ? declaration.body.body : null;
}

function propertyKey({ key, computed }: TSESTree.TSPropertySignature): string | null {
  if (computed) return null;
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : null;
}

/** What an alias of this file stands for; `null` when that goes too far. */
export function unaliased(code: SourceCode, type: TSESTree.TypeNode): TSESTree.TypeNode | null {
  let current = type;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const declaration = declarationOf(code, current);
    if (declaration?.type !== 'TSTypeAliasDeclaration' || declaration.typeParameters) return current;
    current = declaration.typeAnnotation;
  }
  return null;
}

function declarationOf(code: SourceCode, type: TSESTree.TypeNode): Node | null {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null;
  const [definition, ...others] = variableOf(code, type.typeName)?.defs ?? [];
  return definition && others.length === 0 ? definition.node : null;
}
