// What a copy adds, as changes of the accumulator in place.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import { entryOf, type Addition, type Container, type Copy } from '../../analysis/copies.js';
import { isDense } from '../../analysis/density.js';
import { canBeNullish } from '../../analysis/nullish.js';
import { originOf } from '../../analysis/origin.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { holdsPairs } from './pairs.js';

/** A change of an array, Map or Set. */
export type Write =
  | { readonly kind: 'value'; readonly node: TSESTree.Expression }
  | { readonly kind: 'entry'; readonly key: TSESTree.Expression; readonly value: TSESTree.Expression }
  /** Each element of it; of a Map's, whether they are known to be arrays. */
  | { readonly kind: 'all'; readonly node: TSESTree.Expression; readonly arePairs: boolean }
  /** Its elements, if it is an array, and else itself; `...` of one stands for several of the kind. */
  | { readonly kind: 'flat'; readonly node: TSESTree.CallExpressionArgument }
  | {
      readonly kind: 'choice';
      readonly test: TSESTree.Expression;
      readonly consequent: readonly Write[];
      readonly alternate: readonly Write[];
    };

/** Nothing for an object's properties, which are written otherwise. */
export function writesOf(code: SourceCode, { additions, container }: Copy): readonly Write[] {
  return additions.flatMap((addition) => writesFor(code, addition, container));
}

function combined(parts: readonly (readonly Write[] | null)[]): readonly Write[] | null {
  const writes: Write[] = [];
  for (const part of parts) {
    if (!part) return null;
    writes.push(...part);
  }
  return writes;
}

function writesFor(code: SourceCode, addition: Addition, container: Container): readonly Write[] {
  switch (addition.kind) {
    case 'value':
      return [addition];
    case 'entry':
      return [{ kind: 'entry', key: addition.key, value: addition.value }];
    case 'all':
      return allOf(code, addition.node, container);
    case 'concat':
      return addition.node.type === 'SpreadElement'
        ? [{ kind: 'flat', node: addition.node }]
        : appended(code, addition.node);
    default:
      return [];
  }
}

/** Spreading a literal of elements gives the elements; a choice between two is made when it comes to it. */
function allOf(code: SourceCode, source: TSESTree.Expression, container: Container): readonly Write[] {
  const node = unwrapped(source);
  if (node.type === 'ConditionalExpression') {
    const consequent = itemsOf(code, node.consequent, container);
    const alternate = itemsOf(code, node.alternate, container);
    if (consequent && alternate) return [{ kind: 'choice', test: node.test, consequent, alternate }];
  }
  return (
    itemsOf(code, source, container) ?? [
      { kind: 'all', node: source, arePairs: container === 'map' && holdsPairs(code, source) },
    ]
  );
}

/** `null` when it is no literal, or one of what may be no entries of a Map. */
function itemsOf(code: SourceCode, source: TSESTree.Expression, container: Container): readonly Write[] | null {
  const node = unwrapped(source);
  if (node.type !== 'ArrayExpression') return null;
  return combined(
    node.elements.map((element): readonly Write[] | null => {
      if (element?.type === 'SpreadElement') return allOf(code, element.argument, container);
      if (container !== 'map') return element && [{ kind: 'value', node: element }];
      const entry = element && entryOf(element);
      return entry && [entry];
    }),
  );
}

/** What `concat` does with one argument. */
function appended(code: SourceCode, argument: TSESTree.Expression): readonly Write[] {
  const node = unwrapped(argument);
  if (node.type === 'ConditionalExpression') {
    const consequent = appended(code, node.consequent);
    const alternate = appended(code, node.alternate);
    const isKnown = [...consequent, ...alternate].every(({ kind }) => kind !== 'flat');
    return isKnown ? [{ kind: 'choice', test: node.test, consequent, alternate }] : [{ kind: 'flat', node: argument }];
  }
  const kind = originOf(code, node)?.kind;
  if (kind === undefined) return [{ kind: 'flat', node: argument }];
  return kind === 'array' ? allOf(code, argument, 'array') : [{ kind: 'value', node: argument }];
}

/** Whether `concat` takes the argument as the writes do: an object may say of itself that it is to be spread. */
export function isPlainArgument(code: SourceCode, argument: TSESTree.CallExpressionArgument): Answer {
  const node = unwrapped(argument);
  if (node.type === 'ConditionalExpression') {
    return every([isPlainArgument(code, node.consequent), isPlainArgument(code, node.alternate)]);
  }
  if (node.type === 'ObjectExpression') {
    return node.properties.every((property) => property.type === 'Property' && !property.computed) ? 'yes' : 'unknown';
  }
  const kind = originOf(code, node)?.kind;
  // An array that may be missing: `concat` would append `undefined`, a loop would throw.
  if (kind === 'array') return canBeNullish(code, node) === 'no' ? 'yes' : 'unknown';
  return kind === undefined || kind === 'object' || kind === 'instance' || kind === 'function' ? 'unknown' : 'yes';
}

/** `concat` leaves the holes of what it appends, where a loop makes `undefined` of them. */
export function hasNoHoles(code: SourceCode, argument: TSESTree.CallExpressionArgument): Answer {
  const node = unwrapped(argument);
  if (node.type === 'ConditionalExpression') {
    return every([hasNoHoles(code, node.consequent), hasNoHoles(code, node.alternate)]);
  }
  return originOf(code, node)?.kind === 'array' ? isDense(code, node) : 'yes';
}

/** Whether an exception can leave the accumulator with a part of the writes. */
export function isAtomic(writes: readonly Write[], container: Container): boolean {
  const [first, ...others] = writes;
  if (!first || isOnePush(writes, container)) return true;
  if (others.length > 0) return false;
  if (first.kind === 'choice') return isAtomic(first.consequent, container) && isAtomic(first.alternate, container);
  return first.kind !== 'all' && first.kind !== 'flat';
}

/** Values in a row are all evaluated before they are pushed; a Set takes one at a time. */
function isOnePush(writes: readonly Write[], container: Container): boolean {
  return container === 'array' && writes.every(({ kind }) => kind === 'value');
}

/** What is evaluated when earlier writes have been done already. */
export function* evaluatedLate(writes: readonly Write[], container: Container, late = false): Generator<Node> {
  let isLate = late;
  for (const write of writes) {
    if (write.kind === 'choice') {
      if (isLate) yield write.test;
      yield* evaluatedLate(write.consequent, container, isLate);
      yield* evaluatedLate(write.alternate, container, isLate);
    } else if (isLate) {
      if (write.kind === 'entry') yield* [write.key, write.value];
      else yield write.node;
    }
    isLate ||= !isOnePush(writes, container);
  }
}
