// Is this a stream of Node or of the platform, whose chunks belong to whoever takes them?
//
// Guarantee: `true` is proved by the call that makes the stream, by the function of Node's that passes it to its
// callback, or by an annotation with a class of Node's. Such a stream gives bytes (or text, where an encoding is set),
// each chunk in memory that is not written again. A `Readable` may be anybody's, and hand over one buffer many times.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { isFunction } from './enclosing.js';
import { initializerOf, madeBy, variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export function isPlatformStream(code: SourceCode, expression: Node): boolean {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Identifier': {
      const variable = variableOf(code, node);
      const init = variable && initializerOf(variable);
      if (init) return isPlatformStream(code, init);
      const [definition, ...others] = variable?.defs ?? [];
      if (definition?.type !== 'Parameter' || others.length > 0) return false;
      if (variable?.references.some((reference) => reference.isWrite())) return false;
      const { name } = definition;
      if (name.type !== 'Identifier') return false;
      if (name.typeAnnotation) return isStreamType(code, name.typeAnnotation.typeAnnotation);
      return isFunction(definition.node) && isGivenStream(code, definition.node, name);
    }
    case 'CallExpression':
      return isStreamMade(code, node);
    case 'MemberExpression':
      return isStreamMember(code, node);
    default:
      return false;
  }
}

const MAKERS = new Set([
  'node:fs.createReadStream',
  'node:net.connect',
  'node:net.createConnection',
  'node:tls.connect',
]);
const ZLIB =
  /^node:zlib\.create(?:Gunzip|Gzip|Inflate|InflateRaw|Deflate|DeflateRaw|Unzip|BrotliCompress|BrotliDecompress)$/;

function isStreamMade(code: SourceCode, call: TSESTree.CallExpression): boolean {
  const name = globalName(code, call.callee) ?? '';
  if (MAKERS.has(name) || ZLIB.test(name)) return true;
  const { callee } = call;
  const [first] = call.arguments;
  if (callee.type !== 'MemberExpression' || !first) return false;
  const method = propertyName(callee);
  // `on` gives the emitter, `pipe` its destination.
  if (method === 'pipe') return isPlatformStream(code, callee.object) && isPlatformStream(code, first);
  return (method === 'on' || method === 'once') && isPlatformStream(code, callee.object);
}

/** `process.stdin`, `spawn(…).stdout`, `(await fetch(…)).body`. */
function isStreamMember(code: SourceCode, member: TSESTree.MemberExpression): boolean {
  if (globalName(code, member) === 'process.stdin') return true;
  const name = propertyName(member);
  const owner = madeBy(code, member.object);
  if (name === 'body') {
    return owner?.type === 'AwaitExpression' && calledBy(code, owner.argument) === 'fetch';
  }
  if (name !== 'stdout' && name !== 'stderr') return false;
  return owner !== null && /^node:child_process\.(?:spawn|exec|execFile)$/.test(calledBy(code, owner) ?? '');
}

function calledBy(code: SourceCode, expression: Node): string | null {
  const node = unwrapped(expression);
  return node.type === 'CallExpression' ? globalName(code, node.callee) : null;
}

/** `https.get(url, (response) => …)`, `http.createServer((request) => …)`, `net.createServer((socket) => …)`. */
function isGivenStream(code: SourceCode, callback: Node, parameter: Node): boolean {
  if (!isFunction(callback) || callback.params[0] !== parameter) return false;
  const call = callback.parent;
  if (call.type !== 'CallExpression' || !call.arguments.includes(callback as TSESTree.CallExpressionArgument))
    return false;
  const name = globalName(code, call.callee) ?? '';
  return /^node:https?\.(?:get|request|createServer)$|^node:(?:net|tls)\.createServer$/.test(name);
}

const CLASSES = new Set(['node:http.IncomingMessage', 'node:fs.ReadStream', 'node:net.Socket', 'node:tls.TLSSocket']);

function isStreamType(code: SourceCode, type: Node): boolean {
  if (type.type !== 'TSTypeReference') return false;
  return CLASSES.has(typeNameOf(code, type.typeName) ?? '');
}

function typeNameOf(code: SourceCode, name: Node): string | null {
  if (name.type === 'Identifier') return globalName(code, name);
  if (name.type !== 'TSQualifiedName') return null;
  const owner = typeNameOf(code, name.left);
  return owner === null ? null : `${owner}.${name.right.name}`;
}
