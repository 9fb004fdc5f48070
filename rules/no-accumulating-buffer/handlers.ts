// A buffer that grows in handlers of a stream: `stream.on('data', (chunk) => { out = …; })`.

import {
  ancestorsOf,
  contains,
  functionAround,
  isFunction,
  loopsAround,
  type FunctionNode,
} from '../../analysis/enclosing.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node } from '../../core/source-code.js';
import type { Accumulation, Found, Join } from './accumulation.js';
import { isLengthRead } from './loops.js';

/** Events that are told again and again, with a chunk. */
const DATA = /^(?:data|readable)$/;
/** Events that come once, mostly when there will be no more. */
const END = /^(?:abort|aborted|close|disconnect|end|error|exit|finish|timeout)$/;

/** `stream.on('data', …)` adds, and `stream.on('end', …)` reads. */
export function byHandlers({ variable, declarator, steps, reads }: Found): Accumulation | null {
  if (declarator.parent.parent.type === 'ForStatement') return null;
  const home = functionAround(declarator);
  const adding = steps.map(({ assignment }) => outermostClosure(assignment, home));
  if (!adding.every((handler) => handler && isAdding(handler))) return null;
  const lengthReads: Node[] = [];
  const groups = new Map<FunctionNode | null, readonly Node[]>();
  for (const read of reads) {
    const closure = outermostClosure(read, home);
    if (closure && adding.includes(closure)) {
      if (!isLengthRead(read)) return null;
      lengthReads.push(read);
    } else groups.set(closure, [...(groups.get(closure) ?? []), read]);
  }
  const joins = [...groups].map(([closure, group]) => joinFor(closure, group, home));
  if (joins.length === 0 || !joins.every((join) => join !== null)) return null;
  return { variable, declarator, steps, extent: null, repetitions: [], joins, lengthReads };
}

/** @param closure `null` when the reads stand in the variable's own function. */
function joinFor(closure: FunctionNode | null, reads: readonly Node[], home: Node | null): Join | null {
  if (closure && !isLastHandler(closure)) return null;
  const [only, ...others] = reads;
  if (only && others.length === 0) return isOnceWithin(only, closure ?? home) ? { kind: 'inPlace', read: only } : null;
  const body = closure?.body;
  if (!closure || body?.type !== 'BlockStatement') return null;
  return reads.every((read) => contains(body, read)) ? { kind: 'atTop', handler: closure, body } : null;
}

/** No loop and no other function between the read and what runs once. */
function isOnceWithin(read: Node, outer: Node | null): boolean {
  return functionAround(read) === outer && loopsAround(read).next().done === true;
}

/** The function directly below `home` that `node` stands in; `null` when there is none, or it is declared or a class's. */
function outermostClosure(node: Node, home: Node | null): FunctionNode | null {
  let closure: FunctionNode | null = null;
  for (const current of ancestorsOf(node)) {
    if (current === home) return closure;
    if (isFunction(current)) {
      // `new Promise((resolve) => { stream.on('data', …); })` runs at once, and once.
      if (!isPromiseExecutor(current)) closure = current;
    }
  }
  return closure;
}

function isPromiseExecutor({ parent }: FunctionNode): boolean {
  return parent.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
}

const LISTENING = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;

export function isAdding(handler: FunctionNode): boolean {
  const { parent: call } = handler;
  const isOnce = call.type === 'CallExpression' && /once/i.test(propertyName(call.callee) ?? '');
  return !isOnce && DATA.test(eventOf(handler) ?? '');
}

/** The event that the function handles: `data` in `stream.on('data', …)`. */
export function eventOf(closure: FunctionNode): string | null {
  const { parent: call } = closure;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || call.arguments[1] !== closure)
    return null;
  const [event] = call.arguments;
  if (!LISTENING.test(propertyName(call.callee) ?? '') || event?.type !== 'Literal') return null;
  return typeof event.value === 'string' ? event.value : null;
}

/** The emitter of the event: `stream` in `stream.on('data', …).on('end', …)`. */
export function emitterOf({ parent: call }: FunctionNode): Node | null {
  let emitter: Node | null = call.type === 'CallExpression' ? call : null;
  while (emitter?.type === 'CallExpression' && emitter.callee.type === 'MemberExpression') {
    if (!LISTENING.test(propertyName(emitter.callee) ?? '')) break;
    emitter = emitter.callee.object;
  }
  return emitter === call ? null : emitter;
}

/** A handler that is called when there is no more to come, or once; or what follows a promise. */
function isLastHandler(closure: FunctionNode): boolean {
  const event = eventOf(closure);
  const { parent: call } = closure;
  if (call.type !== 'CallExpression') return false;
  if (event !== null) return END.test(event);
  const name = call.callee.type === 'Identifier' ? call.callee.name : propertyName(call.callee);
  return /^(?:then|catch|finally|once|pipeline|finished)$/.test(name ?? '');
}
