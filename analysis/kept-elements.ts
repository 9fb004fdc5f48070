// Does an array keep the elements that it was made with?
//
// Guarantee: `true` means that whatever is ever in the variable's arrays was in them when they were made: elements are
// moved or removed, but none is added or replaced.

import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '../core/source-code.js';
import { builtinFunction, builtinMethod, type Method } from './builtins.js';
import { usesArguments } from './calls.js';
import { globalName } from './callees.js';
import { usesOf, type VariableUse } from './uses.js';
import { isSeenOutside, type Variable } from './variables.js';

export function keepsElements(code: SourceCode, variable: Variable): boolean {
  if (isSeenOutside(code, variable) !== 'no') return false;
  const uses = usesOf(variable);
  const isReturned = uses.some(({ use }) => use.kind === 'return');
  return uses.every((one) => isHarmless(code, one) && !(isReturned && one.inClosure));
}

function isHarmless(code: SourceCode, { use }: VariableUse): boolean {
  switch (use.kind) {
    case 'write':
      return use.init;
    case 'get':
    case 'forOf':
    case 'iterate':
    case 'properties':
    case 'test':
    case 'compare':
    case 'operand':
    case 'drop':
    case 'return':
      return true;
    case 'set':
      return use.name === 'length';
    case 'method': {
      const method = use.name === null ? null : builtinMethod('array', use.name);
      // `xs.sort().push(x)`, `xs.forEach((x, i, all) => all.push(x))`
      return method !== null && !method.retains && !method.returnsReceiver && !isHandedOn(code, use.node, method);
    }
    case 'argument': {
      const known = builtinFunction(globalName(code, use.node.callee) ?? '');
      return known !== null && known.mutates === undefined && known.returnsArgument === undefined;
    }
    default:
      return false;
  }
}

/** Whether a callback gets the array itself. */
function isHandedOn(
  code: SourceCode,
  { arguments: [callback] }: TSESTree.CallExpression,
  { passesReceiver }: Method,
): boolean {
  if (passesReceiver === undefined || !callback) return false;
  const isSeen =
    callback.type === 'ArrowFunctionExpression' ||
    (callback.type === 'FunctionExpression' && !usesArguments(code, callback));
  if (!isSeen) return builtinFunction(globalName(code, callback) ?? '') === null;
  return callback.params.length > passesReceiver || callback.params.some(({ type }) => type === 'RestElement');
}
