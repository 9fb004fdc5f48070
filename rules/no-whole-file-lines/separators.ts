// Separators at which the lines of a file can be cut one after another: those of runtime/cutting.ts, which imports nothing of
// memfix (test/runtime/tables.test.ts).

import { globalName } from '../../analysis/callees.js';
import { madeBy } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** What it matches, and how: a lone `\r` too, runs of line ends as one. */
export type Separator = 'lineEnd' | 'other';

export const TEXTS = new Map<string, Separator>([
  ['\n', 'lineEnd'],
  ['\r\n', 'lineEnd'],
]);

/** By their source. */
export const EXPRESSIONS = new Map<string, Separator>([
  ...['\\n', '\\r\\n', '\\r?\\n', '\\n|\\r\\n', '\\r\\n|\\n'].map((source) => [source, 'lineEnd'] as const),
  ...[
    ...['[\\r\\n]', '[\\n\\r]', '\\r?\\n|\\r', '\\r\\n?|\\n', '\\n|\\r\\n?', '\\r\\n|\\n|\\r', '\\r\\n|\\r|\\n'],
    ...['\\n|\\r\\n|\\r', '\\n+', '\\r?\\n+', '[\\r\\n]+', '[\\n\\r]+'],
  ].map((source) => [source, 'other'] as const),
]);

/** `'\n'`, `/\r?\n/`, `EOL` of `node:os`, or the name of a constant that is one of these. */
export function separatorOf(code: SourceCode, separator: Node): Separator | null {
  if (globalName(code, unwrapped(separator)) === 'node:os.EOL') return 'lineEnd';
  const node = madeBy(code, separator);
  if (node?.type !== 'Literal') return null;
  const known = 'regex' in node ? EXPRESSIONS.get(node.regex.pattern) : TEXTS.get(String(node.value));
  return known ?? null;
}
