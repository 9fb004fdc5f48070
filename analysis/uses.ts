// What is done with a value: the place of an expression, and all uses of a variable, sorted.
//
// Guarantee: every reference to the variable gives exactly one use, and a use that is not understood is `other`, never
// one of the harmless kinds. `store` and `alias` hand the value on under another name, `argument` to a callee.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../core/source-code.js';
import { propertyName, wrapped } from './wrappers.js';
import type { Reference, Variable } from './variables.js';

export type Use =
  /** `x[i]` or `x.name` read as a value, `name` when it is known. */
  | { readonly kind: 'get'; readonly node: TSESTree.MemberExpression; readonly name: string | null }
  /** `x[i] = v`, `x.name += v`, `x[i]++`, `delete x[i]`, `[x[i]] = …`. */
  | { readonly kind: 'set'; readonly node: TSESTree.MemberExpression; readonly name: string | null; readonly by: Node }
  /** `x.name(…)`, or `x[expression](…)` with `name` null. */
  | { readonly kind: 'method'; readonly node: TSESTree.CallExpression; readonly name: string | null }
  /** `for (… of x)`. */
  | { readonly kind: 'forOf'; readonly node: TSESTree.ForOfStatement }
  /** `[...x]`, `f(...x)`, `new C(...x)`, `[a, b] = x`, `yield* x`. */
  | { readonly kind: 'iterate'; readonly node: Node }
  /** `{ ...x }`, `{ a, b } = x`, `for (k in x)`, `key in x`. */
  | { readonly kind: 'properties'; readonly node: Node }
  /** `f(x)`, `new C(x)`. */
  | {
      readonly kind: 'argument';
      readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
      readonly index: number;
    }
  /** `x(…)`, `new x(…)`, `` x`…` ``. */
  | { readonly kind: 'call'; readonly node: Node }
  /** `const y = x`, `y = x`: `target` is the name that takes the value. */
  | { readonly kind: 'alias'; readonly node: Node; readonly target: TSESTree.Identifier }
  /** Into an object, array, property or field, or a pattern. */
  | { readonly kind: 'store'; readonly node: Node }
  | { readonly kind: 'return'; readonly node: Node }
  | { readonly kind: 'yield'; readonly node: Node }
  | { readonly kind: 'await'; readonly node: TSESTree.AwaitExpression }
  | { readonly kind: 'throw'; readonly node: Node }
  | { readonly kind: 'export'; readonly node: Node }
  /** `if (x)`, `!x`, `x ? … : …`, `x && …` on its left: only truthiness is read. */
  | { readonly kind: 'test'; readonly node: Node }
  /** `x === y`, `x < y`, `x == null`. */
  | { readonly kind: 'compare'; readonly node: TSESTree.BinaryExpression }
  /** Arithmetic, `+`, templates, `typeof`, `void`, `instanceof`: the value is converted or looked at, not kept. */
  | { readonly kind: 'operand'; readonly node: Node }
  /** `x;`, `x, y` on the left: the value is dropped. */
  | { readonly kind: 'drop'; readonly node: Node }
  /** The name itself gets a value: `x = v`, `x += v`, `x++`, `for (x of …)`, patterns. */
  | { readonly kind: 'write'; readonly node: Node; readonly value: Node | null; readonly init: boolean }
  | { readonly kind: 'other'; readonly node: Node };

export interface VariableUse {
  readonly use: Use;
  readonly identifier: TSESTree.Identifier | TSESTree.JSXIdentifier;
  /** The reference stands in another function than the variable: it may run later, often, or never. */
  readonly inClosure: boolean;
}

/** All uses of a variable in source order, its writes included; type-only references are left out. */
export function usesOf(variable: Variable): VariableUse[] {
  return (
    variable.references
      .filter((reference) => !isTypeOnly(reference))
      // The scope manager lists them as it closes scopes: those in closures may come first or last.
      .sort((a, b) => a.identifier.range[0] - b.identifier.range[0])
      .flatMap((reference): VariableUse[] => {
        const { identifier } = reference;
        const inClosure = reference.from.variableScope !== variable.scope.variableScope;
        const use = useAt(reference);
        return [{ use, identifier, inClosure }];
      })
  );
}

/** espree's scope manager, unlike typescript-eslint's, says nothing of types: there the property is missing. */
export function isTypeOnly(reference: { readonly isValueReference?: boolean }): boolean {
  return reference.isValueReference === false;
}

function useAt(reference: Reference): Use {
  const { identifier } = reference;
  if (reference.isWrite()) {
    // `x += 1` and `x++` read as well; what they read is at most an operand.
    return {
      kind: 'write',
      node: identifier.parent,
      value: reference.writeExpr ?? null,
      init: reference.init === true,
    };
  }
  return useOfValue(identifier);
}

/**
 * What is done with an expression, looking through TypeScript's assertions and chains; `other` where an expression around
 * it may give another value as well: what uses `a ? x : y`, `x ?? y` or `(f(), x)` uses more than `x`, and cannot be
 * rewritten for the sake of `x` alone.
 */
export function useOf(expression: Node): Use {
  const node = wrapped(expression);
  return isPassedOn(node) ? { kind: 'other', node: node.parent ?? node } : useOfValue(node);
}

/** What is done with the value of an expression, wherever the expressions around it pass it on to. */
export function useOfValue(expression: Node): Use {
  const node = wrapped(expression);
  const { parent } = node;
  if (!parent) return { kind: 'other', node };
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === node ? memberUse(parent) : { kind: 'operand', node: parent };
    case 'CallExpression':
    case 'NewExpression': {
      if (parent.callee === node) return { kind: 'call', node: parent };
      const index = parent.arguments.indexOf(node as TSESTree.CallExpressionArgument);
      return index < 0 ? { kind: 'other', node: parent } : { kind: 'argument', node: parent, index };
    }
    case 'TaggedTemplateExpression':
      return { kind: 'call', node: parent };
    case 'SpreadElement':
      return parent.parent.type === 'ObjectExpression'
        ? { kind: 'properties', node: parent }
        : { kind: 'iterate', node: parent };
    case 'JSXSpreadAttribute':
      return { kind: 'properties', node: parent };
    case 'ForOfStatement':
      return parent.right === node ? { kind: 'forOf', node: parent } : { kind: 'other', node: parent };
    case 'ForInStatement':
      return parent.right === node ? { kind: 'properties', node: parent } : { kind: 'other', node: parent };
    case 'YieldExpression':
      return parent.delegate ? { kind: 'iterate', node: parent } : { kind: 'yield', node: parent };
    case 'VariableDeclarator':
      return parent.init === node ? intoTarget(parent.id, parent) : { kind: 'other', node: parent };
    case 'AssignmentExpression':
      return assignmentUse(parent, node);
    case 'AssignmentPattern':
      return parent.right === node ? { kind: 'store', node: parent } : { kind: 'other', node: parent };
    case 'ReturnStatement':
      return { kind: 'return', node: parent };
    case 'ArrowFunctionExpression':
      return parent.body === node ? { kind: 'return', node: parent } : { kind: 'other', node: parent };
    case 'AwaitExpression':
      return { kind: 'await', node: parent };
    case 'ThrowStatement':
      return { kind: 'throw', node: parent };
    case 'ArrayExpression':
    case 'Property':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return 'key' in parent && parent.key === node
        ? { kind: 'operand', node: parent }
        : { kind: 'store', node: parent };
    case 'JSXExpressionContainer':
      return { kind: 'store', node: parent };
    case 'ExportDefaultDeclaration':
    case 'ExportSpecifier':
    case 'TSExportAssignment':
      return { kind: 'export', node: parent };
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { kind: 'test', node: parent };
    case 'ForStatement':
      return parent.test === node ? { kind: 'test', node: parent } : { kind: 'drop', node: parent };
    case 'ConditionalExpression':
      return parent.test === node ? { kind: 'test', node: parent } : useOfValue(parent);
    case 'LogicalExpression':
      return logicalUse(parent, node);
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node ? useOfValue(parent) : { kind: 'drop', node: parent };
    case 'UnaryExpression':
      return parent.operator === '!' ? { kind: 'test', node: parent } : { kind: 'operand', node: parent };
    case 'BinaryExpression':
      if (parent.operator === 'in' && parent.right === node) return { kind: 'properties', node: parent };
      return isComparison(parent.operator) ? { kind: 'compare', node: parent } : { kind: 'operand', node: parent };
    case 'TemplateLiteral':
      // What stands in a tagged template is handed to the tag.
      return { kind: parent.parent.type === 'TaggedTemplateExpression' ? 'other' : 'operand', node: parent };
    case 'SwitchStatement':
    case 'SwitchCase':
      return { kind: 'operand', node: parent };
    case 'ExpressionStatement':
      return { kind: 'drop', node: parent };
    default:
      return { kind: 'other', node: parent };
  }
}

/** @param node has no wrapper around it. */
function isPassedOn(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'ConditionalExpression') return parent.test !== node;
  return parent?.type === 'LogicalExpression' || parent?.type === 'SequenceExpression';
}

function memberUse(member: TSESTree.MemberExpression): Use {
  const node = wrapped(member);
  const { parent } = node;
  const name = propertyName(member);
  if (parent?.type === 'CallExpression' && parent.callee === node) return { kind: 'method', node: parent, name };
  const isTagged = parent?.type === 'TaggedTemplateExpression' && parent.tag === node;
  if (isTagged) return { kind: 'other', node: parent };
  if (parent && isWritten(member)) return { kind: 'set', node: member, name, by: parent };
  return { kind: 'get', node: member, name };
}

/** Whether a member is set: `o.x = v`, `o.x++`, `delete o.x`, `[o.x] = v`. */
export function isWritten(member: TSESTree.MemberExpression): boolean {
  const node = wrapped(member);
  return node.parent !== undefined && isWriteTarget(node.parent, node);
}

/** Whether `node` is what an assignment, update, `delete`, loop head or pattern writes to. */
function isWriteTarget(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'AssignmentPattern':
      return parent.left === node;
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.parent.type === 'ObjectPattern' && parent.value === node;
    default:
      return false;
  }
}

function assignmentUse(assignment: TSESTree.AssignmentExpression, node: Node): Use {
  if (assignment.right !== node) return { kind: 'other', node: assignment };
  if (assignment.operator === '=' || /^(?:&&|\|\||\?\?)=$/.test(assignment.operator)) {
    const result = useOfValue(assignment);
    const target = intoTarget(assignment.left, assignment);
    // `f(y = x)`: the value goes two ways; the one that is harder to follow counts.
    return result.kind === 'drop' ? target : { kind: 'other', node: assignment };
  }
  return { kind: 'operand', node: assignment };
}

function intoTarget(target: Node, node: Node): Use {
  if (target.type === 'Identifier') return { kind: 'alias', node, target };
  if (target.type === 'ArrayPattern') return { kind: 'iterate', node };
  if (target.type === 'ObjectPattern') return { kind: 'properties', node };
  return { kind: 'store', node };
}

function logicalUse(logical: TSESTree.LogicalExpression, node: Node): Use {
  const result = useOfValue(logical);
  if (logical.right === node || logical.operator !== '&&')
    return result.kind === 'drop' ? { kind: 'test', node: logical } : result;
  // The left side of `&&` is the result only when it is falsy: no object.
  return { kind: 'test', node: logical };
}

function isComparison(operator: string): boolean {
  return /^[=!]==?$|^[<>]=?$/.test(operator);
}
