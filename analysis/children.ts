// The nodes right below a node, in source order, and all of a subtree.

import type { Node, SourceCode } from '../core/source-code.js';
import { isFunction } from './enclosing.js';

/** TypeScript's nodes that have a part at run time. */
const RUNS =
  /^TS(?:As|NonNull|Satisfies|TypeAssertion|Instantiation|Module|Enum|Export|ImportEquals|ParameterProperty)/;

const TYPES = new Set(['typeAnnotation', 'typeArguments', 'returnType', 'typeParameters']);

/** What has a part at run time: types are left out. */
export function* childrenOf(code: SourceCode, node: Node): Generator<Node> {
  if (node.type.startsWith('TS') && !RUNS.test(node.type)) return;
  for (const key of code.visitorKeys[node.type] ?? []) if (!TYPES.has(key)) yield* below(node, key);
}

/** Types included. */
export function* allChildrenOf(code: SourceCode, node: Node): Generator<Node> {
  for (const key of code.visitorKeys[node.type] ?? []) yield* below(node, key);
}

/** The node and all below it that has a part at run time, from the last to the first of each list. */
export function* subtreeOf(code: SourceCode, root: Node): Generator<Node> {
  yield* walk(root, (node) => childrenOf(code, node));
}

/** As `subtreeOf`, but not what is within functions: these are given, and not entered. */
export function* ownSubtreeOf(code: SourceCode, root: Node): Generator<Node> {
  yield* walk(root, (node) => (isFunction(node) ? [] : childrenOf(code, node)));
}

/** As `subtreeOf`, types included. */
export function* wholeSubtreeOf(code: SourceCode, root: Node): Generator<Node> {
  yield* walk(root, (node) => allChildrenOf(code, node));
}

function* walk(root: Node, next: (node: Node) => Iterable<Node>): Generator<Node> {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    stack.push(...next(node));
  }
}

function* below(node: Node, key: string): Generator<Node> {
  // ESLint's visitor keys name exactly the fields that hold nodes.
  const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
  for (const item of Array.isArray(child) ? child : [child]) if (item) yield item;
}
