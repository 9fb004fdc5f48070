// Where a function of this file is called from.
//
// Guarantee: when `callsOf` gives a list, these calls are all that will ever run the function: it is not exported, not
// passed on, not called in any other way.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { isFunction, type FunctionNode } from './enclosing.js';
import { perFile } from './per-file.js';
import { usesOf } from './uses.js';
import { declaratorOf, isSeenOutside, isWrittenOnce, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

/** The variable that is the function's one name: of a declaration, or of `const f = …`. */
export function variableHolding(code: SourceCode, callee: FunctionNode): Variable | null {
  const ownName = callee.type === 'ArrowFunctionExpression' ? null : callee.id;
  const own = ownName && variableOf(code, ownName);
  if (callee.type === 'FunctionDeclaration') return own?.defs.length === 1 ? own : null;
  // `const f = function g() { g(); }` has two names.
  if (own && own.references.length > 0) return null;
  const { parent } = callee;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return null;
  const variable = variableOf(code, parent.id);
  return variable && declaratorOf(variable) === parent && parent.init && unwrapped(parent.init) === callee
    ? variable
    : null;
}

const knownCalls = perFile(() => new Map<FunctionNode, readonly TSESTree.CallExpression[] | null>());

/** All calls of the function; `null` when it is used in any other way, or may be by other files. */
export function callsOf(code: SourceCode, callee: FunctionNode): readonly TSESTree.CallExpression[] | null {
  const known = knownCalls(code).get(callee);
  if (known !== undefined) return known;
  const calls = findCalls(code, callee);
  knownCalls(code).set(callee, calls);
  return calls;
}

function findCalls(code: SourceCode, callee: FunctionNode): readonly TSESTree.CallExpression[] | null {
  const variable = variableHolding(code, callee);
  if (!variable || !isWrittenOnce(variable) || isSeenOutside(code, variable) !== 'no') return null;
  const calls: TSESTree.CallExpression[] = [];
  for (const { use } of usesOf(variable)) {
    if (use.kind === 'write') continue;
    if (use.kind !== 'call' || use.node.type !== 'CallExpression') return null;
    calls.push(use.node);
  }
  return calls;
}

/** What the calls pass for a parameter that takes its argument whole; empty when it is none, or not all calls are in sight. */
export function passedFor(code: SourceCode, variable: Variable | null): readonly Node[] {
  const [definition] = variable?.defs ?? [];
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return [];
  const position = definition.node.params.indexOf(definition.name);
  if (position < 0) return [];
  return (callsOf(code, definition.node) ?? []).flatMap(({ arguments: passed }) => {
    const upTo = passed.slice(0, position + 1);
    const argument = upTo[position];
    return argument && upTo.every(({ type }) => type !== 'SpreadElement') ? [argument] : [];
  });
}
