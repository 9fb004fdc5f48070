// How the question is answered without the array: by another method of what the array was made from.

import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../analysis/enclosing.js';
import { isNameFree, mentionsNames } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { computedBy, elementNameFor, pairOf, type Computed, type Pair } from './callback.js';
import type { Question } from './question.js';

export type MessageId =
  | 'filteredForFirst'
  | 'filteredForLast'
  | 'filteredToTest'
  | 'filteredToCount'
  | 'filteredToSearch'
  | 'mappedToSearch'
  | 'mappedToFlatten'
  | 'sortedForOne'
  | 'splitForFew'
  | 'splitToTest';

/** The stage is called by another name, with another callback or one argument more; what asked goes. */
export interface Shortcut {
  readonly messageId: MessageId;
  readonly name: string;
  /** The callback of the new call, where it is not that of the old one. */
  readonly callback: NewCallback | null;
  /** An argument that is added. */
  readonly argument: number | null;
  readonly negated: boolean;
  /** The expression that the new call takes the place of; `null` where it stands in the place of the old one. */
  readonly whole: Node | null;
  /** What stops early now, or runs between the steps of something else; what is called for each element as before is not here. */
  readonly reordered: readonly Node[];
  /** The answer is the same only of an array without holes. */
  readonly seesHoles: boolean;
  /** Why there is no rewrite at all. */
  readonly refused: 'callbackWithStatements' | 'consistentOrder' | null;
}

export type NewCallback =
  /** `(row) => row.id === id` */
  | { readonly kind: 'compare'; readonly computed: Computed; readonly value: Node }
  /** `(row) => row.active && row.id === id`; `every`: `!row.active || row.id === id` */
  | ({ readonly kind: 'both'; readonly every: boolean } & Pair)
  /** `(count, row) => (row.active ? count + 1 : count)` */
  | { readonly kind: 'count'; readonly computed: Computed; readonly count: string };

export function shortcutOf(
  code: SourceCode,
  stage: TSESTree.CallExpression,
  name: string,
  question: Question,
): Shortcut | null {
  const [first, ...others] = stage.arguments;
  if (!first || first.type === 'SpreadElement' || others.some(({ type }) => type === 'SpreadElement')) return null;
  if (name === 'split') return others.length === 0 ? ofSplit(first, question) : null;
  if (others.length > 1) return null;
  switch (name) {
    case 'filter':
      return ofFilter(code, stage, first, question);
    case 'map':
      return ofMap(code, stage, first, question);
    default:
      return ofSort(question);
  }
}

function elementOf(code: SourceCode, { callee }: TSESTree.CallExpression): string {
  return callee.type === 'MemberExpression' ? elementNameFor(code, callee.object) : 'item';
}

const PLAIN = {
  callback: null,
  argument: null,
  negated: false,
  whole: null,
  seesHoles: false,
  refused: null,
} as const;

function ofFilter(
  code: SourceCode,
  stage: TSESTree.CallExpression,
  predicate: Node,
  question: Question,
): Shortcut | null {
  const reordered = [predicate];
  const hasReceiver = stage.arguments.length > 1;
  switch (question.kind) {
    case 'element':
      return question.index === 0 ? firstOf(reordered, question.whole) : null;
    case 'pattern':
      return question.pattern.elements.length === 1 && question.pattern.elements[0] ? firstOf(reordered, null) : null;
    case 'last':
      return { ...firstOf(reordered, question.whole), messageId: 'filteredForLast', name: 'findLast' };
    case 'any': {
      const { negated, whole } = question;
      return { ...PLAIN, messageId: 'filteredToTest', name: 'some', negated, whole, reordered };
    }
    case 'all': {
      const { negated, whole } = question;
      // `xs.filter(() => true).length === xs.length` asks for holes.
      if (isFunction(predicate) && predicate.params.length === 0) return null;
      return { ...PLAIN, messageId: 'filteredToTest', name: 'every', negated, whole, reordered, seesHoles: true };
    }
    case 'search': {
      const { name, whole, callback } = question;
      const search = {
        ...PLAIN,
        messageId: 'filteredToSearch',
        name,
        whole,
        reordered: [predicate, callback],
      } as const;
      if (hasReceiver) return null;
      if (hasStatements(predicate) || hasStatements(callback)) return { ...search, refused: 'callbackWithStatements' };
      const pair = pairOf(code, predicate, callback, elementOf(code, stage));
      const both = pair && ({ kind: 'both', every: name === 'every', ...pair } as const);
      return both && { ...search, callback: both, seesHoles: name === 'find' };
    }
    case 'length':
    case 'several':
      return hasReceiver ? null : counted(code, stage, predicate, question.length);
    default:
      return null;
  }
}

function firstOf(reordered: readonly Node[], whole: Node | null): Shortcut {
  return { ...PLAIN, messageId: 'filteredForFirst', name: 'find', whole, reordered, seesHoles: true };
}

/** With a name for the sum that means nothing else there. */
function counted(code: SourceCode, stage: TSESTree.CallExpression, predicate: Node, whole: Node): Shortcut | null {
  const isFree = (name: string): boolean =>
    isNameFree(code, stage, name) && !mentionsNames(code, predicate, new Set([name]));
  const count = ['count', 'total', 'found'].find(isFree);
  const computed = computedBy(code, predicate, elementOf(code, stage), null);
  if (count === undefined || !computed) return null;
  return {
    ...PLAIN,
    messageId: 'filteredToCount',
    name: 'reduce',
    callback: { kind: 'count', computed, count },
    argument: 0,
    whole,
    // It is called for the same elements, in the same order.
    reordered: [],
  };
}

function ofMap(code: SourceCode, stage: TSESTree.CallExpression, callback: Node, question: Question): Shortcut | null {
  if (question.kind === 'flat') {
    return { ...PLAIN, messageId: 'mappedToFlatten', name: 'flatMap', whole: question.whole, reordered: [callback] };
  }
  if ((question.kind !== 'holds' && question.kind !== 'indexOf') || stage.arguments.length > 1) return null;
  const { value, whole } = question;
  const isIndex = question.kind === 'indexOf';
  const search = {
    ...PLAIN,
    messageId: 'mappedToSearch',
    name: isIndex ? 'findIndex' : 'some',
    negated: !isIndex && question.negated,
    whole,
    reordered: [callback, value],
    seesHoles: isIndex,
  } as const;
  if (hasStatements(callback)) return { ...search, refused: 'callbackWithStatements' };
  const computed = computedBy(code, callback, elementOf(code, stage), value);
  return computed && { ...search, callback: { kind: 'compare', computed, value } };
}

function hasStatements(callback: Node): boolean {
  return isFunction(callback) && callback.body.type === 'BlockStatement';
}

/** `[...xs].sort(c)[0]` */
function ofSort(question: Question): Shortcut | null {
  const isFirst = question.kind === 'element' && question.index === 0;
  const isName = question.kind === 'pattern' && question.pattern.elements.length === 1;
  if (!isFirst && !isName && question.kind !== 'last') return null;
  const whole = question.kind === 'pattern' ? null : question.whole;
  return { ...PLAIN, messageId: 'sortedForOne', name: 'reduce', whole, reordered: [], refused: 'consistentOrder' };
}

/** Up to here the pieces that are asked for are few. */
const FEW = 8;

function ofSplit(separator: Node, question: Question): Shortcut | null {
  const few = { ...PLAIN, messageId: 'splitForFew', name: 'split', reordered: [] } as const;
  switch (question.kind) {
    case 'element': {
      const { index } = question;
      return Number.isInteger(index) && index >= 0 && index < FEW ? { ...few, argument: index + 1 } : null;
    }
    case 'pattern': {
      const { length } = question.pattern.elements;
      return length <= FEW ? { ...few, argument: length } : null;
    }
    case 'several': {
      const isText = separator.type === 'Literal' && typeof separator.value === 'string' && separator.value !== '';
      if (!isText) return null;
      const { negated, whole } = question;
      return { ...PLAIN, messageId: 'splitToTest', name: 'includes', negated, whole, reordered: [] };
    }
    default:
      return null;
  }
}
