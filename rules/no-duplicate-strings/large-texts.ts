// Which texts are large, and what cuts them into lines.

import { bulkOfExpression } from '../../analysis/bulk.js';
import { passedFor } from '../../analysis/call-sites.js';
import { madeBy, variableNamedBy } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `'\n'`, `'\r\n'`, `/\r?\n/`, `EOL` */
export function isLineEnd(code: SourceCode, separator: Node): boolean {
  const node = madeBy(code, separator) ?? unwrapped(separator);
  if (node.type === 'Literal') {
    return 'regex' in node ? node.regex.pattern.includes('\\n') : String(node.value).endsWith('\n');
  }
  return node.type === 'Identifier' ? node.name === 'EOL' : propertyName(node) === 'EOL';
}

/** A whole file or body, also where a function of this file is given it. */
export function isLargeText(code: SourceCode, text: Node): boolean {
  const bulk = bulkOfExpression(code, text);
  if (bulk) return bulk.kind === null || bulk.kind === 'string';
  const passed = passedFor(code, variableNamedBy(code, unwrapped(text)));
  return passed.some((value) => bulkOfExpression(code, value) !== null);
}

/** `createInterface({ input })`, `file.readLines()`: no other stream gives lines. */
export function isReader(code: SourceCode, source: Node): boolean {
  const call = madeBy(code, source);
  if (call?.type !== 'CallExpression') return false;
  const { callee } = call;
  const name = callee.type === 'Identifier' ? callee.name : propertyName(callee);
  return name === 'createInterface' || name === 'readLines';
}
