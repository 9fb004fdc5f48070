// An accumulator: one variable whose next value is, again and again, a copy of its last one.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Container, Copy } from '../../analysis/copies.js';
import { ancestorsOf, contains, isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import type { Repetition } from '../../analysis/repetition.js';
import type { Variable } from '../../analysis/variables.js';
import type { Node } from '../../core/source-code.js';
import { copiesIn, type Step } from './steps.js';

export interface Reducing {
  readonly kind: 'reduce';
  readonly call: TSESTree.CallExpression;
  readonly callee: TSESTree.MemberExpression;
  readonly callback: TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
  readonly parameter: TSESTree.Identifier;
  /** `null` when `reduce` begins with the first element. */
  readonly seed: TSESTree.CallExpressionArgument | null;
  /** Other reads of the parameter, where a copy takes its place: they take its new name. */
  readonly renamed: readonly Node[];
  /** What is accumulated is a part of the parameter that has this type. */
  readonly partType?: TSESTree.TypeNode;
}

export interface Looping {
  readonly kind: 'loop';
  readonly declarator: TSESTree.VariableDeclarator;
  readonly seed: TSESTree.Expression;
  /** By step. */
  readonly repetitions: ReadonlyMap<Step, readonly Repetition[]>;
  /** The variable is assigned nowhere else, so it can become a `const`. */
  readonly isConstant: boolean;
}

export interface Accumulation {
  readonly variable: Variable;
  readonly container: Container;
  readonly steps: readonly [Step, ...Step[]];
  readonly place: Reducing | Looping;
  /** The function in which the variable lives; `null` at the top of the file. */
  readonly home: FunctionNode | null;
  /** Assignments of another collection that is new. */
  readonly resets: readonly TSESTree.AssignmentExpression[];
}

/** Whether a `try` lies between where the collection is born and `node`: its `catch` may meet what `node` has left. */
export function isTried(node: Node, place: Reducing | Pick<Looping, 'kind' | 'declarator'>): boolean {
  const birth = place.kind === 'loop' ? place.declarator : place.callback.body;
  // A `catch` sees the `var` of its `try`.
  const isVar = place.kind === 'loop' && place.declarator.parent.kind === 'var';
  for (const current of ancestorsOf(node)) {
    if (isVar ? isFunction(current) && contains(current, birth) : contains(current, birth)) return false;
    if (current.type === 'TryStatement') return true;
  }
  return false;
}

export function* copiesOf({ steps }: Accumulation): Generator<Copy> {
  for (const { outcome } of steps) yield* copiesIn(outcome);
}
