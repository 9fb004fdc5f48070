// Whether a chunk can be kept as it is until all are joined: nobody may write to its memory meanwhile. A buffer that is
// read into again and again would give its last content many times.

import type { Answer } from '../../analysis/answer.js';
import { builtinMethod } from '../../analysis/builtins.js';
import { hasOwnBytes } from '../../analysis/bytes.js';
import { globalName } from '../../analysis/callees.js';
import { targetOf } from '../../analysis/calls.js';
import { effectsOf } from '../../analysis/effects.js';
import { isFunction } from '../../analysis/enclosing.js';
import { isPlatformStream } from '../../analysis/streams.js';
import { useOf, usesOf, type Use } from '../../analysis/uses.js';
import { initializerOf, isWrittenOnce, variableOf, type Variable } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Growth } from './growth.js';

/** Whether the chunk's memory is its own, and is not written once the chunk was added. */
export function keepsContent(code: SourceCode, chunk: Node): Answer {
  const node = unwrapped(chunk);
  if (hasOwnBytes(code, node)) return 'yes';
  const variable = variableOf(code, node);
  if (!variable || !isWrittenOnce(variable)) return 'unknown';
  const init = initializerOf(variable);
  const isOwn = init ? hasOwnBytes(code, unwrapped(init)) : isHandedOver(code, variable);
  return isOwn && usesOf(variable).every(({ use }) => isLook(code, use)) ? 'yes' : 'unknown';
}

/** Whether while `extent` runs nobody writes to any memory at all, beside what the growths themselves do. */
export function isQuietMeanwhile(code: SourceCode, extent: readonly Node[], growths: readonly Growth[]): boolean {
  const own = new Set(growths.map(({ by }) => by?.variable));
  return extent.every((node) => {
    const { unknownCode, suspends, writes } = effectsOf(code, node);
    if (unknownCode || suspends) return false;
    return writes.every(({ object, variable }) => object === null || (variable !== null && own.has(variable)));
  });
}

/** A chunk of a stream of Node's or the platform's: what `for await` or the handler of `data` is given. */
function isHandedOver(code: SourceCode, variable: Variable): boolean {
  const [definition] = variable.defs;
  if (!definition) return false;
  if (definition.type === 'Variable') {
    const loop = definition.parent.parent;
    const isItsVariable = definition.node.id === definition.name;
    return (
      loop.type === 'ForOfStatement' &&
      loop.await &&
      loop.left === definition.parent &&
      isItsVariable &&
      isPlatformStream(code, loop.right)
    );
  }
  const handler = definition.node;
  if (definition.type !== 'Parameter' || !isFunction(handler) || handler.params[0] !== definition.name) return false;
  const use = useOf(handler);
  if (use.kind !== 'argument' || use.node.callee.type !== 'MemberExpression') return false;
  return isPlatformStream(code, use.node.callee.object);
}

/** What neither writes to the chunk nor gives it to somebody who may; the growth itself does not. */
function isLook(code: SourceCode, use: Use): boolean {
  switch (use.kind) {
    case 'get':
      return use.name !== 'buffer';
    case 'write':
      return use.init;
    case 'test':
    case 'compare':
    case 'drop':
    case 'operand':
    case 'iterate':
      return true;
    case 'method':
      return use.name !== null && isLookingMethod(use.name);
    case 'argument': {
      const target = targetOf(code, use.node);
      // `merged.set(chunk)` copies; that of a Map would keep it.
      if (target.kind === 'method') return target.name === 'set' && target.receiverKind === 'typedArray';
      return target.kind === 'function' && target.known.mutates !== use.index && target.known.callback === undefined;
    }
    case 'store':
      // `Buffer.concat([out, chunk])`
      return use.node.type === 'ArrayExpression' && isListOfConcat(code, use.node);
    default:
      return false;
  }
}

function isListOfConcat(code: SourceCode, list: Node): boolean {
  const { parent } = list;
  return parent?.type === 'CallExpression' && globalName(code, parent.callee) === 'Buffer.concat';
}

function isLookingMethod(name: string): boolean {
  if (/^read(?:U?Int|Big|Float|Double)\w+$|^(?:equals|compare|toString|toJSON|indexOf|includes)$/.test(name))
    return true;
  const method = builtinMethod('typedArray', name);
  return method !== null && !method.mutates && !method.returnsReceiver && method.passesReceiver === undefined;
}
