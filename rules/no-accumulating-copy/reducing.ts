// Accumulators of `reduce`: the first parameter of a callback that stands in the call, or a copy of it that the
// callback changes and returns.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../../analysis/answer.js';
import { canCallItself, usesArguments } from '../../analysis/calls.js';
import { copyOf, type Container } from '../../analysis/copies.js';
import { ancestorsOf, contains, isFunction } from '../../analysis/enclosing.js';
import { originOf } from '../../analysis/origin.js';
import { returnedBy } from '../../analysis/returns.js';
import { mentionsNames, scopeOf, variableNamedBy, variableOf, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Accumulation, Reducing } from './accumulation.js';
import { assignmentStep, assignmentsTo } from './assignments.js';
import { containerIn, copiesIn, outcomeOf, type Step } from './steps.js';

/** The accumulator of the call, when each path of the callback gives it, a copy of it, or a new collection. */
export function reducedBy(code: SourceCode, call: TSESTree.CallExpression): Accumulation | null {
  const place = placeOf(code, call);
  const parameter = place && variableOf(code, place.parameter);
  const results = place && returnedBy(code, place.callback);
  if (!place || !parameter || !results) return null;
  return viaClone(code, place, parameter, results) ?? accumulated(code, place, parameter, results);
}

export function placeOf(code: SourceCode, call: TSESTree.CallExpression): Reducing | null {
  const found = reducingCallOf(code, call);
  const parameter = found?.callback.params[0];
  return found && parameter?.type === 'Identifier' ? { ...found, kind: 'reduce', parameter, renamed: [] } : null;
}

/** A `reduce` whose callback stands in the call. */
export type ReducingCall = Pick<Reducing, 'call' | 'callee' | 'callback' | 'seed'>;

export function reducingCallOf(code: SourceCode, call: TSESTree.CallExpression): ReducingCall | null {
  const { callee, arguments: given } = call;
  if (callee.type !== 'MemberExpression' || callee.computed || given.length > 2) return null;
  const name = propertyName(callee);
  if (name !== 'reduce' && name !== 'reduceRight') return null;
  const [callback, seed = null] = given;
  if (!callback || !isFunction(callback) || seed?.type === 'SpreadElement' || usesArguments(code, callback))
    return null;
  // `function f(acc, x) { return [...acc, f(acc, x.next).length]; }` has copied the accumulator before it adds more to it.
  return canCallItself(code, callback) ? null : { call, callee, callback, seed };
}

/** Whether the callback is called for each element, and never again afterwards. */
export function isWalkedAtOnce(code: SourceCode, { callee }: Reducing): Answer {
  const origin = originOf(code, callee.object);
  if (!origin) return 'unknown';
  return origin.kind === 'array' || origin.kind === 'typedArray' || origin.kind === 'iterator' ? 'yes' : 'no';
}

function accumulated(
  code: SourceCode,
  place: Reducing,
  variable: Variable,
  results: readonly Node[],
  clone?: { readonly step: Step; readonly container: Container },
): Accumulation | null {
  const assignments = assignmentsTo(variable);
  if (!assignments) return null;
  const container =
    clone?.container ?? containerIn(code, [...results, ...assignments.map(({ right }) => right)], variable);
  if (!container) return null;
  const steps: Step[] = clone ? [clone.step] : [];
  const resets: TSESTree.AssignmentExpression[] = [];
  for (const assignment of assignments) {
    const outcome = outcomeOf(code, assignment.right, variable, container);
    const step = outcome && assignmentStep(assignment, outcome);
    if (!outcome || !step) return null;
    if (outcome.kind === 'fresh') resets.push(assignment);
    else steps.push(step);
  }
  for (const result of results) {
    const outcome = outcomeOf(code, result, variable, container);
    const step = outcome && resultStep(result, outcome);
    if (!outcome || !step) return null;
    if (outcome.kind !== 'fresh') steps.push(step);
  }
  const [first, ...others] = steps.filter(({ outcome }) => [...copiesIn(outcome)].length > 0);
  if (!first) return null;
  return { variable, container, steps: [first, ...others], place, home: place.callback, resets };
}

export function resultStep(result: Node, outcome: Step['outcome']): Step | null {
  const { parent } = wrapped(result);
  if (parent?.type === 'ReturnStatement') return { kind: 'return', statement: parent, outcome };
  return parent?.type === 'ArrowFunctionExpression' ? { kind: 'body', arrow: parent, outcome } : null;
}

/** `(acc, x) => { const next = { ...acc }; next[x] = 1; return next; }`: `next` is the accumulator then. */
function viaClone(
  code: SourceCode,
  place: Reducing,
  parameter: Variable,
  results: readonly Node[],
): Accumulation | null {
  const { body } = place.callback;
  for (const declaration of body.type === 'BlockStatement' ? body.body : []) {
    const [declarator, ...others] = declaration.type === 'VariableDeclaration' ? declaration.declarations : [];
    if (declaration.type !== 'VariableDeclaration' || others.length > 0 || !declarator?.init) continue;
    const variable = variableNamedBy(code, declarator.id);
    const copy = copyOf(code, declarator.init, parameter);
    // A type of its own would be lost.
    if (!variable || !copy || declarator.id.typeAnnotation || unwrapped(declarator.init) !== declarator.init) continue;
    const renamed = parameter.references.flatMap(({ identifier }) => (identifier === copy.source ? [] : [identifier]));
    const isEarlier = (node: Node): boolean => node.range[1] <= declaration.range[0];
    if (!renamed.every((node) => isEarlier(node) && results.some((result) => unwrapped(result) === node))) return null;
    if (!canBeCalled(code, variable, { ...place, renamed })) return null;
    const step: Step = { kind: 'clone', declaration, outcome: { kind: 'copy', copy } };
    const later = results.filter((result) => !renamed.some((node) => node === unwrapped(result)));
    const clone = { step, container: copy.container };
    return accumulated(code, { ...place, renamed }, variable, later, clone);
  }
  return null;
}

/** Whether the name means the clone in the parameter list and wherever the parameter is read. */
function canBeCalled(code: SourceCode, { name, defs }: Variable, { callback, renamed }: Reducing): boolean {
  const isTaken = callback.params.some((parameter) => mentionsNames(code, parameter, new Set([name])));
  const isHidden = renamed.some((node) =>
    [...ancestorsOf(node)].some(
      (current) =>
        contains(callback.body, current) && current !== callback.body && scopeOf(code, current)?.set.has(name),
    ),
  );
  return defs.length === 1 && !isTaken && !isHidden;
}
