// A chain of array methods, each of which makes an array for the next.

import type { TSESTree } from '@typescript-eslint/utils';
import { isKind } from '../../analysis/origin.js';
import { isEmptyArray, propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { anyCallbackIn, callbackIn, type Callback, type Fixed, type IsNothing } from './callbacks.js';
import { flatteningOf, type Flattening } from './flattening.js';

export interface Stage<C = Callback> {
  readonly method: Method;
  readonly call: TSESTree.CallExpression;
  readonly callback: C;
  /** For `flatMap`; `null` where that is not known. */
  readonly flattening: Flattening | null;
}

type Method = 'filter' | 'map' | 'flatMap';

export interface Chain<C = Callback> {
  /** The expression of the last array. */
  readonly node: TSESTree.CallExpression;
  readonly stages: readonly [Stage<C>, ...Stage<C>[]];
  /** The array that the first stage walks. */
  readonly source: Node;
}

/** The longest chain that ends in `node` and can be taken apart; what comes before is its source. */
export function chainEndingIn(code: SourceCode, node: TSESTree.CallExpression): Chain | null {
  const chain = chainOf(code, node, callbackIn);
  const unknown = chain?.stages.findLastIndex(({ method, flattening }) => method === 'flatMap' && !flattening) ?? -1;
  const last = chain?.stages[unknown];
  if (!chain || !last) return chain;
  const [first, ...others] = chain.stages.slice(unknown + 1);
  return first ? { node, stages: [first, ...others], source: last.call } : null;
}

/** The longest chain that ends in `node`, whatever its callbacks are. */
export function wholeChainEndingIn(code: SourceCode, node: TSESTree.CallExpression): Chain<Callback | Fixed> | null {
  return chainOf(code, node, anyCallbackIn);
}

type FindCallback<C> = (code: SourceCode, argument: Node, isNothing: IsNothing) => C | null;

function chainOf<C extends Callback | Fixed>(
  code: SourceCode,
  node: TSESTree.CallExpression,
  find: FindCallback<C>,
): Chain<C> | null {
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

function stageOf<C extends Callback | Fixed>(
  code: SourceCode,
  call: TSESTree.CallExpression,
  find: FindCallback<C>,
): Stage<C> | null {
  const { callee, arguments: passed } = call;
  const [argument, ...others] = passed;
  if (callee.type !== 'MemberExpression' || callee.optional || call.optional || call.typeArguments) return null;
  const method = propertyName(callee);
  if (!isMethod(method) || !argument || others.length > 0 || argument.type === 'SpreadElement') return null;
  const callback = find(code, argument, NOTHING[method]);
  if (!callback) return null;
  return { method, call, callback, flattening: method === 'flatMap' ? flatteningOf(code, callback) : null };
}

/** What a callback returns for an element that is left out. */
const NOTHING: Readonly<Record<Method, IsNothing>> = {
  filter: (result) => result.type === 'Literal' && result.value === false,
  map: () => false,
  flatMap: isEmptyArray,
};

function isMethod(name: string | null): name is Method {
  return name !== null && Object.hasOwn(NOTHING, name);
}
