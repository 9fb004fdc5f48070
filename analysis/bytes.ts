// Which expressions make a buffer or typed array whose memory is its own.
//
// Guarantee: `true` is proved by what is called. Nobody else can write to that memory until the value is handed on. Who
// names an encoding gives a text.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import type { CallNode } from './calls.js';
import { globalName } from './callees.js';
import { isKind, originOf } from './origin.js';
import { initializerOf, variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** The expression makes a new buffer with memory of its own. */
export function hasOwnBytes(code: SourceCode, node: Node): boolean {
  if (node.type === 'AwaitExpression') {
    const call = node.argument.type === 'CallExpression' ? globalName(code, node.argument.callee) : null;
    return call === 'node:fs.promises.readFile';
  }
  if (node.type === 'NewExpression') {
    const origin = originOf(code, node);
    return origin?.kind === 'typedArray' && origin.fresh;
  }
  if (node.type === 'ArrayExpression') return true;
  if (node.type !== 'CallExpression') return false;
  const name = globalName(code, node.callee);
  if (name === 'Buffer.from') return isBytesCopied(code, node);
  if (name !== null && /^Buffer\.(?:alloc|allocUnsafe|allocUnsafeSlow|concat)$/.test(name)) return true;
  if (name === 'node:fs.readFileSync' || name === 'node:crypto.randomBytes') return true;
  return name === null && (isEncoding(code, node.callee) || isDigest(code, node));
}

/** `Buffer.from(text, 'utf8')`, `Buffer.from(bytes)`: of an `ArrayBuffer` it would make a view. */
export function isBytesCopied(code: SourceCode, call: CallNode): boolean {
  const [first, encoding] = call.arguments;
  if (!first || globalName(code, call.callee) !== 'Buffer.from') return false;
  return isKind(code, first, 'string', 'array', 'typedArray') || isText(encoding);
}

function isText(encoding: Node | undefined): boolean {
  return encoding?.type === 'Literal' && typeof encoding.value === 'string';
}

/** `cipher.update(block)`, `createHash('md5').update(text).digest()` */
function isDigest(code: SourceCode, { callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || !/^(?:update|final|digest)$/.test(propertyName(callee) ?? '')) return false;
  const made = ownerMadeBy(code, callee);
  if (made?.type !== 'CallExpression') return false;
  return (
    /^node:crypto\.create(?:Hash|Hmac|Cipheriv|Decipheriv)$/.test(globalName(code, made.callee) ?? '') ||
    isDigest(code, made)
  );
}

/** `new TextEncoder().encode` */
function isEncoding(code: SourceCode, callee: Node): boolean {
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'encode') return false;
  const made = ownerMadeBy(code, callee);
  return made?.type === 'NewExpression' && globalName(code, made.callee) === 'TextEncoder';
}

function ownerMadeBy(code: SourceCode, { object }: TSESTree.MemberExpression): Node | null {
  const owner = unwrapped(object);
  const variable = variableOf(code, owner);
  return variable ? initializerOf(variable) : owner;
}
