// Whether stages that take turns with their consumer do what they did when each ran over all elements first.

import { every, type Answer } from '../../analysis/answer.js';
import { builtinFunction } from '../../analysis/builtins.js';
import { globalName } from '../../analysis/callees.js';
import { leavesEarly } from '../../analysis/completion.js';
import { effectsOf, effectsOfCalling, isOwnWrite, isPure, type Effects, type Write } from '../../analysis/effects.js';
import { contains, triesAround, type FunctionNode } from '../../analysis/enclosing.js';
import { flowOf } from '../../analysis/flow.js';
import { readsTheSame } from '../../analysis/interference.js';
import { isSamePath, isUnmodifiedDuring } from '../../analysis/mutation.js';
import { originOf } from '../../analysis/origin.js';
import { readsOf, type Reads } from '../../analysis/reads.js';
import { returnedBy } from '../../analysis/returns.js';
import { trustsTypes } from '../../analysis/trust.js';
import { usesOf } from '../../analysis/uses.js';
import { variableOf, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Callback, Fixed } from './callbacks.js';
import type { Chain } from './chain.js';
import { elementOf, type Consumer } from './consumer.js';

/** A stage, or the consumer. */
interface Piece {
  /** What runs at each turn. */
  readonly extent: readonly Node[];
  readonly effects: readonly Effects[];
  /** The function that runs; `null` for a built-in and for the body of a loop. */
  readonly callee: FunctionNode | null;
  /** What runs besides in sight: nothing else writes but its own. */
  readonly writes: readonly Write[];
}

export interface Proof {
  readonly order: Answer;
  readonly source: Answer;
  readonly exceptions: Answer;
}

/** @param between what runs from where the array gets a name up to its walk. */
export function proofOf(
  code: SourceCode,
  chain: Chain<Callback | Fixed>,
  consumer: Consumer,
  between: readonly Node[],
): Proof {
  const pieces = chain.stages.map(({ callback }) => stageOf(code, callback));
  // The last `map` gives what is filled its pairs: it is what the others take turns with.
  const filling = consumer.kind === 'filling' ? pieces.at(-1) : undefined;
  const stages = filling ? pieces.slice(0, -1) : pieces;
  const last = withBefore(code, filling ?? consumerPiece(code, consumer), between);
  const extents = [...stages, last].filter(isEffectful).flatMap(({ extent }) => extent);
  return {
    order: orderOf(code, stages, last, consumer),
    source: every([
      isUnmodifiedDuring(code, chain.source, extents),
      ...flattenedIn(chain).map((array) => isUnmodifiedDuring(code, array, extents)),
      ...(callsElement(code, consumer) ? (['no'] as const) : []),
      ...chain.stages.map(({ call }, index) => readsOn(code, stages[index], call, last)),
    ]),
    exceptions: exceptionsOf(code, chain, stages, last, between.length > 0 || endsEarly(code, consumer)),
  };
}

/** The arrays that `flatMap` copies and that the turns walk themselves. */
export function flattenedIn({ stages }: Chain<Callback | Fixed>): Node[] {
  return stages.flatMap(({ flattening, callback }) =>
    flattening?.kind === 'each' && callback.kind === 'inline' ? [callback.result] : [],
  );
}

function stageOf(code: SourceCode, callback: Callback | Fixed): Piece {
  if (callback.kind === 'inline') return pieceOf(code, callback.node, [effectsOf(code, callback.node)]);
  if (callback.callee) return pieceOf(code, callback.callee, [effectsOfCalling(code, callback.callee)]);
  return { extent: [], effects: [], callee: null, writes: [] };
}

function pieceOf(code: SourceCode, callee: FunctionNode, effects: readonly Effects[]): Piece {
  const writes = effects.flatMap((one) => one.writes).filter((write) => !isOwnWrite(code, write, callee));
  return { extent: [callee], effects, callee, writes };
}

function withBefore(code: SourceCode, piece: Piece, between: readonly Node[]): Piece {
  if (between.length === 0) return piece;
  const effects = between.map((node) => effectsOf(code, node));
  return {
    extent: [...between, ...piece.extent],
    effects: [...effects, ...piece.effects],
    callee: piece.callee,
    writes: [...effects.flatMap(({ writes }) => writes), ...piece.writes],
  };
}

function endsEarly(code: SourceCode, consumer: Consumer): boolean {
  return consumer.kind === 'forOf' && leavesEarly(code, consumer.node);
}

function consumerPiece(code: SourceCode, consumer: Consumer): Piece {
  switch (consumer.kind) {
    case 'forOf': {
      const { left, body } = consumer.node;
      const extent = [left, body];
      const effects = extent.map((node) => effectsOf(code, node));
      const isOwn = (write: Write): boolean =>
        isOwnWrite(code, write, body) || (write.object === null && isOwnWrite(code, write, consumer.node));
      return {
        extent,
        effects,
        callee: null,
        writes: effects.flatMap((one) => one.writes).filter((one) => !isOwn(one)),
      };
    }
    case 'forEachNamed':
      return stageOf(code, consumer.callback);
    case 'filling':
      return { extent: [], effects: [], callee: null, writes: [] };
    case 'forEach':
      return pieceOf(code, consumer.callback, [effectsOf(code, consumer.callback)]);
    case 'reduce': {
      const piece = pieceOf(code, consumer.callback, [effectsOf(code, consumer.callback)]);
      const owned = accumulatorOwned(code, consumer);
      return owned ? { ...piece, writes: piece.writes.filter(({ variable }) => variable !== owned) } : piece;
    }
  }
}

/** The accumulator, where it is the seed all the time, which was made for it and which nobody else holds meanwhile. */
function accumulatorOwned(code: SourceCode, consumer: Extract<Consumer, { kind: 'reduce' }>): Variable | null {
  const variable = variableOf(code, consumer.accumulator);
  if (!variable || !originOf(code, consumer.seed)?.fresh) return null;
  const results = returnedBy(code, consumer.callback);
  const isKept = results?.every((result) => variableOf(code, unwrapped(result)) === variable) === true;
  const isUnwritten = variable.references.every((reference) => !reference.isWrite());
  const isHeldBack = flowOf(code, variable).escapes.every(({ how }) => how === 'returned');
  return isKept && isUnwritten && isHeldBack ? variable : null;
}

function runsOthers({ effects }: Piece): boolean {
  return effects.some(({ unknownCode, suspends }) => unknownCode !== null || suspends !== null);
}

/** Whether it can be told when the piece ran. */
function isEffectful(piece: Piece): boolean {
  return runsOthers(piece) || piece.writes.length > 0 || piece.effects.some(({ observable }) => observable !== null);
}

/** Known to do something that can be told, not only by calling code out of sight. */
function isCertain(piece: Piece): boolean {
  return piece.writes.length > 0 || piece.effects.some(({ observable }) => observable !== null);
}

function orderOf(code: SourceCode, stages: readonly Piece[], last: Piece, consumer: Consumer): Answer {
  const seed = consumer.kind === 'reduce' ? isPure(code, consumer.seed) : true;
  const effectful = stages.filter(isEffectful);
  const [only, ...others] = effectful;
  if (!only) return seed ? 'yes' : 'no';
  if (!seed || effectful.some(isCertain)) return 'no';
  // All work was started before the first `await`.
  if (last.effects.some(({ suspends }) => suspends !== null)) return 'no';
  if (others.length > 0 && isCertain(last)) return 'no';
  return 'unknown';
}

/** Whether what the stage reads is left as it is by the consumer, which takes turns with it. */
function readsOn(code: SourceCode, stage: Piece | undefined, call: Chain['node'], last: Piece): Answer {
  if (!stage?.callee || !isEffectful(last)) return 'yes';
  const { callee } = stage;
  const reads = ofElements(readsOf(code, callee), callee);
  if (last.writes.some((write) => reads.objects.some(({ node }) => isWriteOf(write, node)))) return 'no';
  return readsTheSame(code, reads, { callee, call, meanwhile: last.extent });
}

/** `this.least` is read, and `this.least` is set. */
function isWriteOf({ object, property }: Write, read: Node): boolean {
  if (read.type !== 'MemberExpression' || object === null || property === null) return false;
  return property === propertyName(read) && isSamePath(object, read.object);
}

/** Its parameter is an element, which anybody may hold. */
function ofElements(reads: Reads, { params }: FunctionNode): Reads {
  const isParameter = (variable: Variable): boolean =>
    variable.identifiers.some((identifier) => params.some((parameter) => contains(parameter, identifier)));
  const objects = reads.objects.map((read) =>
    read.variable && isParameter(read.variable) ? { ...read, variable: null } : read,
  );
  return { variables: reads.variables, globals: reads.globals, functions: reads.functions, objects };
}

/** `for (const listener of listeners.filter(p)) listener();`: the array is a snapshot, for those that remove themselves. */
function callsElement(code: SourceCode, consumer: Consumer): boolean {
  const holder = elementOf(consumer);
  const element = holder && variableOf(code, holder);
  return element ? usesOf(element).some(({ use }) => use.kind === 'call') : false;
}

function exceptionsOf(
  code: SourceCode,
  chain: Chain<Callback | Fixed>,
  stages: readonly Piece[],
  last: Piece,
  isLeft: boolean,
): Answer {
  const isCaught = !triesAround(chain.node).next().done;
  const canThrow = (piece: Piece, index: number): boolean => {
    if (piece.effects.some(({ throws }) => throws !== null)) return true;
    const callback = chain.stages[index]?.callback;
    if (callback?.kind === 'named' && !callback.callee) return mayThrowAsBuiltin(code, callback.node, isCaught);
    if (!isCaught || !piece.callee) return false;
    return [...readsOf(code, piece.callee).functions].some((callee) => trustsTypes(code, callee));
  };
  const throwing = stages.filter(canThrow);
  if (throwing.length === 0) return 'yes';
  const isAlone = throwing.length === 1 && !isCaught && last.effects.every(({ throws }) => throws === null);
  return isAlone && !isEffectful(last) && !isLeft ? 'yes' : 'unknown';
}

function mayThrowAsBuiltin(code: SourceCode, node: Node, isCaught: boolean): boolean {
  const name = globalName(code, node) ?? '';
  return builtinFunction(name)?.throws === true || (isCaught && name !== 'Boolean');
}
