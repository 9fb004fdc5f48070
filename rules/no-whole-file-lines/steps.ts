// Methods of arrays between the lines and what is made of them, each of which iterators have too: `filter`, `map`,
// `slice` (as `drop`), and at the end `reduce`, `some`, `every`, `find` or `forEach`. They then take turns, line by line.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../../analysis/answer.js';
import { largestArity } from '../../analysis/arity.js';
import { functionNamedBy, globalName } from '../../analysis/callees.js';
import { consumptionOf } from '../../analysis/consumption.js';
import { effectsOfCalling, isPure, isQuiet } from '../../analysis/effects.js';
import { readsOf } from '../../analysis/reads.js';
import { useOf } from '../../analysis/uses.js';
import { isWrittenOnce, variableOf } from '../../analysis/variables.js';
import { propertyName, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { mayStopEarly } from './exits.js';

export interface Steps {
  /** The last call, or the loop that walks what it gives. */
  readonly node: TSESTree.CallExpression | TSESTree.ForOfStatement;
  readonly calls: readonly [TSESTree.CallExpression, ...TSESTree.CallExpression[]];
  /** `array`: the array that the last call gives is kept. */
  readonly end: 'array' | 'loop' | 'value';
  /** What runs for each line: callbacks, and the body of the loop. */
  readonly pieces: readonly Node[];
}

/** By name: how much of its arguments an iterator hands to the callback. */
const STAGES = new Map([
  ['filter', 2],
  ['map', 2],
]);
const ENDS = new Map([
  ['every', 2],
  ['find', 2],
  ['forEach', 2],
  ['reduce', 3],
  ['some', 2],
]);

/** @param first the call of a method of the lines. */
export function stepsFrom(code: SourceCode, first: TSESTree.CallExpression): Steps | null {
  const calls: TSESTree.CallExpression[] = [];
  const pieces: Node[] = [];
  for (let call: TSESTree.CallExpression | null = first; call; call = callOn(call)) {
    const name = propertyName(call.callee) ?? '';
    const end = ENDS.get(name);
    if (name !== 'slice' || !isCount(call)) {
      const arity = end ?? STAGES.get(name);
      if (arity === undefined) break;
      const [callback, ...others] = call.arguments;
      const isFitting = others.length === (name === 'reduce' ? 1 : 0) && !others.some(isSpread);
      if (!callback || callback.type === 'SpreadElement' || !isFitting || call.optional || call.typeArguments) break;
      if (largestArity(code, callback) > arity) break;
      pieces.push(callback);
    }
    calls.push(call);
    if (end !== undefined) return stepsOf(calls, pieces, call, 'value');
  }
  const last = calls.at(-1);
  if (!last) return null;
  const consumption = wrapped(last) === last ? consumptionOf(code, last) : null;
  if (consumption?.kind === 'forOf')
    return stepsOf(calls, [...pieces, consumption.node.body], consumption.node, 'loop');
  // A collection takes what it walks, as it would take an array; a list of lines alone would be as large as before.
  if (consumption?.kind === 'construct') return stepsOf(calls, pieces, last, 'value');
  return calls.some(({ callee }) => propertyName(callee) === 'map') ? stepsOf(calls, pieces, last, 'array') : null;
}

function stepsOf(
  [first, ...others]: readonly TSESTree.CallExpression[],
  pieces: readonly Node[],
  node: Steps['node'],
  end: Steps['end'],
): Steps | null {
  return first ? { node, calls: [first, ...others], end, pieces } : null;
}

function callOn(result: TSESTree.CallExpression): TSESTree.CallExpression | null {
  const use = useOf(result);
  return wrapped(result) === result && use.kind === 'method' && !use.node.optional ? use.node : null;
}

/** `.slice(1)`: so many lines are left out at the beginning. */
function isCount({ arguments: [count, ...others] }: TSESTree.CallExpression): boolean {
  return count?.type === 'Literal' && Number.isInteger(count.value) && others.length === 0;
}

function isSpread({ type }: Node): boolean {
  return type === 'SpreadElement';
}

/** Whether it makes no difference that the pieces run in turns, and only as far as the last one asks for. */
export function mayTakeTurns(code: SourceCode, { node, calls, pieces }: Steps): Answer {
  const busy = pieces.filter((piece) => !isPurePiece(code, piece));
  const [only, ...others] = busy;
  if (!only) return 'yes';
  if (others.length > 0) return 'unknown';
  const last = calls.at(-1);
  const isShort =
    node.type === 'ForOfStatement'
      ? mayStopEarly(code, node)
      : last !== undefined && /^(?:every|find|some)$/.test(propertyName(last.callee) ?? '');
  if (isShort && only !== pieces.at(-1)) return 'unknown';
  const firstMap = calls.find(({ callee }) => propertyName(callee) === 'map');
  const lastOfLines = pieces.findIndex((piece) => piece.parent === firstMap);
  const isSettled = (piece: Node, index: number): boolean =>
    piece === only || looksAtNothingElse(code, piece, lastOfLines < 0 || index <= lastOfLines);
  return pieces.every(isSettled) ? 'yes' : 'unknown';
}

function isPurePiece(code: SourceCode, piece: Node): boolean {
  const callee = functionNamedBy(code, piece);
  if (callee) {
    const effects = effectsOfCalling(code, callee);
    return !effects.throws && isQuiet(code, effects, callee);
  }
  const global = globalName(code, piece);
  return global === null ? isPure(code, piece) : global !== 'JSON.parse';
}

/** Nothing that another piece might change: of a line, which is a string, it may look at all. */
function looksAtNothingElse(code: SourceCode, piece: Node, isGivenLines: boolean): boolean {
  const callee = functionNamedBy(code, piece);
  if (!callee) return globalName(code, piece) !== null;
  const { variables, globals, objects } = readsOf(code, callee);
  const isOfLine = ({ variable }: (typeof objects)[number]): boolean =>
    isGivenLines && variable !== null && callee.params.some((parameter) => variableOf(code, parameter) === variable);
  return globals.size === 0 && [...variables].every(isWrittenOnce) && objects.every(isOfLine);
}
