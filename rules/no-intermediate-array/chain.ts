// A chain of array methods, each of which makes an array for the next.

import type { TSESTree } from '@typescript-eslint/utils';
import { isKind } from '../../analysis/origin.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { anyCallbackIn, callbackIn, type Callback, type Fixed } from './callbacks.js';

export interface Stage<C = Callback> {
  readonly method: 'filter' | 'map';
  readonly call: TSESTree.CallExpression;
  readonly callback: C;
}

export interface Chain<C = Callback> {
  /** The expression of the last array. */
  readonly node: TSESTree.CallExpression;
  readonly stages: readonly [Stage<C>, ...Stage<C>[]];
  /** The array that the first stage walks. */
  readonly source: Node;
}

/** The longest chain that ends in `node` and can be taken apart; what comes before is its source. */
export function chainEndingIn(code: SourceCode, node: TSESTree.CallExpression): Chain | null {
  return chainOf(code, node, callbackIn);
}

/** The longest chain that ends in `node`, whatever its callbacks are. */
export function wholeChainEndingIn(code: SourceCode, node: TSESTree.CallExpression): Chain<Callback | Fixed> | null {
  return chainOf(code, node, anyCallbackIn);
}

type FindCallback<C> = (code: SourceCode, argument: Node) => C | null;

function chainOf<C>(code: SourceCode, node: TSESTree.CallExpression, find: FindCallback<C>): Chain<C> | null {
  const last = stageOf(code, node, find);
  if (!last) return null;
  const stages: [Stage<C>, ...Stage<C>[]] = [last];
  let source = receiverOf(node);
  for (;;) {
    const stage = source.type === 'CallExpression' ? stageOf(code, source, find) : null;
    if (!stage) break;
    stages.unshift(stage);
    source = receiverOf(stage.call);
  }
  return isKind(code, source, 'array') ? { node, stages, source } : null;
}

/** `xs.filter(p)` → `xs` */
function receiverOf({ callee }: TSESTree.CallExpression): Node {
  return callee.type === 'MemberExpression' ? callee.object : callee;
}

function stageOf<C>(code: SourceCode, call: TSESTree.CallExpression, find: FindCallback<C>): Stage<C> | null {
  const { callee, arguments: passed } = call;
  const [argument, ...others] = passed;
  if (callee.type !== 'MemberExpression' || callee.optional || call.optional || call.typeArguments) return null;
  const method = propertyName(callee);
  if ((method !== 'filter' && method !== 'map') || !argument || others.length > 0) return null;
  const callback = argument.type === 'SpreadElement' ? null : find(code, argument);
  return callback && { method, call, callback };
}
