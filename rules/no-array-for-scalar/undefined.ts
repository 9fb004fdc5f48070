// Does code that took an element of a filtered array take what `find` gives? Without `noUncheckedIndexedAccess`
// `xs.filter(p)[0]` has the type of an element, `xs.find(p)` that or `undefined`.
//
// Guarantee: `yes` means that a value which may be `undefined` compiles wherever this one is used.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../../analysis/answer.js';
import { useOf, usesOf } from '../../analysis/uses.js';
import { variableOf } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Question } from './question.js';
import type { Shortcut } from './shortcut.js';

export function takesUndefined(code: SourceCode, { whole }: Shortcut, question: Question): Answer {
  if (question.kind === 'search') return 'no';
  if (question.kind === 'pattern') {
    const [name] = question.pattern.elements;
    return name?.type === 'Identifier' && isNameForAny(code, name) ? 'yes' : 'unknown';
  }
  return whole && isTaken(code, whole) ? 'yes' : 'unknown';
}

function isTaken(code: SourceCode, value: Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'TSNonNullExpression':
    case 'TemplateLiteral':
    case 'ExpressionStatement':
      return true;
    case 'ChainExpression':
      return isTaken(code, parent);
    case 'MemberExpression':
      return parent.optional && parent.object === value;
    case 'LogicalExpression':
      return parent.left === value && parent.operator !== '&&';
    case 'VariableDeclarator':
      return parent.init === value && isNameForAny(code, parent.id);
    default:
      return /^(?:test|compare|drop)$/.test(useOf(value).kind) && isComparedForEquality(parent);
  }
}

/** `a < b` takes no `undefined`. */
function isComparedForEquality(parent: Node | undefined): boolean {
  return parent?.type !== 'BinaryExpression' || /^[=!]==?$/.test(parent.operator);
}

/** A name without a type of its own, all of whose uses take `undefined`. */
function isNameForAny(code: SourceCode, name: TSESTree.BindingName): boolean {
  if (name.type !== 'Identifier' || name.typeAnnotation) return false;
  const variable = variableOf(code, name);
  return (
    variable !== null &&
    usesOf(variable).every(({ use, identifier }) => (use.kind === 'write' ? use.init : isTaken(code, identifier)))
  );
}
