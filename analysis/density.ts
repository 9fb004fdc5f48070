// Has an array holes? Array methods skip them, iteration gives `undefined` for them.
//
// Guarantee: `yes` from `isDense` means that every index below the length has an element when the expression is
// evaluated. Built-in methods that keep holes are followed to their receiver.

import type { Node, SourceCode } from '../core/source-code.js';
import type { Answer } from './answer.js';
import { every } from './answer.js';
import { targetOf } from './calls.js';
import { flowOf, staysInSight } from './flow.js';
import { originOf } from './origin.js';
import { initializerOf, variableOf } from './variables.js';
import { unwrapped } from './wrappers.js';

export function isDense(code: SourceCode, array: Node): Answer {
  return ofExpression(code, array, 0);
}

/** They read every index, so that a hole becomes `undefined`, or skip holes. */
const FILLING = new Set(['filter', 'flat', 'flatMap', 'split', 'toReversed', 'toSorted', 'toSpliced', 'with', 'fill']);
/** A hole of the receiver is a hole of the result. */
const KEEPING = new Set(['concat', 'map', 'reverse', 'slice', 'sort']);

function ofExpression(code: SourceCode, expression: Node, depth: number): Answer {
  if (depth > 10) return 'unknown';
  const next = (node: Node): Answer => ofExpression(code, node, depth + 1);
  const bare = unwrapped(expression);
  switch (bare.type) {
    case 'ArrayExpression':
      return bare.elements.every((element) => element !== null) ? 'yes' : 'no';
    case 'ConditionalExpression':
      return every([next(bare.consequent), next(bare.alternate)]);
    case 'LogicalExpression':
      return bare.operator === '&&' ? next(bare.right) : every([next(bare.left), next(bare.right)]);
    case 'CallExpression':
      return ofCall(code, bare, next);
    case 'Identifier': {
      const variable = variableOf(code, bare);
      if (!variable) return 'unknown';
      const [definition] = variable.defs;
      const isRest = definition?.type === 'Parameter' && definition.name.parent?.type === 'RestElement';
      const initializer = initializerOf(variable);
      if (!isRest && !(initializer && staysInSight(code, variable))) return 'unknown';
      const flow = flowOf(code, variable);
      const canBeSet = flow.escapes.length > 0 || flow.accesses.some(({ use }) => use.kind === 'set');
      return canBeSet ? 'unknown' : initializer ? next(initializer) : 'yes';
    }
    default:
      return originOf(code, bare)?.kind === 'typedArray' ? 'yes' : 'unknown';
  }
}

function ofCall(
  code: SourceCode,
  call: Extract<Node, { type: 'CallExpression' }>,
  next: (node: Node) => Answer,
): Answer {
  const target = targetOf(code, call);
  if (target.kind === 'function') {
    return /^(?:Array\.(?:from|of)|Object\.(?:keys|values|entries))$/.test(target.name) ? 'yes' : 'unknown';
  }
  if (target.kind !== 'method') return 'unknown';
  if (FILLING.has(target.name)) return target.name !== 'fill' || call.arguments.length < 2 ? 'yes' : 'unknown';
  if (!KEEPING.has(target.name)) return 'unknown';
  if (target.name !== 'concat') return next(target.receiver);
  return every([next(target.receiver), ...call.arguments.map((argument) => appendsDense(code, argument, next))]);
}

/** What `concat` appends is the elements of an array, holes included, or the value itself. */
function appendsDense(code: SourceCode, argument: Node, next: (node: Node) => Answer): Answer {
  const kind = originOf(code, argument)?.kind;
  if (kind === 'array') return next(argument);
  return kind === undefined || kind === 'object' || kind === 'instance' ? 'unknown' : 'yes';
}
