// Which expression is the text of a whole file?
//
// Guarantee: a `FileRead` is proved by the function of Node's that reads the file and by an encoding that is written
// there: the expression gives the file's text, as a string.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { madeBy } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export interface FileRead {
  readonly call: TSESTree.CallExpression;
  /** What names the file: a path, a URL, or an open file. */
  readonly file: TSESTree.Expression;
  /** The encoding, or an object with it, where one is written. */
  readonly options: TSESTree.Expression | null;
  readonly encoding: string;
  /** By `await readFile(…)`. */
  readonly isAwaited: boolean;
}

export function fileReadOf(code: SourceCode, text: Node): FileRead | null {
  const node = unwrapped(text);
  const bytes = node.type === 'CallExpression' ? decodedBy(code, node) : null;
  const read = readBy(code, unwrapped(bytes?.of ?? node));
  if (!read || (read.encoding === '') !== (bytes !== null)) return null;
  if (!bytes) return read;
  const encoding = bytes.options ? encodingOf(code, bytes.options) : 'utf8';
  return encoding === null ? null : { ...read, ...bytes, encoding };
}

/** `bytes.toString('latin1')`, `String(bytes)` */
function decodedBy(code: SourceCode, call: TSESTree.CallExpression): { of: Node; options: FileRead['options'] } | null {
  const { callee } = call;
  const [first = null, ...others] = call.arguments;
  if (others.length > 0 || first?.type === 'SpreadElement') return null;
  if (globalName(code, callee) === 'String') return first && { of: first, options: null };
  if (callee.type !== 'MemberExpression' || callee.optional || propertyName(callee) !== 'toString') return null;
  return first?.type === 'ObjectExpression' ? null : { of: callee.object, options: first };
}

/** The encoding is empty where the call gives the bytes. */
function readBy(code: SourceCode, node: Node): FileRead | null {
  const isAwaited = node.type === 'AwaitExpression';
  const call = isAwaited ? unwrapped(node.argument) : node;
  if (call.type !== 'CallExpression' || call.optional) return null;
  const name = globalName(code, unwrapped(call.callee)) ?? '';
  if (!(isAwaited ? /^node:fs[./]promises\.readFile$/ : /^node:fs\.readFileSync$/).test(name)) return null;
  const [file, options = null, ...others] = call.arguments;
  if (!file || file.type === 'SpreadElement' || options?.type === 'SpreadElement' || others.length > 0) return null;
  const encoding = options ? encodingOf(code, options) : '';
  return encoding === null ? null : { call, file, options, encoding, isAwaited };
}

/** `'utf8'`, `{ encoding: 'utf8', flag: 'r' }`; `null` where it is not known, or where there are other options. */
function encodingOf(code: SourceCode, options: Node): string | null {
  const node = madeBy(code, options);
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type !== 'ObjectExpression' || node !== unwrapped(options)) return null;
  let encoding: string | null = null;
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.computed) return null;
    const name = propertyName(property);
    const { value } = property;
    if (name === 'encoding') encoding = value.type === 'Literal' && value.value ? String(value.value) : null;
    else if (name !== 'flag' || value.type !== 'Literal') return null;
  }
  return encoding;
}
