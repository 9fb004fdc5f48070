// The counting loop that takes the place of a walk: its names, and what is computed at each turn.

import type { TSESTree } from '@typescript-eslint/utils';
import { isStable } from '../../analysis/conditions.js';
import { usesArguments } from '../../analysis/calls.js';
import { contains, functionAround } from '../../analysis/enclosing.js';
import { isUnmodifiedDuring } from '../../analysis/mutation.js';
import { valuesOf } from '../../analysis/numbers.js';
import { originOf } from '../../analysis/origin.js';
import type { Range } from '../../analysis/ranges.js';
import { constantNumber } from '../../analysis/size.js';
import { isNumber } from '../../analysis/values.js';
import { mentionsNames, scopeOf, variableOf, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Walk } from './walk.js';

export interface Counting {
  readonly counter: string;
  /** `1` where the elements are the numbers from 1 to the length. */
  readonly from: 0 | 1;
  readonly length: Node;
  /** The name for the length where it may change, or is dear to compute; `null` where it is written into the test. */
  readonly limit: string | null;
  /** What the body begins with. */
  readonly value: Value | null;
}

interface Value {
  readonly declare: 'const' | 'let';
  readonly target: Node;
  readonly expression: TSESTree.Expression;
  readonly mapper: TSESTree.ArrowFunctionExpression;
}

/** `nameTaken` where a name would have to be another; `null` where the walk does more than counting. */
export function countingOf(code: SourceCode, range: Range, walk: Walk): Counting | 'nameTaken' | null {
  const numbering = numberingOf(code, range, walk);
  if (!numbering || numbering === 'nameTaken') return numbering;
  const { length } = range;
  const { counter } = numbering;
  // `for (const i of Array(i))` throws, where the length would be that of an outer `i`.
  const declared = walk.statement.type === 'ForOfStatement' ? namesIn(code, walk.statement, walk.statement.left) : [];
  if (mentionsNames(code, length, new Set([counter, ...declared]))) return 'nameTaken';
  const limit = isSameAtEachTurn(code, length, walk) ? null : freeName(code, walk, [nameFor(length), 'count', 'end']);
  return { ...numbering, length, limit };
}

type Mapped = Extract<Range['element'], { kind: 'mapped' }>;
type Numbering = Pick<Counting, 'counter' | 'from' | 'value'>;

function numberingOf(code: SourceCode, range: Range, walk: Walk): Numbering | 'nameTaken' | null {
  const { element, index } = walk;
  if (index && isWrittenIn(code, index, walk.body)) return null;
  if (range.element.kind === 'mapped') return ofMapper(code, range, range.element, walk);
  if (range.element.kind !== 'index') {
    return element ? null : { counter: index?.name ?? counterName(code, walk), from: 0, value: null };
  }
  return element && index ? null : countedBy(code, element ?? index, walk, 0);
}

/** The element, or the index, is the counter itself. */
function countedBy(code: SourceCode, name: Node | null, walk: Walk, from: 0 | 1): Numbering | null {
  if (!name) return { counter: counterName(code, walk), from: 0, value: null };
  if (name.type !== 'Identifier' || isWrittenIn(code, name, walk.body)) return null;
  return { counter: name.name, from, value: null };
}

function ofMapper(code: SourceCode, range: Range, { mapper, of }: Mapped, walk: Walk): Numbering | 'nameTaken' | null {
  const { element, index, declare, body } = walk;
  if (!element) return { counter: index?.name ?? counterName(code, walk), from: 0, value: null };
  if (mapper.type !== 'ArrowFunctionExpression' || mapper.body.type === 'BlockStatement') return null;
  if (isTypedByHand(mapper) || wrapped(range.node) !== range.node) return null;
  const own = counterOf(code, mapper, of);
  if (own === 'none') return null;
  const { body: expression } = mapper;
  if (own && !index) {
    const step = stepFrom(code, expression, own);
    const counted = step === null ? null : countedBy(code, element, walk, step);
    if (counted) return counted;
  }
  if (own && index && own.name !== index.name) return 'nameTaken';
  const counter = own?.name ?? index?.name ?? freeName(code, walk, COUNTERS);
  const declared = namesIn(code, walk.statement, element);
  const isTaken = declared.has(counter) || (!index && mentionsNames(code, body, new Set([counter])));
  // An outer variable of that name would be hidden.
  const isHidden = !own && mentionsNames(code, expression, new Set([counter]));
  if (isTaken || isHidden || mentionsNames(code, expression, declared)) return 'nameTaken';
  const { type } = body;
  // What is declared goes into the block of the body, or of its one expression.
  if (type.endsWith('Statement') && type !== 'BlockStatement' && type !== 'ExpressionStatement') return null;
  const inner = type === 'BlockStatement' ? scopeOf(code, body) : null;
  const inBody = new Set(inner?.block === body ? inner.set.keys() : []);
  if ([...declared].some((name) => inBody.has(name)) || mentionsNames(code, expression, inBody)) return 'nameTaken';
  return { counter, from: 0, value: { declare, target: element, expression, mapper } };
}

/** Types that the value would lose. */
function isTypedByHand({ returnType, typeParameters, parent }: TSESTree.ArrowFunctionExpression): boolean {
  return Boolean(returnType ?? typeParameters ?? (parent.type === 'CallExpression' && parent.typeArguments));
}

/** The parameter that takes the index; `null` without one, `none` where the function looks at something else too. */
function counterOf(
  code: SourceCode,
  mapper: TSESTree.ArrowFunctionExpression,
  of: 'undefined' | 'index' | 'value',
): TSESTree.Identifier | null | 'none' {
  if (mapper.async || mapper.params.length > 2 || usesArguments(code, mapper)) return 'none';
  const names = mapper.params.filter((parameter) => parameter.type === 'Identifier');
  if (names.length < mapper.params.length) return 'none';
  const used = names.filter((name) => (variableOf(code, name)?.references.length ?? 1) > 0);
  const [only = null, ...others] = used;
  if (others.length > 0 || (only === names[0] && only && of !== 'index')) return 'none';
  return only;
}

/** `0` for `i`, `1` for `i + 1`. */
function stepFrom(code: SourceCode, expression: Node, counter: TSESTree.Identifier): 0 | 1 | null {
  const variable = variableOf(code, counter);
  const isCounter = (node: Node): boolean => variable !== null && variableOf(code, node) === variable;
  if (isCounter(expression)) return 0;
  if (expression.type !== 'BinaryExpression' || expression.operator !== '+') return null;
  const { left, right } = expression;
  const isOne = (node: Node): boolean => node.type === 'Literal' && node.value === 1;
  return (isCounter(left) && isOne(right)) || (isOne(left) && isCounter(right)) ? 1 : null;
}

function namesIn(code: SourceCode, statement: Node, target: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { variables } of code.scopeManager?.scopes ?? []) {
    for (const { name, identifiers } of variables) {
      const isDeclared = identifiers.some((identifier) => contains(target, identifier));
      if (isDeclared && contains(statement, target)) names.add(name);
    }
  }
  return names;
}

function isWrittenIn(code: SourceCode, name: Node, body: Node): boolean {
  const references = variableOf(code, name)?.references ?? [];
  return references.some((reference) => reference.isWrite() && contains(body, reference.identifier));
}

const COUNTERS = ['i', 'j', 'k', 'index'];

function counterName(code: SourceCode, walk: Walk): string {
  return walk.unused ?? freeName(code, walk, COUNTERS);
}

/** A name that the statement does not mention. */
function freeName(code: SourceCode, { statement }: Walk, candidates: readonly string[]): string {
  const isFree = (name: string): boolean => !mentionsNames(code, statement, new Set([name]));
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  let name = `${candidates.at(-1) ?? ''}_`;
  while (!isFree(name)) name += '_';
  return name;
}

/** `length` for `rows.length`, `count` for `pages()`. */
function nameFor(length: Node): string {
  const bare = unwrapped(length);
  const name = bare.type === 'MemberExpression' ? propertyName(bare) : null;
  return name === 'length' || name === 'size' ? name : 'count';
}

/** Whether the length is a plain thing to read, and reads the same at each turn as before the first. */
function isSameAtEachTurn(code: SourceCode, length: Node, walk: Walk): boolean {
  const bare = unwrapped(length);
  const next = (node: Node): boolean => isSameAtEachTurn(code, node, walk);
  switch (bare.type) {
    case 'Literal':
      return true;
    case 'Identifier': {
      const variable = variableOf(code, bare);
      return variable !== null && isSettled(code, variable, walk);
    }
    case 'BinaryExpression':
      // What is no number may be converted by code of its own, and a string is added to.
      return (
        bare.left.type !== 'PrivateIdentifier' &&
        /^(?:[-+*/%]|\*\*|>>>?|<<)$/.test(bare.operator) &&
        [bare.left, bare.right].every((side) => isNumber(valuesOf(code, side)) && next(side))
      );
    case 'MemberExpression': {
      const { object } = bare;
      if (propertyName(bare) !== 'length' || object.type !== 'Identifier' || !next(object)) return false;
      const kind = originOf(code, object)?.kind;
      const isSequence = kind === 'array' || kind === 'typedArray' || kind === 'string';
      return isSequence && isUnmodifiedDuring(code, object, [walk.body]) === 'yes';
    }
    default:
      return constantNumber(code, bare) !== null;
  }
}

/** Whether the variable is not written while the loop turns. */
function isSettled(code: SourceCode, variable: Variable, { statement }: Walk): boolean {
  if (isStable(code, variable)) return true;
  const home = functionAround(statement);
  return variable.defs.every(({ type }) => type === 'Variable' || type === 'Parameter') && isOwn(variable);

  function isOwn({ references }: Variable): boolean {
    return references.every(
      (reference) =>
        !reference.isWrite() ||
        (functionAround(reference.identifier) === home && !contains(statement, reference.identifier)),
    );
  }
}
