// Has an array holes? Array methods skip them, iteration gives `undefined` for them.
//
// Guarantee: `yes` from `isDense` means that every index below the length has an element when the expression is
// evaluated. Built-in methods that keep holes are followed to their receiver.

import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { every } from './answer.js';
import { isAwaitedAll } from './awaiting.js';
import { callbackOf, targetOf } from './calls.js';
import { functionNamedBy } from './callees.js';
import { functionAround, isFunction } from './enclosing.js';
import { flowOf, seesReceiver } from './flow.js';
import { isUnmodifiedDuring } from './mutation.js';
import { originOf } from './origin.js';
import { holdsOnlyNew } from './ownership.js';
import { returnedBy } from './returns.js';
import { variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export function isDense(code: SourceCode, array: Node): Answer {
  return ofExpression(code, array, new Set());
}

/** They read every index, so that a hole becomes `undefined`, or skip holes. */
const FILLING = new Set(['filter', 'flat', 'flatMap', 'split', 'toReversed', 'toSorted', 'toSpliced', 'with', 'fill']);
/** A hole of the receiver is a hole of the result. */
const KEEPING = new Set(['concat', 'map', 'reverse', 'slice', 'sort']);

/** @param pending variables and functions that are being asked about: what only comes from itself is never there. */
function ofExpression(code: SourceCode, expression: Node, pending: Set<object>): Answer {
  const next = (node: Node): Answer => ofExpression(code, node, pending);
  const bare = unwrapped(expression);
  switch (bare.type) {
    case 'ArrayExpression':
      return bare.elements.every((element) => element !== null) ? 'yes' : 'no';
    case 'ConditionalExpression':
      return every([next(bare.consequent), next(bare.alternate)]);
    case 'LogicalExpression':
      return bare.operator === '&&' ? next(bare.right) : every([next(bare.left), next(bare.right)]);
    case 'AwaitExpression':
      return isAwaitedAll(code, bare) ? 'yes' : 'unknown';
    case 'CallExpression':
      return ofResult(code, bare, pending) ?? ofCall(code, bare, next);
    case 'Identifier': {
      const variable = variableOf(code, bare);
      return variable ? ofVariable(code, variable, pending) : 'unknown';
    }
    default:
      return originOf(code, bare)?.kind === 'typedArray' ? 'yes' : 'unknown';
  }
}

/** What follows from each other in many ways is given up. */
const DEEPEST = 5;

/** Every value of the variable, as long as nobody else can set or delete an element of it. */
function ofVariable(code: SourceCode, variable: Variable, pending: Set<object>): Answer {
  if (pending.has(variable)) return 'yes';
  if (pending.size > DEEPEST) return 'unknown';
  const [definition] = variable.defs;
  const isRest = definition?.type === 'Parameter' && definition.name.parent?.type === 'RestElement';
  if (!isRest && !holdsOnlyNew(code, variable)) return 'unknown';
  const { accesses, escapes } = flowOf(code, variable);
  // Its function gives it away when it is over, and nobody has it before.
  const home = variable.scope.variableScope.block;
  const isHeldBack = escapes.every(({ how, node }) => how === 'returned' && functionThatReturns(node) === home);
  if (!isHeldBack || accesses.some(({ use }) => use.kind === 'set' && !isCleared(use.by))) return 'unknown';
  // Others have it when a closure looks at it later.
  if (escapes.length > 0 && accesses.some(({ deferred }) => deferred)) return 'unknown';
  pending.add(variable);
  const written = variable.references.flatMap(({ writeExpr }) =>
    writeExpr ? [ofExpression(code, writeExpr, pending)] : [],
  );
  pending.delete(variable);
  return isRest && written.length > 0 ? 'unknown' : every(written);
}

/** `xs.length = 0` */
function isCleared(write: Node): boolean {
  return (
    write.type === 'AssignmentExpression' &&
    write.operator === '=' &&
    propertyName(write.left) === 'length' &&
    write.right.type === 'Literal' &&
    write.right.value === 0
  );
}

/** `() => xs` returns what its body is: the node that does so is the function itself. */
function functionThatReturns(node: Node): Node | null {
  return isFunction(node) ? node : functionAround(node);
}

/** What a function of this file returns; `null` for another call. */
function ofResult(
  code: SourceCode,
  call: Extract<Node, { type: 'CallExpression' }>,
  pending: Set<object>,
): Answer | null {
  const callee = functionNamedBy(code, call.callee);
  if (!callee) return null;
  if (pending.has(callee)) return 'yes';
  if (pending.size > DEEPEST) return 'unknown';
  pending.add(callee);
  const results = returnedBy(code, callee)?.map((result) => ofExpression(code, result, pending));
  pending.delete(callee);
  return results ? every(results) : 'unknown';
}

const MAKING_DENSE =
  /^(?:Array\.(?:from|of)|Object\.(?:keys|values|entries|getOwnPropertyNames)|Reflect\.ownKeys|node:fs\.readdirSync|node:os\.cpus)$/;

function ofCall(
  code: SourceCode,
  call: Extract<Node, { type: 'CallExpression' }>,
  next: (node: Node) => Answer,
): Answer {
  const target = targetOf(code, call);
  if (target.kind === 'function') {
    return MAKING_DENSE.test(target.name) ? 'yes' : 'unknown';
  }
  if (target.kind !== 'method') return 'unknown';
  if (FILLING.has(target.name)) return target.name !== 'fill' || call.arguments.length < 2 ? 'yes' : 'unknown';
  if (!KEEPING.has(target.name)) return 'unknown';
  // `xs.map(() => xs.pop())` is as long as `xs` was, but the elements that went away are left out.
  if (target.name === 'map' && !leavesReceiver(code, target.receiver, callbackOf(call, target))) return 'unknown';
  if (target.name !== 'concat') return next(target.receiver);
  return every([next(target.receiver), ...call.arguments.map((argument) => appendsDense(code, argument, next))]);
}

function leavesReceiver(code: SourceCode, receiver: Node, callback: Node | null): boolean {
  if (!callback) return true;
  const run = functionNamedBy(code, callback) ?? callback;
  return !seesReceiver(code, run, 2) && (!isFunction(run) || isUnmodifiedDuring(code, receiver, [run]) === 'yes');
}

/** What `concat` appends is the elements of an array, holes included, or the value itself. */
function appendsDense(code: SourceCode, argument: Node, next: (node: Node) => Answer): Answer {
  const kind = originOf(code, argument)?.kind;
  if (kind === 'array') return next(argument);
  return kind === undefined || kind === 'object' || kind === 'instance' ? 'unknown' : 'yes';
}
