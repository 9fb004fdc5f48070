// Which field of its class `this.name` reads, and whether the class writes it.
//
// Guarantee: `fieldOf` gives the one instance field of that name that the class around the node declares. Names alone say
// whether it is written: of whatever object within the class, so that no write is missed; from outside anybody may who
// is not kept out (`#name`, `private`, `readonly`).

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { wholeSubtreeOf } from './children.js';
import { ancestorsOf } from './enclosing.js';
import { isWritten } from './uses.js';
import { propertyName } from './wrappers.js';

/** @param place where `this.name` stands */
export function fieldOf(place: Node, name: string): TSESTree.PropertyDefinition | null {
  const field = classBodyAround(place)?.body.find(
    (member) => member.type === 'PropertyDefinition' && propertyName(member) === name,
  );
  return field?.type === 'PropertyDefinition' && !field.static ? field : null;
}

function classBodyAround(place: Node): TSESTree.ClassBody | null {
  for (const current of ancestorsOf(place)) {
    if (current.type === 'ClassBody') return current;
    // A plain function has its own `this`; methods are function expressions right below their class.
    const isMethod = current.parent?.type === 'MethodDefinition';
    if (current.type === 'FunctionDeclaration' || (current.type === 'FunctionExpression' && !isMethod)) return null;
  }
  return null;
}

/** Whether anything in the field's class may write a field of that name, the initialiser aside. */
export function isFieldWritten(code: SourceCode, field: TSESTree.PropertyDefinition, name: string): boolean {
  for (const node of wholeSubtreeOf(code, field.parent)) {
    if (node.type === 'MemberExpression' && propertyName(node) === name && isWritten(node)) return true;
  }
  return false;
}
