// What walks the lines of a file, once and in order.

import type { TSESTree } from '@typescript-eslint/utils';
import { largestArity } from '../../analysis/arity.js';
import { consumptionOf } from '../../analysis/consumption.js';
import { effectsOf, effectsOfCalling, type Effects } from '../../analysis/effects.js';
import { functionNamedBy } from '../../analysis/callees.js';
import { useOf } from '../../analysis/uses.js';
import { mentionsNames } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { bodyAsLoop, type LoopBody } from '../no-needless-collect/loop-body.js';
import type { IndexLoop } from './index-loop.js';
import { stepsFrom, type Steps } from './steps.js';

export type Walk =
  | { readonly kind: 'loop'; readonly node: TSESTree.ForOfStatement }
  /** `lines.forEach((line) => …);` becomes a loop. */
  | { readonly kind: 'forEach'; readonly node: TSESTree.ExpressionStatement; readonly loop: LoopBody }
  | ({ readonly kind: 'index' } & IndexLoop)
  /** `lines.map(f)`: the array of the results stays. */
  | { readonly kind: 'map'; readonly node: TSESTree.CallExpression; readonly callback: Node }
  /** `new Set(lines)` */
  | { readonly kind: 'construct'; readonly node: TSESTree.NewExpression }
  /** `lines.filter(p).map(f)`, `lines.some(p)`: iterators have these methods too. */
  | ({ readonly kind: 'steps' } & Steps);

/** @param hasIteratorMethods wherever the code runs, iterators have methods such as `filter`. */
export function walkOf(code: SourceCode, lines: Node, hasIteratorMethods: boolean): Walk | null {
  const consumption = consumptionOf(code, lines);
  if (consumption?.kind === 'forOf') {
    // A setter would run for each line.
    const { left } = consumption.node;
    const isNamed = left.type === 'VariableDeclaration' || left.type === 'Identifier';
    return isNamed ? { kind: 'loop', node: consumption.node } : null;
  }
  if (consumption?.kind === 'construct') return { kind: 'construct', node: consumption.node };
  const use = useOf(lines);
  if (use.kind !== 'method' || use.node.optional) return null;
  const steps = hasIteratorMethods ? stepsFrom(code, use.node) : null;
  const loop = use.name === 'forEach' ? forEachOf(code, use.node, lines) : null;
  if (loop) return loop;
  if (steps && (steps.calls.length > 1 || steps.end !== 'array')) return { kind: 'steps', ...steps };
  const [callback, ...others] = use.node.arguments;
  if (use.name !== 'map' || !callback || callback.type === 'SpreadElement' || others.length > 0) return null;
  // `Array.from` hands over the item and its index, but no array.
  return largestArity(code, callback) <= 2 && isKept(use.node) ? { kind: 'map', node: use.node, callback } : null;
}

function forEachOf(code: SourceCode, call: TSESTree.CallExpression, lines: Node): Walk | null {
  const [callback, ...others] = call.arguments;
  const isFunction = callback?.type === 'ArrowFunctionExpression' || callback?.type === 'FunctionExpression';
  const loop = isFunction && others.length === 0 ? bodyAsLoop(code, callback) : null;
  const { parent } = call;
  if (!loop || parent.type !== 'ExpressionStatement' || mentionsNames(code, lines, loop.names)) return null;
  return { kind: 'forEach', node: parent, loop };
}

/** The array of the results is not made for another step only, which no-intermediate-array would join with it. */
function isKept(results: Node): boolean {
  const use = useOf(results);
  return use.kind !== 'forOf' && (use.kind !== 'method' || !/^(?:filter|forEach|map|reduce)$/.test(use.name ?? ''));
}

/** What runs for each line. */
export function effectsOfWalk(code: SourceCode, walk: Walk): readonly Effects[] {
  switch (walk.kind) {
    case 'loop':
      return [effectsOf(code, walk.node.left), effectsOf(code, walk.node.body)];
    case 'forEach':
      return [effectsOf(code, walk.loop.parameter), effectsOf(code, walk.loop.body)];
    case 'index':
      return [effectsOf(code, walk.node.body)];
    case 'map':
      return effectsOfCallback(code, walk.callback);
    case 'steps':
      return walk.pieces.flatMap((piece) =>
        piece.type === 'BlockStatement' ? [effectsOf(code, piece)] : effectsOfCallback(code, piece),
      );
    case 'construct':
      return [];
  }
}

/** Those that are no function of this file are built-ins: their arity is known. */
function effectsOfCallback(code: SourceCode, callback: Node): readonly Effects[] {
  const callee = functionNamedBy(code, callback);
  return callee ? [effectsOfCalling(code, callee)] : [];
}
