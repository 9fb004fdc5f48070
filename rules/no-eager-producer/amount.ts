// How many elements a builder can push.

import { loopsAround, type LoopNode } from '../../analysis/enclosing.js';
import { constantNumber, largestSize } from '../../analysis/size.js';
import { isWrittenOnce, variableOf } from '../../analysis/variables.js';
import type { SourceCode } from '../../core/source-code.js';
import type { Builder, Push } from './builder.js';

/** Up to here the array is no bigger than the generator that would take its place. */
const FEW = 64;

/** Whether the function is known to build a few elements only, such as the neighbours of a cell. */
export function buildsFew(code: SourceCode, { first, pushes }: Builder): boolean {
  let total = first.length;
  for (const push of pushes) total += mostOf(code, push);
  return total <= FEW;
}

function mostOf(code: SourceCode, { call, inCallback }: Push): number {
  if (inCallback) return Number.POSITIVE_INFINITY;
  let each = 0;
  for (const argument of call.arguments) {
    each += argument.type === 'SpreadElement' ? (largestSize(code, argument.argument) ?? Number.POSITIVE_INFINITY) : 1;
  }
  for (const loop of loopsAround(call)) each *= turnsOf(code, loop);
  return each;
}

function turnsOf(code: SourceCode, loop: LoopNode): number {
  if (loop.type === 'ForOfStatement') return largestSize(code, loop.right) ?? Number.POSITIVE_INFINITY;
  return (loop.type === 'ForStatement' ? countedTurns(code, loop) : null) ?? Number.POSITIVE_INFINITY;
}

/** `for (let i = 0; i < 4; i++)` */
function countedTurns(code: SourceCode, { init, test, update }: Extract<LoopNode, { type: 'ForStatement' }>) {
  const start = init?.type === 'VariableDeclaration' ? init.declarations[0] : null;
  if (!start?.init || test?.type !== 'BinaryExpression' || !update) return null;
  const counter = variableOf(code, start.id);
  if (!counter || variableOf(code, test.left) !== counter || isWrittenOnce(counter)) return null;
  const isStep = update.type === 'UpdateExpression' && update.operator === '++';
  const isOnlyStep = counter.references.every((reference) => {
    return !reference.isWrite() || reference.init === true || reference.identifier.parent === update;
  });
  const [from, to] = [constantNumber(code, start.init), constantNumber(code, test.right)];
  if (!isStep || !isOnlyStep || from === null || to === null) return null;
  if (test.operator === '<') return Math.max(0, to - from);
  return test.operator === '<=' ? Math.max(0, to - from + 1) : null;
}
