// In which order two pieces of one function run.
//
// Guarantee: `yes` from `isOverBefore` means that within one life of a binding `first` never runs once `second` has
// begun. Anything that stands in another function, or that a loop may bring back, gives `false`.

import type { Node } from '../core/source-code.js';
import { ancestorsOf, contains, functionAround, loopsAround, statementAround } from './enclosing.js';

/** @param birth where the binding gets its value: each time that it runs, a new life begins. */
export function isOverBefore(first: Node, second: Node, birth: Node): boolean {
  const home = functionAround(birth);
  if (functionAround(first) !== home || functionAround(second) !== home) return false;
  if (first.range[1] > second.range[0] || isWrittenBeforeButRunLater(first, second)) return false;
  const renewing = new Set(loopsAround(birth));
  const isAlwaysBorn = isBornBefore(first, birth);
  for (const loop of renewing) if (!isAlwaysBorn && contains(loop, first)) return false;
  for (const loop of loopsAround(second)) if (!renewing.has(loop) && contains(loop, first)) return false;
  return true;
}

/**
 * Whether each turn of a loop around both comes to the birth before it comes to `node`. Not so in `do { first(); var x =
 * birth(); } while (a)` and `for (;;) { if (a) { var x = birth(); } first(); }`.
 */
export function isBornBefore(node: Node, birth: Node): boolean {
  const list = statementAround(birth).parent;
  return birth.range[0] <= node.range[0] && list !== undefined && contains(list, node);
}

/** Whether `node` may run several times within one life of the binding. Both stand in the same function. */
export function isRepeated(node: Node, birth: Node): boolean {
  const renewing = new Set(loopsAround(birth));
  return [...loopsAround(node)].some((loop) => !renewing.has(loop) || !isBornBefore(node, birth));
}

/**
 * Targets stand before the value that they take, but what is in them runs or is changed after it: `const { a = first() } =
 * second()`, `first[0] = second()`. A `default` stands where it likes, but runs after all tests of its `switch`.
 */
export function isWrittenBeforeButRunLater(first: Node, second: Node): boolean {
  for (const current of ancestorsOf(second)) {
    const target = targetOf(current);
    if (target && contains(target, first) && !contains(target, second)) return true;
    if (current.type === 'SwitchCase' && current.test && contains(current.test, second)) {
      const isInDefault = current.parent.cases.some((other) => !other.test && contains(other, first));
      if (isInDefault) return true;
    }
  }
  return false;
}

function targetOf(node: Node): Node | null {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.id;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return node.left;
    default:
      return null;
  }
}

/** The statement that runs right after `statement`, whatever happens, in the same list of statements. */
export function nextStatement(statement: Node): Node | null {
  const list = statement.parent && 'body' in statement.parent ? statement.parent.body : null;
  if (!Array.isArray(list)) return null;
  const index = (list as Node[]).indexOf(statement);
  return index < 0 ? null : ((list as Node[])[index + 1] ?? null);
}
