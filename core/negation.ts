// The opposite of a condition, as short as it can be written.

import { isMoved, moved, type Moved } from './moved.js';
import type { Node } from './source-code.js';
import type { NewCode } from './new-code.js';
import type { SourceWriter } from './source-writer.js';

const OPPOSITES: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

export function negated(test: Node | Moved, writer: SourceWriter): Node | Moved | NewCode {
  const bare = isMoved(test) ? test.node : test;
  const part = (node: Node): Node | Moved => (isMoved(test) ? moved(node, test.names) : node);
  if (bare.type === 'UnaryExpression' && bare.operator === '!') return part(bare.argument);
  if (bare.type === 'BinaryExpression') {
    const opposite = OPPOSITES[bare.operator];
    if (opposite !== undefined) return writer.expression`${part(bare.left)} ${opposite} ${part(bare.right)}`;
  }
  return writer.expression`!${test}`;
}
