// A local variable that holds a buffer, which loops or the handlers of a stream copy to add to it; and where all chunks
// can be joined instead.

import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import type { Repetition } from '../../analysis/repetition.js';
import { isTypeOnly } from '../../analysis/uses.js';
import { declaratorOf, type Variable } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { growthOf, type Growth } from './growth.js';
import { byHandlers, eventOf } from './handlers.js';
import { byLoop } from './loops.js';

export interface Step {
  readonly assignment: TSESTree.AssignmentExpression;
  readonly growth: Growth;
}

export type Join =
  /** The joined buffer takes the place of a read of the variable. */
  | { readonly kind: 'inPlace'; readonly read: Node }
  /** It is declared before the statement that reads it. */
  | { readonly kind: 'before'; readonly statement: Node }
  /** It is declared after the last step. */
  | { readonly kind: 'after'; readonly statement: TSESTree.Statement; readonly isWrittenLater: boolean }
  /** It is declared at the top of a handler that comes when all is there. */
  | { readonly kind: 'atTop'; readonly handler: FunctionNode; readonly body: TSESTree.BlockStatement };

export interface Accumulation {
  readonly variable: Variable;
  readonly declarator: TSESTree.VariableDeclarator & {
    readonly id: TSESTree.Identifier;
    readonly init: TSESTree.Expression;
  };
  readonly steps: readonly [Step, ...Step[]];
  /** The statements from the first step to the last; `null` when it is a handler that is called again and again. */
  readonly extent: readonly Node[] | null;
  readonly repetitions: readonly Repetition[];
  readonly joins: readonly Join[];
  /** Reads between the steps, all of its length. */
  readonly lengthReads: readonly Node[];
}

export function accumulationOf(code: SourceCode, variable: Variable): Accumulation | null {
  const declarator = declaratorOf(variable);
  if (!declarator || !hasNameAndValue(declarator) || declarator.parent.declare) return null;
  const steps: Step[] = [];
  const others: Node[] = [];
  const reads: Node[] = [];
  for (const reference of variable.references) {
    const { identifier } = reference;
    const { parent } = identifier;
    if (reference.init || isTypeOnly(reference)) continue;
    if (!reference.isWrite()) reads.push(identifier);
    else if (parent.type !== 'AssignmentExpression' || parent.left !== identifier) return null;
    else {
      const growth = growthOf(code, parent);
      if (growth && isStatement(parent)) steps.push({ assignment: parent, growth });
      else others.push(parent);
    }
  }
  const [first, ...more] = steps;
  if (!first) return null;
  const found: Found = { variable, declarator, steps: [first, ...more], others, reads: readsBeside(reads, steps) };
  return byLoop(code, found) ?? (others.length === 0 ? byHandlers(found) : null);
}

/** What is done with the variable: steps, other assignments, other reads. */
export interface Found extends Pick<Accumulation, 'variable' | 'declarator' | 'steps'> {
  readonly others: readonly Node[];
  readonly reads: readonly Node[];
}

function hasNameAndValue(declarator: TSESTree.VariableDeclarator): declarator is Accumulation['declarator'] {
  return declarator.id.type === 'Identifier' && declarator.init !== null;
}

/** Nobody takes the value of the assignment: what a handler returns is dropped. */
function isStatement({ parent }: Node): boolean {
  return (
    parent?.type === 'ExpressionStatement' || (parent !== undefined && isFunction(parent) && eventOf(parent) !== null)
  );
}

function readsBeside(reads: readonly Node[], steps: readonly Step[]): Node[] {
  return reads.filter((read) => !steps.some((step) => contains(placeOf(step), read)));
}

/** All that the step replaces. */
export function placeOf({ assignment, growth: { by } }: Step): { readonly range: [number, number] } {
  return by ? { range: [by.first.range[0], assignment.parent.range[1]] } : assignment;
}
