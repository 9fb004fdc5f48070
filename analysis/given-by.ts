// Where an expression's value comes from, when it only hands on what others give: `a ? xs : ys`, `xs ?? []`, `xs.sort()`,
// `Object.freeze(xs)`.
//
// Guarantee: the value is that of one of the expressions given, as it was when that one was evaluated.

import type { Node, SourceCode } from '../core/source-code.js';
import { targetOf } from './calls.js';
import { unwrapped } from './wrappers.js';

/** @returns expressions without wrappers; the expression itself where it hands nothing on. */
export function givenBy(code: SourceCode, expression: Node): readonly Node[] {
  const bare = unwrapped(expression);
  const givers = giversOf(code, bare);
  return givers ? givers.flatMap((giver) => givenBy(code, giver)) : [bare];
}

function giversOf(code: SourceCode, bare: Node): readonly Node[] | null {
  switch (bare.type) {
    case 'ConditionalExpression':
      return [bare.consequent, bare.alternate];
    case 'LogicalExpression':
      return [bare.left, bare.right];
    case 'SequenceExpression':
      return bare.expressions.slice(-1);
    case 'AssignmentExpression':
      return [bare.left, bare.right];
    case 'CallExpression': {
      const target = targetOf(code, bare);
      if (target.kind === 'method') return target.method.returnsReceiver ? [target.receiver] : null;
      const index = target.kind === 'function' ? target.known.returnsArgument : undefined;
      const argument = index === undefined ? undefined : bare.arguments[index];
      return argument ? [argument] : null;
    }
    default:
      return null;
  }
}
