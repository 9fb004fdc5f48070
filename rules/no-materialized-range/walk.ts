// A range that is walked by a statement: `for (const i of range) …`, `range.forEach((_, i) => …);`

import type { TSESTree } from '@typescript-eslint/utils';
import { usesArguments } from '../../analysis/calls.js';
import { contains, loopTarget } from '../../analysis/enclosing.js';
import type { Range } from '../../analysis/ranges.js';
import { useOf } from '../../analysis/uses.js';
import { variableOf } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { canContinue, exitsOf } from '../no-needless-collect/loop-body.js';

export interface Walk {
  readonly statement: TSESTree.ForOfStatement | TSESTree.ExpressionStatement;
  readonly body: TSESTree.Statement | TSESTree.Expression;
  /** What each turn calls the element; `null` where it does not look at it. */
  readonly element: Node | null;
  /** A name for the element that it does not use; `_` and its like are none. */
  readonly unused: string | null;
  readonly declare: 'const' | 'let';
  /** What it calls the index. */
  readonly index: TSESTree.Identifier | null;
  /** A `return` of the callback, which goes on with the next turn. */
  readonly exits: readonly TSESTree.ReturnStatement[];
}

export function walkOf(code: SourceCode, range: Range): Walk | null {
  const use = useOf(range.node);
  if (use.kind === 'forOf') return ofLoop(code, use.node);
  const isForEach = use.kind === 'method' && use.name === 'forEach' && !range.isIterator;
  // A callback is not called for holes.
  return isForEach && range.element.kind !== 'hole' ? ofForEach(code, use.node) : null;
}

function ofLoop(code: SourceCode, loop: TSESTree.ForOfStatement): Walk | null {
  if (loop.await || loop.left.type !== 'VariableDeclaration') return null;
  const { kind: declare } = loop.left;
  if (declare !== 'const' && declare !== 'let') return null;
  const target = loopTarget(loop);
  const element = isLookedAt(code, target) ? target : null;
  const unused = element ? null : unusedName(target);
  return { statement: loop, body: loop.body, element, unused, declare, index: null, exits: [] };
}

function ofForEach(code: SourceCode, call: TSESTree.CallExpression): Walk | null {
  const statement = call.parent;
  const [argument, ...others] = call.arguments;
  if (statement.type !== 'ExpressionStatement' || !argument || others.length > 0 || call.optional) return null;
  const callback = unwrapped(argument);
  if (callback.type !== 'ArrowFunctionExpression' || callback.async || usesArguments(code, callback)) return null;
  const { body, params, returnType, typeParameters } = callback;
  const [first = null, second = null] = params;
  const exits = exitsOf(code, body);
  if (params.length > 2 || returnType || typeParameters || !exits?.every((exit) => canContinue(exit, body)))
    return null;
  if (second && second.type !== 'Identifier') return null;
  const element = first && isLookedAt(code, first) ? first : null;
  if (element && element.type !== 'Identifier' && !/^(?:Array|Object)Pattern$/.test(element.type)) return null;
  const isWritten = (code.getDeclaredVariables?.(callback) ?? []).some(
    ({ references, identifiers }) =>
      identifiers.some((identifier) => element && contains(element, identifier)) &&
      references.some((reference) => reference.isWrite() && contains(body, reference.identifier)),
  );
  const index = second && isLookedAt(code, second) ? second : null;
  const unused = unusedName(second) ?? unusedName(first);
  return { statement, body, element, unused, declare: isWritten ? 'let' : 'const', index, exits };
}

/** A pattern looks at it in any case. */
function isLookedAt(code: SourceCode, target: Node): boolean {
  const variable = variableOf(code, target);
  return variable?.references.some(({ identifier }) => identifier !== target) ?? true;
}

function unusedName(target: Node | null): string | null {
  return target?.type === 'Identifier' && !target.name.startsWith('_') ? target.name : null;
}
