// How an iterable is used up.
//
// Guarantee: a `Consumption` means that the expression's value is walked by exactly this, once for each evaluation of
// the expression, front to back (an early exit aside), and that nothing else gets hold of it.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { targetOf } from './calls.js';
import { loopsAround, functionAround } from './enclosing.js';
import { useOf, usesOf } from './uses.js';
import { isSeenOutside, isWrittenOnce, type Variable } from './variables.js';

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
  const use = useOf(expression);
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
