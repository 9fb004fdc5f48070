// Expressions that give an equal value whenever they are evaluated: literals, and collections and functions of them.
//
// Guarantee: evaluated at another time, `constantOf`'s expression gives a value that differs in nothing but identity, as
// long as the bindings in `names` hold what they hold now. It runs no user code and does not throw.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { builtinConstructor, type Kind } from './builtins.js';
import { usesArguments } from './calls.js';
import { globalName } from './callees.js';
import { childrenOf } from './children.js';
import { contains, isFunction, type FunctionNode } from './enclosing.js';
import { isGlobal, isWrittenOnce, variableOf } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** What is inside: `null` is a primitive, or an object that exists anyway and is only referred to. */
export type Shape = {
  /** `null` where the parts of a collection are of different kinds. */
  readonly kind: Kind | 'formatter' | null;
  /** All of its parts together. */
  readonly inner: Shape;
  /** Those of one name or index, where it always has the same. */
  readonly parts?: ReadonlyMap<string, Shape>;
} | null;

export interface Constant {
  readonly shape: Shape;
  /** Bindings that are read when it is evaluated. */
  readonly names: readonly TSESTree.Identifier[];
  /** About what V8 allocates for it each time (measured on Node 20, 22 and 24; of a `Set` the latter two take a sixth less). */
  readonly bytes: number;
  /** How many elements, entries and properties it has, those of its parts included. */
  readonly entries: number;
}

const LEAF: Constant = { shape: null, names: [], bytes: 0, entries: 0 };

export function constantOf(code: SourceCode, expression: Node): Constant | null {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? ofRegExp(node.regex.flags) : LEAF;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? LEAF : null;
    case 'UnaryExpression':
      return /^[-+~!]$/.test(node.operator) && node.argument.type === 'Literal' && !isBigInt(node.argument)
        ? LEAF
        : null;
    case 'Identifier':
      return ofName(code, node);
    case 'MemberExpression':
      return ofMember(code, node);
    case 'ArrayExpression':
      return ofArray(code, node);
    case 'ObjectExpression':
      return ofObject(code, node);
    case 'ArrowFunctionExpression':
      return isClosed(code, node)
        ? { shape: { kind: 'function', inner: null }, names: [], bytes: 64, entries: 0 }
        : null;
    case 'NewExpression':
      return ofCollection(code, node);
    case 'CallExpression': {
      const [first] = node.arguments;
      return first && node.arguments.length === 1 && globalName(code, node.callee) === 'Object.freeze'
        ? constantOf(code, first)
        : null;
    }
    default:
      return null;
  }
}

/** `+1n` throws. */
function isBigInt(literal: TSESTree.Literal): boolean {
  return 'bigint' in literal;
}

/** With `g` or `y` it has a state: where the next search begins. */
function ofRegExp(flags: string): Constant | null {
  return /[gy]/.test(flags) ? null : { shape: { kind: 'regexp', inner: null }, names: [], bytes: 56, entries: 0 };
}

const GLOBAL_VALUES = new Set([
  'undefined',
  'NaN',
  'Infinity',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  'Error',
]);

function ofName(code: SourceCode, node: TSESTree.Identifier): Constant | null {
  const variable = variableOf(code, node);
  if (!variable) return GLOBAL_VALUES.has(node.name) || builtinConstructor(node.name) !== null ? LEAF : null;
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0 || !isWrittenOnce(variable)) return null;
  // `let x;` of which each turn of a loop makes a new one is none of those: its scope is asked for by who moves code.
  return definition.type === 'Variable' && !definition.node.init ? null : { ...LEAF, names: [node] };
}

/** `Color.Red` of an `enum`, `Math.PI`, `Symbol.iterator`. */
function ofMember(code: SourceCode, node: TSESTree.MemberExpression): Constant | null {
  const { object } = node;
  const name = propertyName(node);
  if (name === null || object.type !== 'Identifier') return null;
  const variable = variableOf(code, object);
  const [definition, ...others] = variable?.defs ?? [];
  if (definition) {
    const isEnum = definition.type === 'TSEnumName' && others.length === 0;
    return isEnum || definition.type === 'ImportBinding' ? { ...LEAF, names: [object] } : null;
  }
  const owners: Readonly<Record<string, object>> = { Math, Number, Symbol };
  const owner = Object.hasOwn(owners, object.name) ? owners[object.name] : undefined;
  return owner && Object.getOwnPropertyDescriptor(owner, name)?.writable === false ? LEAF : null;
}

function ofArray(code: SourceCode, { elements }: TSESTree.ArrayExpression): Constant | null {
  const parts: Constant[] = [];
  for (const element of elements) {
    const part = element && constantOf(code, element);
    if (!part) return null;
    parts.push(part);
  }
  // V8 shares the elements of an array of primitives until one is written.
  const isPlain = parts.every(({ shape }) => shape === null);
  const collection = collectionOf('array', parts, isPlain ? 32 : 32 + 8 * parts.length);
  return parts.length <= 4
    ? named(
        collection,
        parts.map((part, index) => [String(index), part]),
      )
    : collection;
}

function ofObject(code: SourceCode, { properties }: TSESTree.ObjectExpression): Constant | null {
  const parts: Constant[] = [];
  const names: [string, Constant][] = [];
  for (const property of properties) {
    if (property.type !== 'Property' || property.kind !== 'init' || property.method) return null;
    const name = propertyName(property);
    const part = name === null || name === '__proto__' ? null : constantOf(code, property.value);
    if (!part || name === null) return null;
    parts.push(part);
    names.push([name, part]);
  }
  // `table[key]()` hands the table to a function of its own name, but not to an arrow function beside it.
  const isMixed = parts.some(({ shape }) => shape?.kind === 'function') && parts.some(({ names }) => names.length > 0);
  return isMixed ? null : named(collectionOf('object', parts, 24 + 8 * parts.length), names);
}

function ofCollection(
  code: SourceCode,
  { callee, arguments: [first, ...others] }: TSESTree.NewExpression,
): Constant | null {
  const elements = first && others.length === 0 ? unwrapped(first) : null;
  if (elements?.type !== 'ArrayExpression') return null;
  const given = ofArray(code, elements);
  if (!given) return null;
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(4, elements.elements.length)));
  if (isGlobal(code, callee, 'Set')) {
    const { shape, names, entries } = given;
    return { shape: { kind: 'set', inner: shape?.inner ?? null }, names, bytes: 45 * buckets, entries };
  }
  if (!isGlobal(code, callee, 'Map')) return null;
  const values: Constant[] = [];
  for (const element of elements.elements) {
    const pair = element && unwrapped(element);
    if (pair?.type !== 'ArrayExpression' || pair.elements.length !== 2) return null;
    for (const item of pair.elements) values.push((item && constantOf(code, item)) ?? LEAF);
  }
  const map = collectionOf('map', values, 100 * buckets);
  return { ...map, names: given.names, entries: values.length / 2 };
}

function collectionOf(kind: Kind, parts: readonly Constant[], own: number): Constant {
  return {
    shape: { kind, inner: parts.map(({ shape }) => shape).reduce(joined, null) },
    names: parts.flatMap(({ names }) => names),
    bytes: own + sum(parts.map(({ bytes }) => bytes)),
    entries: parts.length + sum(parts.map(({ entries }) => entries)),
  };
}

function named(constant: Constant, parts: readonly (readonly [string, Constant])[]): Constant {
  const { shape } = constant;
  return { ...constant, shape: shape && { ...shape, parts: new Map(parts.map(([name, part]) => [name, part.shape])) } };
}

/** What may be the one or the other. */
function joined(one: Shape, other: Shape): Shape {
  if (one === null || other === null) return one ?? other;
  const kind = one.kind === other.kind ? one.kind : null;
  const inner = joined(one.inner, other.inner);
  if (!one.parts || !other.parts || kind === null) return { kind, inner };
  const names = new Set([...one.parts.keys(), ...other.parts.keys()]);
  const parts = [...names].map((name): [string, Shape] => [
    name,
    joined(one.parts?.get(name) ?? null, other.parts?.get(name) ?? null),
  ]);
  return { kind, inner, parts: new Map(parts) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}

/** Whether the function is the same whenever it is made: it reads no `this`, `arguments` or `super` from around it. */
function isClosed(code: SourceCode, node: FunctionNode): boolean {
  if (usesArguments(code, node)) return false;
  const stack: Node[] = [node];
  for (let current = stack.pop(); current; current = stack.pop()) {
    if (current.type === 'ThisExpression' || current.type === 'Super' || current.type === 'MetaProperty') return false;
    const hasOwnThis = isFunction(current) && current.type !== 'ArrowFunctionExpression';
    if (hasOwnThis && contains(node, current) && current !== node) continue;
    stack.push(...childrenOf(code, current));
  }
  return true;
}
