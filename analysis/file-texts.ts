// Which expressions give the text of a file.
//
// Guarantee: `isFileText` is true for a call of Node's own `readFileSync`, or an awaited one of its promise twin, with an
// encoding that is written out, so that the value is a string.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { propertyName } from './wrappers.js';

export function isFileText(code: SourceCode, node: Node): boolean {
  const call = node.type === 'AwaitExpression' ? node.argument : node;
  if (call.type !== 'CallExpression') return false;
  const reader = node === call ? 'node:fs.readFileSync' : 'node:fs.promises.readFile';
  return globalName(code, call.callee) === reader && hasEncoding(call.arguments[1]);
}

const ENCODINGS = /^(?:utf-?8|utf-?16le|ucs-?2|latin1|binary|ascii|hex|base64|base64url)$/i;

/** `'utf8'`, `{ encoding: 'utf8' }` */
function hasEncoding(options: TSESTree.CallExpressionArgument | undefined): boolean {
  if (options?.type === 'Literal') return typeof options.value === 'string' && ENCODINGS.test(options.value);
  if (options?.type !== 'ObjectExpression') return false;
  return (
    options.properties.every((property) => {
      if (property.type !== 'Property') return false;
      const name = propertyName(property);
      return name !== null && (name !== 'encoding' || hasEncoding(literalOf(property.value)));
    }) && options.properties.some((property) => propertyName(property) === 'encoding')
  );
}

function literalOf(node: Node): TSESTree.Literal | undefined {
  return node.type === 'Literal' ? node : undefined;
}
