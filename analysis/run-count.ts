// Does this code run more than once?
//
// Guarantee: after `false` it runs at most a few times: each of its runs begins at a place of its own, at the top of the
// file. `true` is no proof: somebody out of sight may call the function around it often, or never.

import type { Node, SourceCode } from '../core/source-code.js';
import { callsOf } from './call-sites.js';
import { functionAround, isFunction, loopsAround, type FunctionNode } from './enclosing.js';
import { isGlobal } from './variables.js';
import { propertyName } from './wrappers.js';

export function mayRunOften(code: SourceCode, node: Node): boolean {
  return isOften(code, node, new Set());
}

function isOften(code: SourceCode, node: Node, pending: Set<Node>): boolean {
  if (!loopsAround(node).next().done) return true;
  const home = functionAround(node);
  if (!home) return false;
  if (!isFunction(home))
    return home.type === 'StaticBlock' || home.static ? isOften(code, home.parent.parent, pending) : true;
  // It calls itself.
  if (pending.has(home)) return true;
  const wrapper = wrapperOf(code, home);
  const calls = wrapper ? [wrapper] : callsOf(code, home);
  if (!calls) return true;
  pending.add(home);
  const result = calls.some((call) => isOften(code, call, pending));
  pending.delete(home);
  return result;
}

/** `(function () { … })()`, `(function () { … }).call(this)`, `define(function () { … })`, and the factory of a UMD. */
function wrapperOf(code: SourceCode, home: FunctionNode): Node | null {
  const { parent } = home;
  if (parent.type === 'MemberExpression' && parent.object === home) {
    const call = parent.parent;
    return call.type === 'CallExpression' && call.callee === parent ? call : null;
  }
  if (parent.type !== 'CallExpression') return null;
  const isRun = parent.callee === home || isFunction(parent.callee) || isGlobal(code, parent.callee, 'define');
  return isRun ? parent : null;
}

const WALKS = new Set(
  'every filter find findIndex findLast flatMap forEach from map reduce reduceRight replace replaceAll some sort toSorted'.split(
    ' ',
  ),
);

/** A loop around it, or a callback that is run for every element: evidence, by name. */
export function isRepeatedHere(node: Node): boolean {
  if (!loopsAround(node).next().done) return true;
  let home: Node | undefined = node.parent;
  while (home && !isFunction(home)) home = home.parent;
  const call = home?.parent;
  if (call?.type !== 'CallExpression' || call.callee === home || call.callee.type !== 'MemberExpression') return false;
  return WALKS.has(propertyName(call.callee) ?? '');
}
