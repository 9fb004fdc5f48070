// Accumulators of loops and `forEach` callbacks: a local variable that starts with a collection of its own.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround, isFunction } from '../../analysis/enclosing.js';
import { handlingOf } from '../../analysis/handling.js';
import { repetitionsOf, type Repetition } from '../../analysis/repetition.js';
import { declaratorOf, isSeenOutside, type Variable } from '../../analysis/variables.js';
import type { SourceCode } from '../../core/source-code.js';
import type { Accumulation } from './accumulation.js';
import { assignmentStep, assignmentsTo } from './assignments.js';
import { containerIn, copiesIn, hasFresh, outcomeOf, type Step } from './steps.js';

export function loopedOver(code: SourceCode, variable: Variable): Accumulation | null {
  const declarator = declaratorOf(variable);
  const assignments = assignmentsTo(variable);
  if (!declarator?.init || !assignments || isSeenOutside(code, variable) !== 'no') return null;
  const container = containerIn(
    code,
    assignments.map(({ right }) => right),
    variable,
  );
  if (!container) return null;
  const steps: Step[] = [];
  const resets: TSESTree.AssignmentExpression[] = [];
  const repetitions = new Map<Step, readonly Repetition[]>();
  for (const assignment of assignments) {
    const outcome = outcomeOf(code, assignment.right, variable, container);
    const around = repetitionsOf(code, assignment, declarator);
    if (!outcome || !around) return null;
    const step = assignmentStep(assignment, outcome);
    // `history.push((out = [...out, x]))`: somebody else gets the value.
    if (!step && handlingOf(code, assignment, container).kind !== 'touched') return null;
    if (step && around.length > 0 && [...copiesIn(outcome)].length > 0) {
      steps.push(step);
      repetitions.set(step, around);
    } else resets.push(assignment);
  }
  const [first, ...others] = steps;
  if (!first) return null;
  const home = functionAround(declarator);
  const place = {
    kind: 'loop',
    declarator,
    seed: declarator.init,
    repetitions,
    isConstant: resets.length === 0 && !steps.some(({ outcome }) => hasFresh(outcome)),
  } as const;
  return {
    variable,
    container,
    steps: [first, ...others],
    place,
    home: home && isFunction(home) ? home : null,
    resets,
  };
}
