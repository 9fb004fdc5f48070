// What the callback of a `reduce` gives, where its accumulator has several parts: literals that hold them, by key.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Copy } from '../../analysis/copies.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node } from '../../core/source-code.js';
import type { Outcome } from './steps.js';

/** One place of a literal that the callback gives. */
export interface Item {
  readonly key: string;
  /** The element or property; its value. */
  readonly node: TSESTree.Property | TSESTree.Expression;
  readonly value: Node;
  readonly kind: 'same' | 'copy' | 'other';
  /** Of a `copy`. */
  readonly copy: Copy | null;
}

/** What one path of the callback gives. */
export type Result =
  /** The parameter itself. */
  | { readonly kind: 'whole'; readonly node: Node }
  | {
      readonly kind: 'literal';
      readonly node: TSESTree.ArrayExpression | TSESTree.ObjectExpression;
      /** `as T` around it. */
      readonly whole: Node;
      readonly items: readonly Item[];
      /** `...acc` */
      readonly spread: TSESTree.SpreadElement | null;
      /** With its parts changed in place, the parameter is what the literal makes. */
      readonly isWhole: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly node: TSESTree.ConditionalExpression;
      readonly consequent: Result;
      readonly alternate: Result;
    };

export type Literal = Extract<Result, { kind: 'literal' }>;

export function* literalsIn(result: Result): Generator<Literal> {
  if (result.kind === 'literal') yield result;
  if (result.kind === 'choice') {
    yield* literalsIn(result.consequent);
    yield* literalsIn(result.alternate);
  }
}

export interface Entry {
  readonly key: string;
  readonly node: TSESTree.Property | TSESTree.Expression | TSESTree.SpreadElement;
  readonly value: Node;
}

/** The elements or properties; `null` where one has no plain key or value. */
export function entriesIn(literal: Node): readonly Entry[] | null {
  const entries: Entry[] = [];
  if (literal.type === 'ArrayExpression') {
    for (const [index, node] of literal.elements.entries()) {
      if (!node || node.type === 'SpreadElement') return null;
      entries.push({ key: String(index), node, value: node });
    }
    return entries;
  }
  if (literal.type !== 'ObjectExpression') return null;
  for (const node of literal.properties) {
    if (node.type === 'SpreadElement') {
      entries.push({ key: '...', node, value: node.argument });
      continue;
    }
    const key = node.computed ? null : propertyName(node);
    if (key === null || key === '__proto__' || node.kind !== 'init' || node.method) return null;
    entries.push({ key, node, value: node.value });
  }
  return entries;
}

/** The outcome of one part; `null` where no path copies it. */
export function outcomeFor(result: Result, key: string): Outcome | null {
  const outcome = outcomeIn(result, key);
  const copies = [...literalsIn(result)].some(({ items }) => items.some((item) => item.key === key && item.copy));
  return copies ? outcome : null;
}

function outcomeIn(result: Result, key: string): Outcome {
  if (result.kind === 'choice') {
    const [consequent, alternate] = [outcomeIn(result.consequent, key), outcomeIn(result.alternate, key)];
    return { kind: 'choice', node: result.node, consequent, alternate };
  }
  const item = result.kind === 'literal' ? result.items.find((one) => one.key === key) : undefined;
  if (item?.copy) return { kind: 'copy', copy: item.copy };
  if (item?.kind === 'other') return { kind: 'fresh', node: item.value };
  return { kind: 'same', node: item?.value ?? result.node };
}

/** Tells where the parameter can be given in place of a literal: all that stands there is what it holds already. */
export function withWholes(result: Result, isUniform: boolean): Result {
  switch (result.kind) {
    case 'whole':
      return result;
    case 'choice': {
      const [consequent, alternate] = [result.consequent, result.alternate].map((one) => withWholes(one, isUniform));
      return consequent && alternate ? { ...result, consequent, alternate } : result;
    }
    case 'literal':
      return { ...result, isWhole: isUniform && result.items.every(({ kind }) => kind !== 'other') };
  }
}

/** `list` of `acc.list`, `0` of `acc[0]`. */
export function keyOf(member: TSESTree.MemberExpression): string | null {
  const { computed, property } = member;
  if (computed && property.type === 'Literal' && typeof property.value === 'number') return String(property.value);
  return propertyName(member);
}
