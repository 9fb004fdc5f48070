// Chunks whose content may be another one by the time that all are joined.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../../analysis/callees.js';
import { isKind } from '../../analysis/origin.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Accumulation } from './accumulation.js';
import { isQuietMeanwhile, keepsContent } from './chunks.js';
import type { Growth } from './growth.js';

/** Chunks that are neither known to keep their content, nor added while nobody writes anything. */
export function doubtfulIn(code: SourceCode, accumulation: Accumulation): readonly TSESTree.Expression[] {
  const { steps, extent } = accumulation;
  const growths = steps.map(({ growth }) => growth);
  const isQuiet = extent !== null && isQuietMeanwhile(code, extent, growths);
  return steps.flatMap(({ growth: { chunks, makerName, by } }) =>
    chunks.flatMap((chunk) => {
      if (chunk.kind === 'single') return [];
      // What else can be spread is no list of numbers to `set`.
      const isList = makerName === 'Buffer' || by !== null || isKind(code, chunk.node, 'array', 'typedArray');
      return isList && (isQuiet || keepsContent(code, chunk.node) === 'yes') ? [] : [chunk.node];
    }),
  );
}

/** `Buffer.concat([out, chunk, next()])` looks at `chunk` after `next` has run, which may write to it. */
export function isCopiedEarly(code: SourceCode, { makerName, chunks }: Growth, doubtful: readonly Node[]): boolean {
  const nodes = chunks.flatMap((chunk) => (chunk.kind === 'many' ? [chunk.node] : []));
  const first = nodes.findIndex((node) => doubtful.includes(node));
  return makerName === 'Buffer' && first >= 0 && !isQuietMeanwhile(code, nodes.slice(first + 1), []);
}

/** `Buffer.from(chunk)`: doubtful only as long as that may be an `ArrayBuffer`, of which it makes a view. */
export function isCopy(code: SourceCode, node: Node): boolean {
  return node.type === 'CallExpression' && globalName(code, node.callee) === 'Buffer.from';
}
