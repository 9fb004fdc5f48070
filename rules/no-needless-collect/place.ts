// Where the collected array is used: where it is made, or where the one variable that it is put into is read.

import type { TSESTree } from '@typescript-eslint/utils';
import { isRunOnTheSpot } from '../../analysis/calls.js';
import type { Collecting } from '../../analysis/collecting.js';
import { functionAround, isFunction, loopsAround } from '../../analysis/enclosing.js';
import { isSameAt, namingOf } from '../../analysis/naming.js';
import { originOf } from '../../analysis/origin.js';
import { useOf } from '../../analysis/uses.js';
import { mentionsNames, variableOf } from '../../analysis/variables.js';
import { unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface Place {
  /** The expression whose value is the array, where it is used. */
  readonly array: Node;
  /** What runs from the copy to the statement that uses it, that statement included; empty when it is used at once. */
  readonly between: readonly Node[];
  /** The declaration that puts the array under a name. */
  readonly declaration: TSESTree.VariableDeclaration | null;
  /** Whether the source is the same when it is evaluated at `array` instead, so that the declaration can go. */
  readonly isMovable: boolean;
  /** A loop repeats the copy, or a built-in that calls back. */
  readonly isRepeated: boolean;
}

export function placeOf(code: SourceCode, { node, source }: Collecting): Place | null {
  // `[...set] as Row[]` says something about types that would be lost.
  if (wrapped(node) !== node) return null;
  const isRepeated = isRepeatedAt(code, node);
  if (useOf(node).kind !== 'alias') {
    return { array: node, between: [], declaration: null, isMovable: true, isRepeated };
  }
  const naming = namingOf(code, node);
  if (!naming || naming.declarator.id.typeAnnotation) return null;
  const { declaration, read: array } = naming;
  const between = [...naming.between, naming.statement];
  return { array, between, declaration, isMovable: isMovable(code, source, array, between), isRepeated };
}

function isRepeatedAt(code: SourceCode, node: Node): boolean {
  if (!loopsAround(node).next().done) return true;
  const around = functionAround(node);
  if (!around || !isFunction(around) || !isRunOnTheSpot(code, around)) return false;
  const isCallback = around.parent.type === 'CallExpression' && around.parent.callee !== around;
  return isCallback || isRepeatedAt(code, around);
}

/** Whether `source` gives the same collection when it is evaluated at `array` instead. */
function isMovable(code: SourceCode, source: Node, array: Node, between: readonly Node[]): boolean {
  const loop = array.parent?.type === 'ForOfStatement' ? array.parent : null;
  const bare = unwrapped(source);
  const origin = originOf(code, bare);
  // An iterator of a collection is made where it is walked; anything else that is computed stays where it stands.
  const isIteratorCall = origin?.made === bare && origin.walks !== undefined && bare.type === 'CallExpression';
  const root = isIteratorCall && origin?.walks ? unwrapped(origin.walks) : bare;
  if (root.type === 'Identifier' && (bare === root || (isIteratorCall && bare.arguments.length === 0))) {
    const variable = variableOf(code, root);
    return variable !== null && isSameAt(code, variable, array, between);
  }
  if (!loop || between.length !== 1 || between[0] !== loop) return false;
  // The names of the loop's variables mean those variables in its head already.
  const names = new Set(code.getDeclaredVariables?.(loop.left).map(({ name }) => name));
  return !mentionsNames(code, source, names);
}
