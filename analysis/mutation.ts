// Is a collection left as it is while a piece of code runs?
//
// Guarantee: `yes` means that no element is added, removed or replaced, whatever runs meanwhile, under
// docs/assumptions.md. `no` means that code in sight does so, or would on some path. What the elements refer to is not
// asked about. What is of no known kind is taken for a collection, which a named property adds no element to.

import type { Node, SourceCode } from '../core/source-code.js';
import { every, type Answer } from './answer.js';
import { effectsOf, type Effects, type Write } from './effects.js';
import { contains } from './enclosing.js';
import { flowOf, staysInSight, type Flow } from './flow.js';
import { givenBy } from './given-by.js';
import { holdsOnlyFresh, originOf } from './origin.js';
import type { Kind } from './builtins.js';
import { mayChangeMeanwhile } from './meanwhile.js';
import { variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** @param extent the code that runs meanwhile: a loop's body, or the statements from a copy to its last use. */
export function isUnmodifiedDuring(code: SourceCode, collection: Node, extent: readonly Node[]): Answer {
  return every(givenBy(code, collection).map((given) => isGivenUnmodified(code, given, extent)));
}

function isGivenUnmodified(code: SourceCode, bare: Node, extent: readonly Node[]): Answer {
  const origin = originOf(code, bare);
  if (origin?.kind === 'string') return 'yes';
  if (origin?.walks) return isUnmodifiedDuring(code, origin.walks, extent);
  const variable = variableOf(code, bare);
  // Made here and now, and nobody has a name for it.
  if (origin?.fresh && !variable) return 'yes';
  const subject: Subject = { bare, kind: origin?.kind ?? null, variable, flow: variable && flowOf(code, variable) };
  return every(extent.map((node) => isLeftBy(code, subject, node)));
}

interface Subject {
  readonly bare: Node;
  readonly kind: Kind | null;
  readonly variable: Variable | null;
  readonly flow: Flow | null;
}

function isLeftBy(code: SourceCode, subject: Subject, extent: Node): Answer {
  const { flow, variable } = subject;
  const mutations = flow?.accesses.filter((access) => access.mutates) ?? [];
  if (mutations.some(({ expression }) => contains(extent, expression))) return 'no';
  const effects = effectsOf(code, extent);
  const touched = effects.writes.map((write) => changes(code, write, subject));
  if (touched.includes('yes')) return 'no';
  if (variable && staysInSight(code, variable)) {
    return mayChangeMeanwhile(variable, mutations, extent, effects) ? 'unknown' : 'yes';
  }
  return touched.includes('unknown') || runsOthers(effects) ? 'unknown' : 'yes';
}

function runsOthers(effects: Effects): boolean {
  return effects.unknownCode !== null || effects.suspends !== null;
}

/** Whether a write changes the subject's elements. */
function changes(code: SourceCode, write: Write, subject: Subject): Answer {
  const { object, property } = write;
  if (object === null) return 'no';
  // `x.name = v` adds no element to an array, Map or Set.
  if (property !== null && property !== 'length' && !/^\d+$/.test(property) && subject.kind !== 'object') return 'no';
  if (write.variable && subject.flow?.variables.has(write.variable)) return 'yes';
  if (isSamePath(object, subject.bare)) return 'yes';
  // `same(xs)[0] = v`
  if (subject.flow?.accesses.some(({ expression }) => unwrapped(expression) === object)) return 'yes';
  return mayAlias(code, object, write.variable, subject) ? 'unknown' : 'no';
}

function mayAlias(code: SourceCode, object: Node, variable: Variable | null, subject: Subject): boolean {
  const origin = originOf(code, object);
  const kind = origin?.kind ?? null;
  if (kind !== null && subject.kind !== null && kind !== subject.kind) return false;
  // `new Array(n).fill(0)`: nobody else has it yet. A typed array may be a view on the subject's memory.
  if (origin?.fresh && !variable && kind !== 'typedArray') return false;
  if (variable && isApart(code, variable, subject)) return false;
  return !(subject.variable && staysInSight(code, subject.variable));
}

/** Whether `variable` holds only objects that were made for it and that the subject cannot be. */
function isApart(code: SourceCode, variable: Variable, subject: Subject): boolean {
  if (!holdsOnlyFresh(code, variable)) return false;
  const { escapes, variables } = flowOf(code, variable);
  // `const ys = xs;`: `xs` is fresh, but `ys` is the same object.
  if (subject.variable && variables.has(subject.variable)) return false;
  if (escapes.length === 0) return true;
  if (!subject.variable) return false;
  return holdsOnlyFresh(code, subject.variable) || isBoundBefore(subject.variable, variable);
}

/** A parameter that is never written got its object before anything in its function was made. */
function isBoundBefore(parameter: Variable, variable: Variable): boolean {
  const [definition] = parameter.defs;
  const isUnwritten = parameter.references.every((reference) => !reference.isWrite());
  const [declared] = variable.identifiers;
  return (
    definition?.type === 'Parameter' && isUnwritten && declared !== undefined && contains(definition.node, declared)
  );
}

/** `this.items` and `this.items`, `a.b` and `a.b`: the same names all the way. */
export function isSamePath(a: Node, b: Node): boolean {
  const left = unwrapped(a);
  const right = unwrapped(b);
  if (left.type === 'ThisExpression') return right.type === 'ThisExpression';
  if (left.type === 'Identifier') return right.type === 'Identifier' && left.name === right.name;
  if (left.type !== 'MemberExpression' || right.type !== 'MemberExpression') return false;
  const name = propertyName(left);
  return name !== null && name === propertyName(right) && isSamePath(left.object, right.object);
}
