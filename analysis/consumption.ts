// How an iterable is used up.
//
// Guarantee: a `Consumption` means that the expression's value is walked by exactly this, once for each evaluation of
// the expression, front to back (an early exit aside), and that nothing else gets hold of it. `walksOf` follows the value
// to where it is walked: by names that are read once, into functions of this file and out of them.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { functionNamedBy } from './callees.js';
import { callsOf } from './call-sites.js';
import { isSpreadBefore, parameterAt, targetOf, type CallNode } from './calls.js';
import { loopsAround, functionAround, isFunction } from './enclosing.js';
import { useOf, useOfValue, usesOf, type Use } from './uses.js';
import { isSeenOutside, isWrittenOnce, variableOf, type Variable } from './variables.js';

export type Consumption =
  | { readonly kind: 'forOf'; readonly node: TSESTree.ForOfStatement }
  /** `[...x]` with nothing else in the array, or `Array.from(x)`: collected. */
  | { readonly kind: 'collect'; readonly node: TSESTree.ArrayExpression | TSESTree.CallExpression }
  /** `[a, ...x]`, `f(...x)`. */
  | { readonly kind: 'spread'; readonly node: TSESTree.SpreadElement }
  | { readonly kind: 'destructure'; readonly node: Node }
  | { readonly kind: 'delegate'; readonly node: TSESTree.YieldExpression }
  /** `new Set(x)`, `new Map(x)`, `new Float64Array(x)`. */
  | { readonly kind: 'construct'; readonly node: TSESTree.NewExpression; readonly name: string }
  /** `Array.from(x, f)`, `Object.fromEntries(x)`. */
  | { readonly kind: 'static'; readonly node: TSESTree.CallExpression; readonly name: string };

/** How the value of an expression is walked; `null` when it is kept, passed on, or looked at otherwise. */
export function consumptionOf(code: SourceCode, expression: Node): Consumption | null {
  return consumptionBy(code, useOf(expression));
}

/** How the value of an expression is walked, wherever the expressions around it pass it on to: `for (const x of a ? f() : [])`. */
export function consumptionOfValue(code: SourceCode, expression: Node): Consumption | null {
  return consumptionBy(code, useOfValue(expression));
}

function consumptionBy(code: SourceCode, use: Use): Consumption | null {
  switch (use.kind) {
    case 'forOf':
      return use.node.await ? null : { kind: 'forOf', node: use.node };
    case 'iterate':
      return iteration(use.node);
    case 'argument': {
      if (use.index !== 0) return null;
      const target = targetOf(code, use.node);
      if (target.kind === 'constructor' && use.node.type === 'NewExpression' && isCollection(target.makes)) {
        return { kind: 'construct', node: use.node, name: target.name };
      }
      if (target.kind !== 'function' || !target.known.iterates || use.node.type !== 'CallExpression') return null;
      const isCollect = target.name === 'Array.from' && use.node.arguments.length === 1;
      return isCollect ? { kind: 'collect', node: use.node } : { kind: 'static', node: use.node, name: target.name };
    }
    default:
      return null;
  }
}

function iteration(node: Node): Consumption | null {
  if (node.type === 'YieldExpression') return { kind: 'delegate', node };
  if (node.type !== 'SpreadElement') return { kind: 'destructure', node };
  const { parent } = node;
  const isAlone = parent.type === 'ArrayExpression' && parent.elements.length === 1;
  return isAlone ? { kind: 'collect', node: parent } : { kind: 'spread', node };
}

function isCollection(kind: string): boolean {
  return kind === 'map' || kind === 'set' || kind === 'typedArray' || kind === 'weakMap' || kind === 'weakSet';
}

export interface Walks {
  /** Each time that the expression is evaluated, one of these walks the value, or none does. */
  readonly walks: readonly Consumption[];
  /** Whatever stands for the value on the way, the expression itself included: names, and calls that return it. */
  readonly places: ReadonlySet<Node>;
}

/** Where the value is walked, in whatever function of this file; `null` when something else may be done with it. */
export function walksOf(code: SourceCode, expression: Node): Walks | null {
  const places = new Set<Node>();
  const walks = follow(code, expression, places);
  return walks && { walks, places };
}

function follow(code: SourceCode, expression: Node, places: Set<Node>): readonly Consumption[] | null {
  // A function that returns what it was given: where it goes round, nothing is known of how often.
  if (places.has(expression)) return null;
  places.add(expression);
  const direct = consumptionOfValue(code, expression);
  if (direct) return [direct];
  const use = useOfValue(expression);
  switch (use.kind) {
    case 'alias': {
      const target = use.node.type === 'VariableDeclarator' ? variableOf(code, use.target) : null;
      return target && followName(code, target, places);
    }
    case 'argument': {
      const parameter = parameterOf(code, use.node, use.index);
      return parameter && followName(code, parameter, places);
    }
    case 'return':
      return followResult(code, expression, places);
    default:
      return null;
  }
}

function followName(code: SourceCode, variable: Variable, places: Set<Node>): readonly Consumption[] | null {
  const read = onlyReadOf(code, variable);
  return read && follow(code, read, places);
}

function followResult(code: SourceCode, result: Node, places: Set<Node>): readonly Consumption[] | null {
  const callee = functionAround(result);
  const calls = callee && isFunction(callee) && !callee.async && !callee.generator ? callsOf(code, callee) : null;
  if (!calls || calls.length === 0) return null;
  const walks = calls.map((call) => follow(code, call, places));
  return walks.includes(null) ? null : walks.flatMap((found) => found ?? []);
}

function parameterOf(code: SourceCode, call: CallNode, index: number): Variable | null {
  const callee = functionNamedBy(code, call.callee);
  const parameter = callee && !isSpreadBefore(call, index) ? parameterAt(code, callee, index) : null;
  return parameter && variableOf(code, parameter);
}

/**
 * The one place where a variable's value is read, if it is read once for each time that it is written: in the same
 * function and in no loop that its declaration is not in.
 */
export function onlyReadOf(code: SourceCode, variable: Variable): TSESTree.Identifier | null {
  if (isSeenOutside(code, variable) !== 'no' || !isWrittenOnce(variable)) return null;
  const reads = usesOf(variable).filter(({ use }) => use.kind !== 'write');
  const [read, ...others] = reads;
  const [declared] = variable.identifiers;
  if (!read || others.length > 0 || !declared || read.identifier.type !== 'Identifier') return null;
  const isSameFunction = functionAround(read.identifier) === functionAround(declared);
  const [innermost] = loopsAround(read.identifier);
  const [around] = loopsAround(declared);
  return isSameFunction && innermost === around ? read.identifier : null;
}
