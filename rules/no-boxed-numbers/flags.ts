// Flags: an array of booleans of which only the truthiness is read.

import type { ElementRead, ElementWrite, FixedArray } from '../../analysis/fixed-arrays.js';
import { valuesOf, valuesOfElements } from '../../analysis/numbers.js';
import { isOnlyTested } from '../../analysis/truthiness.js';
import { isNumber } from '../../analysis/values.js';
import { unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface FlagEdits {
  /** `true`, `false` and empty values that become `1` and `0`. */
  readonly literals: readonly { readonly node: Node; readonly text: '0' | '1' }[];
  /** Booleans to be put into `Number(…)`. */
  readonly coerced: readonly Node[];
}

export function flagsOf(code: SourceCode, array: FixedArray): FlagEdits | null {
  const { reads, writes, calls, walks } = array;
  if (walks.length > 0 || !calls.every(({ node, name }) => name === 'fill' && node.arguments.length > 0)) return null;
  const compared = reads.map((read) => (isFlagRead(code, array, read) ? [] : comparedLiteral(code, array, read)));
  if (compared.includes(null) || !writes.every((write) => isFlagWrite(code, write))) return null;
  const stored = [
    ...writes.flatMap(({ value }) => (value ? [value] : [])),
    ...calls.flatMap(({ node }) => node.arguments.slice(0, 1)),
  ];
  const edits = stored.map((value) => asNumber(code, array, value));
  return {
    literals: [...compared.flatMap((literal) => literal ?? []), ...edits.flatMap(({ literals }) => literals)],
    coerced: edits.flatMap(({ coerced }) => coerced),
  };
}

/** What turns a stored value into a number of the same truthiness. */
export function asNumber(code: SourceCode, array: FixedArray, value: Node): FlagEdits {
  const leaves = leavesOf(value);
  const literals = leaves.flatMap((node) => {
    const text = literalText(code, node);
    return text ? [{ node, text }] : [];
  });
  const isDone = leaves.every(
    (leaf) =>
      literals.some(({ node }) => node === leaf) ||
      array.reads.some(({ node }) => node === leaf) ||
      isNumber(valuesOf(code, leaf)),
  );
  return isDone ? { literals, coerced: [] } : { literals: [], coerced: [value] };
}

/** The text of the number for a flag that is written out. */
export function literalText(code: SourceCode, node: Node): '0' | '1' | null {
  if (node.type === 'Literal' && typeof node.value === 'boolean') return node.value ? '1' : '0';
  const { undefined: isUndefined, null: isNull, ...rest } = valuesOf(code, node);
  const isEmpty = (isUndefined || isNull) && !rest.number && !rest.boolean && !rest.other;
  return isEmpty && (node.type === 'Identifier' || node.type === 'Literal') ? '0' : null;
}

function leavesOf(value: Node): Node[] {
  const bare = unwrapped(value);
  if (bare.type === 'ConditionalExpression') return [...leavesOf(bare.consequent), ...leavesOf(bare.alternate)];
  if (bare.type === 'LogicalExpression') return [...leavesOf(bare.left), ...leavesOf(bare.right)];
  return [bare];
}

function isFlagRead(code: SourceCode, array: FixedArray, { node }: ElementRead): boolean {
  return isOnlyTested(code, node, (place, value) => isStoreInto(array, place, value));
}

/** `seen[i] = seen[j]` */
function isStoreInto({ writes }: FixedArray, place: Node, value: Node): boolean {
  return place.type === 'AssignmentExpression' && place.right === value && writes.some(({ by }) => by === place);
}

/** `seen[i] === true`: the literal to be replaced. `undefined === false` is false, while `0 === 0` is true. */
function comparedLiteral(code: SourceCode, array: FixedArray, { node }: ElementRead): FlagEdits['literals'] | null {
  const value = wrapped(node);
  const { parent } = value;
  if (parent?.type !== 'BinaryExpression' || !/^[!=]==?$/.test(parent.operator)) return null;
  const other = parent.left === value ? parent.right : parent.left;
  if (other.type !== 'Literal' || typeof other.value !== 'boolean') return null;
  const elements = valuesOfElements(code, array);
  if (elements.number || (!other.value && (elements.undefined || elements.null))) return null;
  return [{ node: other, text: other.value ? '1' : '0' }];
}

const FLAG_OPERATORS = new Set<string | null>(['=', '||=', '&&=', '|=', '&=', '^=']);

/** The value of the assignment itself is not looked at, since it changes. */
function isFlagWrite(code: SourceCode, { operator, by }: ElementWrite): boolean {
  return FLAG_OPERATORS.has(operator) && isOnlyTested(code, by, () => false);
}
