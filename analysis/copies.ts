// Which expressions copy a whole collection, and what they add to the copy.
//
// Guarantee: the value of a `Copy` is a new collection that holds what the variable's object holds, in its order, and
// then the additions, in theirs (before it, where the copy `prepends`). What a copy drops (a class, accessors,
// properties of an array) is not looked at.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { isGlobal, variableNamedBy, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export type Container = 'array' | 'object' | 'map' | 'set';

export type Addition =
  /** An element of an array or Set. */
  | { readonly kind: 'value'; readonly node: TSESTree.Expression }
  /** Each of its elements (of a Map: entries), as iterated. */
  | { readonly kind: 'all'; readonly node: TSESTree.Expression }
  /** Its elements, if it is an array, and else itself; `...` of one stands for several of the kind. */
  | { readonly kind: 'concat'; readonly node: TSESTree.CallExpressionArgument }
  /** A key and a value of a Map. */
  | {
      readonly kind: 'entry';
      readonly node: Node;
      readonly key: TSESTree.Expression;
      readonly value: TSESTree.Expression;
    }
  | { readonly kind: 'property'; readonly node: TSESTree.Property }
  /** Its own enumerable properties. */
  | { readonly kind: 'properties'; readonly node: TSESTree.CallExpressionArgument };

/** How the copy is written. */
export type CopyForm = 'literal' | 'concat' | 'assign' | 'construct' | 'clone';

export interface Copy {
  /** Without TypeScript's assertions. */
  readonly node:
    TSESTree.ArrayExpression | TSESTree.ObjectExpression | TSESTree.CallExpression | TSESTree.NewExpression;
  readonly container: Container;
  readonly form: CopyForm;
  /** Where it is read to be copied. */
  readonly source: Node;
  readonly additions: readonly Addition[];
  /** The additions come first. */
  readonly prepends: boolean;
}

/** @returns `null` when the expression is no copy of the variable's object, or copies it twice. */
export function copyOf(code: SourceCode, expression: Node, variable: Variable): Copy | null {
  return copyOfWhat(code, expression, (candidate) => variableNamedBy(code, candidate) === variable);
}

/** As `copyOf`, of what is read by the expressions of which `isIt` holds. */
export function copyOfWhat(code: SourceCode, expression: Node, isIt: Test): Copy | null {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'ArrayExpression':
      return ofElements(node, isIt);
    case 'ObjectExpression':
      return ofProperties(node, isIt);
    case 'CallExpression':
      return ofCall(code, node, isIt);
    case 'NewExpression':
      return ofNew(code, node, isIt);
    default:
      return null;
  }
}

type Test = (candidate: Node) => boolean;

function ofElements(node: TSESTree.ArrayExpression, isIt: Test): Copy | null {
  const items = spreadItems(node, isIt);
  if (!items) return null;
  const { source, prepends, others } = items;
  const additions = others.map((item): Addition =>
    item.type === 'SpreadElement' ? { kind: 'all', node: item.argument } : { kind: 'value', node: item },
  );
  const form = additions.length === 0 ? 'clone' : 'literal';
  return { node, container: 'array', form, source, additions, prepends };
}

interface SpreadItems {
  readonly source: Node;
  readonly prepends: boolean;
  readonly others: readonly (TSESTree.Expression | TSESTree.SpreadElement)[];
}

/** The elements beside the one spread of the variable; `null` when there are two, a hole, or it stands amid the others. */
function spreadItems(node: TSESTree.ArrayExpression, isIt: Test): SpreadItems | null {
  const sources: Node[] = [];
  const others: (TSESTree.Expression | TSESTree.SpreadElement)[] = [];
  let place = 0;
  for (const element of node.elements) {
    if (!element) return null;
    const argument = element.type === 'SpreadElement' ? unwrapped(element.argument) : null;
    if (argument && isIt(argument)) {
      sources.push(argument);
      place = others.length;
    } else others.push(element);
  }
  const [source, ...more] = sources;
  if (!source || more.length > 0 || (place > 0 && place < others.length)) return null;
  return { source, others, prepends: place > 0 };
}

function ofProperties(node: TSESTree.ObjectExpression, isIt: Test): Copy | null {
  const [first, ...others] = node.properties;
  if (first?.type !== 'SpreadElement') return null;
  const source = unwrapped(first.argument);
  if (!isIt(source)) return null;
  const additions: Addition[] = [];
  for (const property of others) {
    if (property.type === 'SpreadElement') {
      if (isIt(unwrapped(property.argument))) return null;
      additions.push({ kind: 'properties', node: property.argument });
    } else {
      // An accessor is run by the next copy; `__proto__: x` makes no property.
      const setsPrototype = propertyName(property) === '__proto__' && !property.computed && !property.shorthand;
      if (property.kind !== 'init' || setsPrototype) return null;
      additions.push({ kind: 'property', node: property });
    }
  }
  const form = additions.length === 0 ? 'clone' : 'literal';
  return { node, container: 'object', form, source, additions, prepends: false };
}

function ofCall(code: SourceCode, node: TSESTree.CallExpression, isIt: Test): Copy | null {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.optional || node.optional) return null;
  const global = globalName(code, callee);
  if (global === 'Object.assign') return ofAssign(node, isIt);
  const [first] = node.arguments;
  if (global === 'Array.from' && node.arguments.length === 1 && first) {
    const source = unwrapped(first);
    return isIt(source) ? clone(node, 'array', source) : null;
  }
  const name = propertyName(callee);
  const source = unwrapped(callee.object);
  if (!isIt(source)) return null;
  if (node.arguments.length === 0) return name === 'slice' || name === 'concat' ? clone(node, 'array', source) : null;
  if (name !== 'concat') return null;
  const additions = node.arguments.map((argument): Addition => ({ kind: 'concat', node: argument }));
  return { node, container: 'array', form: 'concat', source, additions, prepends: false };
}

function clone(node: Copy['node'], container: Container, source: Node): Copy {
  return { node, container, form: 'clone', source, additions: [], prepends: false };
}

/** `Object.assign({}, x, …)` */
function ofAssign(node: TSESTree.CallExpression, isIt: Test): Copy | null {
  const [target, copied, ...others] = node.arguments;
  const empty = target && unwrapped(target);
  if (!copied || empty?.type !== 'ObjectExpression' || empty.properties.length > 0) return null;
  const source = unwrapped(copied);
  if (!isIt(source) || others.some((other) => isIt(unwrapped(other)))) return null;
  const additions = others.map((other): Addition => ({ kind: 'properties', node: other }));
  return {
    node,
    container: 'object',
    form: others.length === 0 ? 'clone' : 'assign',
    source,
    additions,
    prepends: false,
  };
}

/** `new Map(x)`, `new Set([...x, v])`, `new Map([...x, [k, v]])`, also of `x.entries()` and `x.values()`. */
function ofNew(code: SourceCode, node: TSESTree.NewExpression, isIt: Test): Copy | null {
  const container = isGlobal(code, node.callee, 'Map') ? 'map' : isGlobal(code, node.callee, 'Set') ? 'set' : null;
  const [first] = node.arguments;
  if (!container || !first || node.arguments.length > 1) return null;
  const walks: Test = (candidate) => isIt(withoutIterator(candidate, container));
  const argument = unwrapped(first);
  const whole = withoutIterator(argument, container);
  if (isIt(whole)) return clone(node, container, whole);
  const items = argument.type === 'ArrayExpression' ? spreadItems(argument, walks) : null;
  if (!items || items.prepends) return null;
  const source = withoutIterator(items.source, container);
  const additions = items.others.map((item) => (container === 'set' ? ofSetItem(item) : ofMapItem(item)));
  if (!isIt(source) || !isComplete(additions)) return null;
  return { node, container, form: additions.length === 0 ? 'clone' : 'construct', source, additions, prepends: false };
}

function isComplete(additions: readonly (Addition | null)[]): additions is readonly Addition[] {
  return !additions.includes(null);
}

/** `x` in `x.entries()` of a Map and in `x.values()` of a Set. */
function withoutIterator(node: Node, container: 'map' | 'set'): Node {
  const isCall = node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  if (!isCall || node.arguments.length > 0) return node;
  const name = propertyName(node.callee);
  const walksAll = container === 'map' ? name === 'entries' : name === 'values' || name === 'keys';
  return walksAll && node.callee.type === 'MemberExpression' ? unwrapped(node.callee.object) : node;
}

function ofSetItem(item: TSESTree.Expression | TSESTree.SpreadElement): Addition {
  return item.type === 'SpreadElement' ? { kind: 'all', node: item.argument } : { kind: 'value', node: item };
}

function ofMapItem(item: TSESTree.Expression | TSESTree.SpreadElement): Addition | null {
  return item.type === 'SpreadElement' ? { kind: 'all', node: item.argument } : entryOf(item);
}

/** `[k, v]` */
export function entryOf(item: TSESTree.Expression): Extract<Addition, { kind: 'entry' }> | null {
  const pair = unwrapped(item);
  if (pair.type !== 'ArrayExpression' || pair.elements.length !== 2) return null;
  const [key, value] = pair.elements;
  if (!key || !value || key.type === 'SpreadElement' || value.type === 'SpreadElement') return null;
  return { kind: 'entry', node: pair, key, value };
}
