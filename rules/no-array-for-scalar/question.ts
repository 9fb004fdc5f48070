// What the program wants to know of an array that it then drops.

import type { TSESTree } from '@typescript-eslint/utils';
import { constantNumber } from '../../analysis/size.js';
import { isOnlyTested } from '../../analysis/truthiness.js';
import { propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export type Question =
  /** Its element at a small index: `[0]`, `.at(0)`, `.shift()`. */
  | { readonly kind: 'element'; readonly whole: Node; readonly index: number }
  /** Its last element: `.at(-1)`, `.pop()`. */
  | { readonly kind: 'last'; readonly whole: Node }
  /** Its first elements: `const [first, second] = …`. */
  | { readonly kind: 'pattern'; readonly pattern: TSESTree.ArrayPattern }
  /** Whether it has any elements, or (`negated`) none. */
  | { readonly kind: 'any'; readonly whole: Node; readonly negated: boolean }
  /** Whether it is as long as another array. */
  | { readonly kind: 'all'; readonly whole: Node; readonly other: Node; readonly negated: boolean }
  /** Whether its length is greater than one: of the pieces of a text, whether there was anything to cut at. */
  | { readonly kind: 'several'; readonly whole: Node; readonly negated: boolean; readonly length: Node }
  | { readonly kind: 'length'; readonly length: Node }
  /** Whether it holds the value, or (`negated`) does not. `strictly`: by `===`, so that `NaN` is never found. */
  | {
      readonly kind: 'holds';
      readonly whole: Node;
      readonly value: Node;
      readonly strictly: boolean;
      readonly negated: boolean;
    }
  | { readonly kind: 'indexOf'; readonly whole: Node; readonly value: Node }
  | {
      readonly kind: 'search';
      readonly whole: TSESTree.CallExpression;
      readonly name: 'some' | 'every' | 'find';
      readonly callback: Node;
    }
  | { readonly kind: 'flat'; readonly whole: TSESTree.CallExpression };

/** @param array an expression whose value nothing else gets: what is asked of it is all that is done with it. */
export function questionOf(code: SourceCode, array: TSESTree.CallExpression): Question | null {
  const { parent } = array;
  if (parent.type === 'VariableDeclarator') return ofPattern(parent);
  if (parent.type !== 'MemberExpression' || parent.object !== array) return null;
  if (parent.computed) {
    const index = constantNumber(code, parent.property);
    return index !== null && isRead(parent) ? { kind: 'element', whole: parent, index } : null;
  }
  const name = propertyName(parent);
  if (name === 'length') return isRead(parent) ? ofLength(code, parent) : null;
  const call = parent.parent;
  if (call.type !== 'CallExpression' || call.callee !== parent || call.optional || parent.optional) return null;
  return ofMethod(code, call, name);
}

/** `const [first] = …` */
function ofPattern({ id, parent }: TSESTree.VariableDeclarator): Question | null {
  const isPlain = parent.kind === 'const' || parent.kind === 'let' || parent.kind === 'var';
  if (!isPlain || id.type !== 'ArrayPattern' || id.typeAnnotation || id.elements.length === 0) return null;
  const isOfNames = id.elements.every((element) => element === null || element.type === 'Identifier');
  return isOfNames ? { kind: 'pattern', pattern: id } : null;
}

function isRead(member: TSESTree.MemberExpression): boolean {
  const { parent } = wrapped(member);
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return wrapped(member) !== parent.left;
    case 'CallExpression':
    case 'TaggedTemplateExpression':
      // It is called on the array.
      return unwrapped(parent.type === 'CallExpression' ? parent.callee : parent.tag) !== member;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return false;
    case 'Property':
      return parent.parent.type !== 'ObjectPattern';
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    default:
      return true;
  }
}

function ofLength(code: SourceCode, member: TSESTree.MemberExpression): Question {
  const length = wrapped(member);
  const { parent } = length;
  // `a?.filter(p).length > 0` is `false` where `a?.some(p)` is `undefined`.
  const isChained = member.parent.type === 'ChainExpression' || member.optional;
  if (isChained) return { kind: 'length', length: member };
  if (parent?.type === 'UnaryExpression' && parent.operator === '!')
    return { kind: 'any', whole: parent, negated: true };
  if (parent?.type === 'BinaryExpression')
    return ofComparison(code, parent, member) ?? { kind: 'length', length: member };
  if (length === member && isOnlyTested(code, member, () => false))
    return { kind: 'any', whole: member, negated: false };
  return { kind: 'length', length: member };
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
const ANY = new Set(['> 0', '>= 1', '!== 0', '!= 0']);
const NONE = new Set(['=== 0', '== 0', '< 1', '<= 0']);
/** Of pieces, of which there is always one at least. */
const SEVERAL = new Set(['> 1', '>= 2', '!== 1', '!= 1']);
const ONE = new Set(['=== 1', '== 1', '< 2', '<= 1']);

function ofComparison(code: SourceCode, whole: TSESTree.BinaryExpression, length: Node): Question | null {
  const isLeft = unwrapped(whole.left) === length;
  const other = isLeft ? whole.right : whole.left;
  const operator = isLeft ? whole.operator : (MIRRORED[whole.operator] ?? whole.operator);
  const number = constantNumber(code, other);
  if (number === null) return ofLengths(whole, other, operator);
  const comparison = `${operator} ${String(number)}`;
  if (ANY.has(comparison)) return { kind: 'any', whole, negated: false };
  if (NONE.has(comparison)) return { kind: 'any', whole, negated: true };
  if (SEVERAL.has(comparison)) return { kind: 'several', whole, negated: false, length };
  return ONE.has(comparison) ? { kind: 'several', whole, negated: true, length } : null;
}

/** `xs.filter(p).length === xs.length` */
function ofLengths(whole: TSESTree.BinaryExpression, other: Node, operator: string): Question | null {
  if (other.type !== 'MemberExpression' || propertyName(other) !== 'length' || other.optional) return null;
  const isEqual = operator === '===' || operator === '==';
  const isUnequal = operator === '!==' || operator === '!=';
  return isEqual || isUnequal ? { kind: 'all', whole, other: other.object, negated: isUnequal } : null;
}

function ofMethod(code: SourceCode, whole: TSESTree.CallExpression, name: string | null): Question | null {
  const [first, ...others] = whole.arguments;
  if (!first) {
    if (name === 'shift') return { kind: 'element', whole, index: 0 };
    if (name === 'pop') return { kind: 'last', whole };
    return name === 'flat' ? { kind: 'flat', whole } : null;
  }
  if (first.type === 'SpreadElement' || others.length > 0) return null;
  switch (name) {
    case 'at': {
      const index = constantNumber(code, first);
      if (index === -1) return { kind: 'last', whole };
      return index === null || index < 0 ? null : { kind: 'element', whole, index };
    }
    case 'flat':
      return constantNumber(code, first) === 1 ? { kind: 'flat', whole } : null;
    case 'includes':
      return { kind: 'holds', whole, value: first, strictly: false, negated: false };
    case 'indexOf':
      return ofIndex(code, whole, first);
    case 'some':
    case 'every':
    case 'find':
      return { kind: 'search', whole, name, callback: first };
    default:
      return null;
  }
}

const FOUND = new Set(['> -1', '>= 0', '!== -1', '!= -1']);
const NOT_FOUND = new Set(['=== -1', '== -1', '< 0', '<= -1']);

function ofIndex(code: SourceCode, call: TSESTree.CallExpression, value: Node): Question {
  const { parent } = call;
  if (parent.type === 'BinaryExpression') {
    const isLeft = parent.left === call;
    const number = constantNumber(code, isLeft ? parent.right : parent.left);
    const operator = isLeft ? parent.operator : (MIRRORED[parent.operator] ?? parent.operator);
    const comparison = `${operator} ${String(number)}`;
    const found = { kind: 'holds', whole: parent, value, strictly: true } as const;
    if (FOUND.has(comparison)) return { ...found, negated: false };
    if (NOT_FOUND.has(comparison)) return { ...found, negated: true };
  }
  return { kind: 'indexOf', whole: call, value };
}
