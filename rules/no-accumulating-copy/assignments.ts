// Assignments of a variable's next value.

import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../analysis/enclosing.js';
import type { Variable } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node } from '../../core/source-code.js';
import type { Outcome, Step } from './steps.js';

/** All writes of the variable after its declaration; `null` when one is no plain assignment. */
export function assignmentsTo(variable: Variable): readonly TSESTree.AssignmentExpression[] | null {
  const assignments: TSESTree.AssignmentExpression[] = [];
  for (const reference of variable.references) {
    if (!reference.isWrite() || reference.init) continue;
    const { parent } = reference.identifier;
    const isPlain = parent.type === 'AssignmentExpression' && parent.operator === '=';
    if (!isPlain || parent.left !== reference.identifier) return null;
    assignments.push(parent);
  }
  return assignments;
}

/** The assignment as a step, where nobody takes its value. */
export function assignmentStep(assignment: TSESTree.AssignmentExpression, outcome: Outcome): Step | null {
  const { parent } = assignment;
  if (parent.type === 'ExpressionStatement') return { kind: 'assignment', statement: parent, assignment, outcome };
  if (parent.type !== 'ArrowFunctionExpression' || parent.body !== assignment || !isForEachCallback(parent))
    return null;
  return { kind: 'assignment', statement: parent, assignment, outcome };
}

/** `forEach` drops what its callback returns, whosever it is. */
function isForEachCallback(callback: Node): boolean {
  const { parent } = callback;
  return (
    isFunction(callback) &&
    parent?.type === 'CallExpression' &&
    parent.arguments[0] === callback &&
    parent.callee.type === 'MemberExpression' &&
    propertyName(parent.callee) === 'forEach'
  );
}
