// Does anybody else hold the object that an expression gives, now or later?
//
// Guarantee: `isGivenAway` is `yes` only when nobody keeps the object but who gets the expression's value: it was made
// there, by a built-in or a function of this file that keeps no hold of it, or it was in a variable that is not read
// again. Elements and properties may be shared. `unknown` for all else: that somebody holds it is never proved.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, Range, SourceCode } from '../core/source-code.js';
import { every, type Answer } from './answer.js';
import { functionNamedBy } from './callees.js';
import { ancestorsOf, contains, functionAround, isFunction, statementAround, type FunctionNode } from './enclosing.js';
import { flowOf, type Access } from './flow.js';
import { isDeadAfter } from './liveness.js';
import { isWrittenBeforeButRunLater, nextStatement } from './order.js';
import { originOf } from './origin.js';
import { returnedBy } from './returns.js';
import type { Use } from './uses.js';
import { variableNamedBy, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

/** @param place what uses the value up; what runs after it no longer reads the variable. */
export function isGivenAway(code: SourceCode, expression: Node, place: Node): Answer {
  return new Ownership(code).isGivenAway(expression, place);
}

/** Whether each value that the variable ever holds was made for it: nobody else held it before. */
export function holdsOnlyNew(code: SourceCode, variable: Variable): boolean {
  return new Ownership(code).isOwned(variable);
}

export interface History {
  /** The expressions that make the values which the expression can have. */
  readonly makers: readonly Node[];
  /** The variables that hold them on the way, each under all its names. */
  readonly holders: readonly Variable[];
}

/** Where the values of `expression` come from: through variables and functions of this file. */
export function historyOf(code: SourceCode, expression: Node): History {
  const makers = new Set<Node>();
  const holders = new Set<Variable>();
  const stack = [expression];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const bare = unwrapped(node);
    if (makers.has(bare)) continue;
    const variable = variableNamedBy(code, bare);
    const callee = bare.type === 'CallExpression' ? functionNamedBy(code, bare.callee) : null;
    const results = callee && returnedBy(code, callee);
    if (variable) {
      if (holders.has(variable)) continue;
      holders.add(variable);
      stack.push(...variable.references.flatMap(({ writeExpr }) => (writeExpr ? [writeExpr] : [])));
    } else if (bare.type === 'ConditionalExpression') stack.push(bare.consequent, bare.alternate);
    else if (bare.type === 'LogicalExpression') stack.push(bare.left, bare.right);
    else {
      makers.add(bare);
      stack.push(...(results ?? []));
    }
  }
  return { makers: [...makers], holders: [...holders] };
}

class Ownership {
  /** Functions that are being asked about: what only comes from itself is never there. */
  readonly #pending = new Set<FunctionNode>();

  constructor(readonly code: SourceCode) {}

  isGivenAway(expression: Node, place: Node): Answer {
    const variable = variableNamedBy(this.code, unwrapped(expression));
    if (!variable) return this.#isNew(expression);
    const [birth] = variable.identifiers;
    if (!birth || !this.isOwned(variable)) return 'unknown';
    const { escapes, variables, accesses } = flowOf(this.code, variable);
    if (accesses.some((access) => access.deferred || isPendingAt(access, place))) return 'unknown';
    const home = homeOf(variable);
    // What it returns elsewhere is another value, when this one is not read again; but a `finally` runs after that.
    const isReturned = escapes.every((one) => one.how === 'returned' && functionThatReturns(one.node) === home);
    if (escapes.length > 0 && (!isReturned || isInTry(place))) return 'unknown';
    const isOver =
      (variables.size === 1 && !isInTry(place) && isLeftWith(variable, place)) ||
      [...variables].every((name) =>
        name === variable || homeOf(name) === home
          ? isDeadAfter(this.code, name, place) === 'yes'
          : !isAround(name, place),
      );
    return isOver ? 'yes' : 'unknown';
  }

  #isNew(expression: Node): Answer {
    const bare = unwrapped(expression);
    switch (bare.type) {
      case 'ConditionalExpression':
        return every([this.#isNew(bare.consequent), this.#isNew(bare.alternate)]);
      case 'LogicalExpression':
        // The left side of `&&` is the value only where it is no object.
        return bare.operator === '&&'
          ? this.#isNew(bare.right)
          : every([this.#isNew(bare.left), this.#isNew(bare.right)]);
      case 'CallExpression': {
        const callee = functionNamedBy(this.code, bare.callee);
        if (callee) return this.#isNewResult(callee);
        break;
      }
      default:
        break;
    }
    const origin = originOf(this.code, bare);
    // A typed array is often a view on memory that others have.
    return origin?.fresh && origin.kind !== 'typedArray' ? 'yes' : 'unknown';
  }

  #isNewResult(callee: FunctionNode): Answer {
    if (this.#pending.has(callee)) return 'yes';
    const results = returnedBy(this.code, callee);
    if (!results) return 'unknown';
    this.#pending.add(callee);
    const answer = every(results.map((result) => this.#isHandedOver(result, callee)));
    this.#pending.delete(callee);
    return answer;
  }

  /** What a function returns was made for this call, and the function is over when the caller gets it. */
  #isHandedOver(result: Node, callee: FunctionNode): Answer {
    const bare = unwrapped(result);
    if (bare.type === 'ConditionalExpression') {
      return every([this.#isHandedOver(bare.consequent, callee), this.#isHandedOver(bare.alternate, callee)]);
    }
    const variable = variableNamedBy(this.code, bare);
    if (!variable) return this.#isNew(result);
    if (homeOf(variable) !== callee || !this.isOwned(variable)) return 'unknown';
    const { escapes, variables, accesses } = flowOf(this.code, variable);
    const isHeldBack = escapes.every(({ how, node }) => how === 'returned' && functionThatReturns(node) === callee);
    const isForgotten = [...variables].every((name) => homeOf(name) === callee || !isAround(name, callee));
    return isHeldBack && isForgotten && accesses.every(({ deferred }) => !deferred) ? 'yes' : 'unknown';
  }

  isOwned(variable: Variable): boolean {
    const [definition, ...others] = variable.defs;
    if (!definition || others.length > 0) return false;
    const writes = variable.references.filter((reference) => reference.isWrite());
    if (definition.type === 'Parameter') return isRest(definition.name) && writes.length === 0;
    return (
      definition.type === 'Variable' &&
      writes.length > 0 &&
      writes.every(({ identifier, writeExpr }) => {
        const { parent } = identifier;
        const isPlain =
          (parent.type === 'VariableDeclarator' && parent.id === identifier && parent.init === writeExpr) ||
          (parent.type === 'AssignmentExpression' && parent.operator === '=' && parent.left === identifier);
        return isPlain && writeExpr && this.#isNew(writeExpr) === 'yes';
      })
    );
  }
}

function isRest(name: TSESTree.Node): boolean {
  const { parent } = name;
  return parent?.type === 'RestElement' && parent.parent !== undefined && isFunction(parent.parent);
}

/** `same(xs, [...xs])`, `xs.push([...xs])`, `o.self = { ...o }`: what was read before `place` is used when that is over. */
function isPendingAt({ use, expression }: Access, place: Node): boolean {
  if (HAND_ON.has(use.kind) || contains(place, expression)) return false;
  return contains(use.kind === 'set' ? use.by : use.node, place);
}

/** They take the value and are done: nothing runs between, but what chose another value. */
const HAND_ON: ReadonlySet<Use['kind']> = new Set(['alias', 'drop', 'return', 'test', 'write']);

/** Whether the variable's function is over soon after `place`, and nothing reads the variable on the way out. */
function isLeftWith(variable: Variable, place: Node): boolean {
  if (functionAround(place) !== homeOf(variable)) return false;
  const start = statementAround(place);
  let end: Node | null = start;
  while (end && isPlain(end)) end = nextStatement(end);
  if (end?.type !== 'ReturnStatement' && end?.type !== 'ThrowStatement') return false;
  const way: Range = [start.range[0], end.range[1]];
  return variable.references.every(
    ({ identifier }) =>
      !contains({ range: way }, identifier) ||
      contains(place, identifier) ||
      (identifier.range[1] <= place.range[0] && !isWrittenBeforeButRunLater(identifier, place)),
  );
}

/** A statement after which the next one of its list runs, or nothing of the function. */
function isPlain({ type }: Node): boolean {
  return type === 'ExpressionStatement' || type === 'VariableDeclaration';
}

/** Whether a `catch` or `finally` of the function may run after `place`, or ran `place`. */
function isInTry(place: Node): boolean {
  const home = functionAround(place);
  return [...ancestorsOf(place)].some((around) => around.type === 'TryStatement' && functionAround(around) === home);
}

function homeOf({ scope }: Variable): Node {
  return scope.variableScope.block;
}

/** Whether the variable lives on, or is shared, while `place` runs again. */
function isAround(variable: Variable, place: Node): boolean {
  return contains(homeOf(variable), place);
}

/** `() => xs` returns what its body is: the node that does so is the function itself. */
function functionThatReturns(node: Node): Node | null {
  return isFunction(node) ? node : functionAround(node);
}
