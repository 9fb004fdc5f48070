// Is the value of a variable still needed?
//
// Guarantee: `yes` from `isDeadAfter` means that the value which the variable holds when the place is over is never read
// from it, on whatever path: loops that come back, `catch` and `finally`, early exits, closures that run then or later,
// whatever happens at an `await` or `yield`. `no` means that a use in sight stands where control may come by; `unknown`
// that closures or code out of sight may still use it. That the variable gets another value first is seen where the
// assignment is a statement through which every way to the use leads.

import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { usesInTime, type TimedUse } from './contexts.js';
import { ancestorsOf, contains, functionAround, isFunction } from './enclosing.js';
import { isOverBefore, isRepeated } from './order.js';
import { isSeenOutside, variableNamedBy, type Variable } from './variables.js';

/** @param place anything in the function (or at the top of the file) that declares the variable. */
export function isDeadAfter(code: SourceCode, variable: Variable, place: Node): Answer {
  const [birth] = variable.identifiers;
  const home = homeOf(variable);
  if (!birth || variable.defs.length !== 1 || isSeenOutside(code, variable) !== 'no') return 'unknown';
  if (functionAround(place) !== functionAround(birth)) return 'unknown';
  const uses = usesInTime(code, variable, home);
  if (!uses || uses.some((use) => use.mayComeLater)) return 'unknown';
  const isOver = (node: Node): boolean =>
    contains(place, node) ? !isRepeated(place, birth) : isOverBefore(node, place, birth);
  const reads = uses.filter((use) => isRead(variable, use)).map(({ node }) => placeIn(functionAround(birth), node));
  return reads.every((read) => isOver(read) || isOverwrittenBefore(code, variable, read, place)) ? 'yes' : 'no';
}

/** The function, or the file, in which the variable lives. */
function homeOf({ scope: { block } }: Variable): Node {
  if (isFunction(block) || block.type === 'Program') return block;
  return [...ancestorsOf(block)].find((around) => isFunction(around) || around.type === 'Program') ?? block;
}

function isRead(variable: Variable, { node, closure }: TimedUse): boolean {
  return (
    closure !== null || variable.references.some((reference) => reference.identifier === node && reference.isRead())
  );
}

/** What of the function itself runs `node`: the call that a callback is given to. */
function placeIn(home: Node | null, node: Node): Node {
  let current = node;
  for (let around = functionAround(current); around && around !== home; around = functionAround(current)) {
    current = around.parent;
  }
  return current;
}

/** Whether every way to `use` leads through `variable = …`, after the place: it stands above it in a list of statements. */
function isOverwrittenBefore(code: SourceCode, variable: Variable, use: Node, place: Node): boolean {
  let child = use;
  for (const current of ancestorsOf(use)) {
    if (isFunction(current)) return false;
    if (current.type === 'BlockStatement' || current.type === 'Program') {
      const before = current.body.slice(0, (current.body as Node[]).indexOf(child) + 1);
      const write = before.findLastIndex((statement) => statement !== child && isAssignment(code, statement, variable));
      if (write >= 0 && !before.slice(write).some((statement) => contains(statement, place))) return true;
    }
    child = current;
  }
  return false;
}

function isAssignment(code: SourceCode, statement: Node, variable: Variable): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return false;
  return variableNamedBy(code, expression.left) === variable;
}
