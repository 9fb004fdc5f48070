// Expressions that are nothing but a copy of one collection, one level deep.

import type { TSESTree } from '@typescript-eslint/utils';
import { globalName } from '../../analysis/callees.js';
import type { Container } from '../../analysis/copies.js';
import { originOf } from '../../analysis/origin.js';
import { isEmptyArray, propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface Clone {
  readonly node:
    TSESTree.ArrayExpression | TSESTree.ObjectExpression | TSESTree.CallExpression | TSESTree.NewExpression;
  readonly source: TSESTree.Expression;
  readonly container: Container;
  /** The holes of an array stay holes; otherwise they become `undefined`. */
  readonly keepsHoles: boolean;
  /** Properties are set, not defined: a key `__proto__` sets the prototype. */
  readonly setsProperties: boolean;
  /** `toSorted`: the copy is changed at once, and `name` does the same in place. */
  readonly inPlace: { readonly property: Node; readonly name: 'sort' | 'reverse' } | null;
}

export function cloneOf(code: SourceCode, node: Clone['node']): Clone | null {
  switch (node.type) {
    case 'ArrayExpression': {
      const [only, ...others] = node.elements;
      if (only?.type !== 'SpreadElement' || others.length > 0) return null;
      return clone(node, only.argument, 'array', {});
    }
    case 'ObjectExpression': {
      const [only, ...others] = node.properties;
      if (only?.type !== 'SpreadElement' || others.length > 0) return null;
      return clone(node, only.argument, 'object', {});
    }
    case 'NewExpression': {
      const name = globalName(code, node.callee);
      const [first, ...others] = node.arguments;
      if ((name !== 'Map' && name !== 'Set') || others.length > 0 || node.typeArguments) return null;
      return clone(node, first, name === 'Map' ? 'map' : 'set', {});
    }
    default:
      return ofCall(code, node);
  }
}

function ofCall(code: SourceCode, node: TSESTree.CallExpression): Clone | null {
  const { callee } = node;
  if (node.optional || node.typeArguments) return null;
  const [first, second, ...others] = node.arguments;
  const global = globalName(code, callee);
  if (global === 'Array.from') return second ? null : clone(node, first, 'array', {});
  if (global === 'Object.assign') {
    const target = first && unwrapped(first);
    const isEmpty = target?.type === 'ObjectExpression' && target.properties.length === 0;
    return isEmpty && others.length === 0 ? clone(node, second, 'object', { setsProperties: true }) : null;
  }
  if (global !== null || callee.type !== 'MemberExpression' || callee.optional) return null;
  const { object, property } = callee;
  switch (propertyName(callee)) {
    case 'slice': {
      const isWhole = !first || (!second && first.type === 'Literal' && first.value === 0);
      return isWhole ? clone(node, object, 'array', { keepsHoles: true }) : null;
    }
    case 'concat':
      if (!first) return clone(node, object, 'array', { keepsHoles: true });
      // `[].concat(xs)`
      return isEmptyArray(object) && !second ? clone(node, first, 'array', { keepsHoles: true }) : null;
    case 'toSorted':
      return callee.computed ? null : clone(node, object, 'array', { inPlace: { property, name: 'sort' } });
    case 'toReversed':
      return callee.computed ? null : clone(node, object, 'array', { inPlace: { property, name: 'reverse' } });
    default:
      return null;
  }
}

function clone(
  node: Clone['node'],
  source: TSESTree.CallExpressionArgument | undefined,
  container: Container,
  traits: Partial<Pick<Clone, 'keepsHoles' | 'setsProperties' | 'inPlace'>>,
): Clone | null {
  if (!source || source.type === 'SpreadElement' || source.type === 'Super') return null;
  return { node, source, container, keepsHoles: false, setsProperties: false, inPlace: null, ...traits };
}

/**
 * Whether the copy is copied once more, which is said of the second copy, or is only where a list begins that more is
 * appended to: `[].concat(xs).concat(ys)`.
 */
export function isPartOfMore(code: SourceCode, { node }: Clone): boolean {
  const around = wrapped(node).parent;
  if (around?.type === 'ExpressionStatement') return true;
  if (around?.type === 'MemberExpression' && isConcat(node) && propertyName(around) === 'concat') return true;
  const isInner = around?.type === 'SpreadElement' || around?.type === 'MemberExpression';
  const outer = isInner ? around.parent : around;
  const again = outer && isCloneNode(outer) ? cloneOf(code, outer) : null;
  return again !== null && unwrapped(again.source) === node;
}

function isConcat(node: Node): boolean {
  return node.type === 'CallExpression' && propertyName(node.callee) === 'concat' && node.arguments.length > 0;
}

function isCloneNode(node: Node): node is Clone['node'] {
  return /^(?:Array|Object|Call|New)Expression$/.test(node.type);
}

/** Whether what is copied is of the copy's own kind: `[...set]` is a conversion. */
export function isOfSameKind(code: SourceCode, { source, container }: Clone): boolean {
  return originOf(code, source)?.kind === container;
}

/** Methods that give a new array when the receiver is one, and that hardly anything but an array has. */
const GIVE_ARRAYS = new Set(['filter', 'flatMap', 'map', 'split', 'toReversed', 'toSorted']);
/** What is called so is often a collection of another kind, which is converted by the copy. */
const OTHER_COLLECTIONS = /(?:children|collection|iter|iterator|iterable|list|map|seq|set|stream|\$)$/i;

/**
 * Whether the source is probably a new array, by the name of the method that makes it: no proof. With type information
 * it would be known.
 */
export function isProbablyNewArray(code: SourceCode, { source, container }: Clone): boolean {
  const call = unwrapped(source);
  if (container !== 'array' || call !== source || code.parserServices?.program) return false;
  if (call.type !== 'CallExpression' || call.optional || originOf(code, call)) return false;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.optional || globalName(code, callee) !== null) return false;
  const name = propertyName(callee);
  if (name === null || !GIVE_ARRAYS.has(name) || call.arguments.length > 2) return false;
  const hasCallback = name === 'split' || name.startsWith('to') || call.arguments.length > 0;
  return hasCallback && originOf(code, callee.object) === null && isNamedPlainly(callee.object);
}

/** What is a property of something is too often a collection of the project's own. */
function isNamedPlainly(receiver: Node): boolean {
  const bare = unwrapped(receiver);
  if (bare.type === 'Identifier') return !OTHER_COLLECTIONS.test(bare.name);
  if (bare.type !== 'CallExpression' || bare.callee.type !== 'MemberExpression') return false;
  const name = propertyName(bare.callee);
  return name !== null && GIVE_ARRAYS.has(name) && isNamedPlainly(bare.callee.object);
}
