// What runs a piece of code again and again while a binding lives.
//
// Guarantee: each repetition encloses the node and not the birth of the binding, and when a list is given, all that
// repeats the node within the binding's life is in it, innermost first.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { callbackOf, canCallItself, isRunOnTheSpot, targetOf } from './calls.js';
import {
  contains,
  functionAround,
  isField,
  isFunction,
  isLoop,
  loopsAround,
  type FunctionNode,
  type LoopNode,
} from './enclosing.js';
import { isBornBefore } from './order.js';
import { originOf } from './origin.js';
import { constantNumber, isSmall, SMALL } from './size.js';
import { variableNamedBy } from './variables.js';
import { propertyName } from './wrappers.js';

export interface Repetition {
  /** The loop, or the call that calls back. */
  readonly node: LoopNode | TSESTree.CallExpression;
  /** Whether it is over when control gets past it. */
  readonly runsOnTheSpot: Answer;
}

/**
 * @returns `null` when a function in between may run at any time, or amid itself, or a turn of a loop may come by without
 * the birth.
 */
export function repetitionsOf(code: SourceCode, node: Node, birth: Node): readonly Repetition[] | null {
  const home = functionAround(birth);
  const repetitions: Repetition[] = [];
  let child = node;
  for (let current = node.parent; current && current !== home; child = current, current = current.parent) {
    if (contains(current, birth)) {
      if (!isBornBefore(node, birth) && [...loopsAround(birth)].length > 0) return null;
      break;
    }
    if (isLoop(current)) {
      if (!isRunOnce(current, child)) repetitions.push({ node: current, runsOnTheSpot: 'yes' });
    } else if (isFunction(current)) {
      const call = current.parent;
      const runsOnTheSpot = call.type === 'CallExpression' ? runsWhileCalled(code, current, call) : 'no';
      if (call.type !== 'CallExpression' || runsOnTheSpot === 'no' || canCallItself(code, current)) return null;
      if (call.callee !== current) repetitions.push({ node: call, runsOnTheSpot });
    } else if (current.type === 'StaticBlock' || isField(current)) return null;
  }
  return functionAround(birth) === home ? repetitions : null;
}

function isRunOnce(loop: LoopNode, child: Node): boolean {
  if (loop.type === 'ForStatement') return loop.init === child;
  return (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.right === child;
}

/** `x.forEach(f)` of who knows what calls back at once, most likely. */
function runsWhileCalled(code: SourceCode, callback: FunctionNode, call: TSESTree.CallExpression): Answer {
  if (isRunOnTheSpot(code, callback)) return 'yes';
  if (callback.async || callback.generator || call.arguments[0] !== callback) return 'no';
  const { callee } = call;
  const isForEach = callee.type === 'MemberExpression' && propertyName(callee) === 'forEach';
  return isForEach && originOf(code, callee.object) === null ? 'unknown' : 'no';
}

/** Whether the code is run eight times at most. */
export function isFewTimes(code: SourceCode, repetitions: readonly Repetition[]): boolean {
  return repetitions.every(({ node }) => {
    if (node.type === 'CallExpression') {
      return node.callee.type === 'MemberExpression' && callbackOf(node, targetOf(code, node)) !== null
        ? isSmall(code, node.callee.object)
        : false;
    }
    if (node.type === 'ForOfStatement') return isSmall(code, node.right);
    return node.type === 'ForStatement' && isShortCount(code, node);
  });
}

/** `for (let i = 0; i < 4; i++)` */
function isShortCount(code: SourceCode, { init, test, update }: TSESTree.ForStatement): boolean {
  const [declarator] = init?.type === 'VariableDeclaration' ? init.declarations : [];
  if (!declarator?.init || test?.type !== 'BinaryExpression' || update?.type !== 'UpdateExpression') return false;
  const counter = variableNamedBy(code, declarator.id);
  const from = constantNumber(code, declarator.init);
  const to = constantNumber(code, test.right);
  if (!counter || from === null || to === null || variableNamedBy(code, test.left) !== counter) return false;
  const writes = counter.references.filter((reference) => reference.isWrite() && !reference.init);
  const steps = writes.length === 1 && variableNamedBy(code, update.argument) === counter;
  return steps && /^[<>]=?$/.test(test.operator) && Math.abs(to - from) <= SMALL;
}
