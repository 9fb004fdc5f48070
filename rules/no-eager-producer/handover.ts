// What a builder does with its objects after they were pushed. As an array they were seen when it was finished; a
// generator's consumer sees each at once, so whatever is still done to it afterwards comes too late.

import type { Answer } from '../../analysis/answer.js';
import { every } from '../../analysis/answer.js';
import { callsOf } from '../../analysis/call-sites.js';
import { isRunOnTheSpot } from '../../analysis/calls.js';
import { subtreeOf } from '../../analysis/children.js';
import { effectsOf, type Write } from '../../analysis/effects.js';
import { contains, isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { flowOf, staysInSight, type Escape } from '../../analysis/flow.js';
import { isOverBefore, nextStatement } from '../../analysis/order.js';
import { holdsOnlyFresh, originOf } from '../../analysis/origin.js';
import { useOf, usesOf, type Use } from '../../analysis/uses.js';
import { declaratorOf, isWrittenOnce, scopeOf, variableOf, type Variable } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Builder, Push } from './builder.js';

/** Whether all that running the builder does is to build the array: `no` when something else can be seen of it. */
export function onlyBuilds(code: SourceCode, builder: Builder): Answer {
  const effects = effectsOf(code, builder.node.body);
  if (effects.observable) return 'no';
  return every([
    ...effects.writes.map((write) => isOwnChange(code, builder, write)),
    ...builder.pushes.map((push) => leavesAlone(code, push)),
    ...closuresIn(code, builder.node).map((closure) => seesFinalValues(code, builder.node, closure)),
    effects.unknownCode ? 'unknown' : 'yes',
  ]);
}

/** Whether nobody but the builder can change the variable's object at the time when the builder uses it. */
export function isHidden(code: SourceCode, builder: Builder, variable: Variable): boolean {
  return staysInSight(code, variable) || isHandedOver(code, builder, variable);
}

function isOwnChange(code: SourceCode, builder: Builder, write: Write): Answer {
  const root = rootOf(write.object);
  const variable = write.variable ?? (root && variableOf(code, root));
  if (variable === builder.array) return 'yes';
  if (root && !variable && originOf(code, root)?.fresh) return 'yes';
  const isLocal = variable !== null && isDeclaredIn(builder.node, variable);
  if (write.object === null) return isLocal ? 'yes' : 'no';
  if (!isLocal) return variable?.defs.some(({ type }) => type === 'Parameter') && write.variable ? 'unknown' : 'no';
  // `grid[y][x] = …`: the rows may have been somebody else's.
  if (!write.variable) return 'unknown';
  if (isHidden(code, builder, variable)) return 'yes';
  return holdsOnlyFresh(code, variable) && flowOf(code, variable).escapes.some(isOutOfSight) ? 'unknown' : 'no';
}

function isOutOfSight({ how }: Escape): boolean {
  return how === 'passedOn' || how === 'unknownMethod' || how === 'other';
}

/** `grid` in `grid[y][x]`. */
function rootOf(object: Node | null): Node | null {
  let root = object && unwrapped(object);
  while (root?.type === 'MemberExpression') root = unwrapped(root.object);
  return root;
}

function isDeclaredIn(node: FunctionNode, variable: Variable): boolean {
  return variable.identifiers.some((identifier) => contains(node.body, identifier) || isParameterOf(node, identifier));
}

/** Setting a parameter's binding is the function's own affair; its object is the caller's. */
function isParameterOf(node: FunctionNode, identifier: Node): boolean {
  return node.params.some((parameter) => contains(parameter, identifier));
}

/** The variable's objects were made here, and once they are pushed (or stored elsewhere) they are not used any more. */
function isHandedOver(code: SourceCode, builder: Builder, variable: Variable): boolean {
  const declarator = declaratorOf(variable);
  if (!declarator || !contains(builder.node.body, declarator) || !holdsOnlyFresh(code, variable)) return false;
  if (!declarator.init && declarator.parent.kind === 'var') return false;
  const { accesses, escapes, variables } = flowOf(code, variable);
  const handing = new Set(escapes.map(({ node }) => node));
  const contents = accesses.filter(({ use }) => !handing.has(use.node) && use.kind !== 'alias');
  return escapes.every(
    ({ node }) =>
      contents.every(({ expression }) => isOverBefore(expression, node, declarator)) ||
      (variables.size === 1 && isReplacedAfter(code, builder, variable, node)),
  );
}

/** `out.push(chunk); chunk = [];` */
function isReplacedAfter(code: SourceCode, { pushes }: Builder, variable: Variable, node: Node): boolean {
  const push = pushes.find(({ call }) => contains(call, node));
  const next = push && nextStatement(push.statement);
  if (next?.type !== 'ExpressionStatement' || next.expression.type !== 'AssignmentExpression') return false;
  const { left, right, operator } = next.expression;
  const isPlain = operator === '=' && left.type === 'Identifier' && variableOf(code, left) === variable;
  return isPlain && !variable.references.some(({ identifier }) => contains(right, identifier));
}

const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|append\w*)$/;

/** Whether what is pushed by a name or a path is not changed that way afterwards, be it made here or elsewhere. */
function leavesAlone(code: SourceCode, { call }: Push): Answer {
  const isChanged = call.arguments.some((argument) => {
    const root = rootOf(argument);
    const variable = root && variableOf(code, root);
    const declarator = variable?.defs[0]?.node;
    if (!variable || !declarator || isHandedOverAt(code, variable, call)) return false;
    const depth = stepsTo(root, argument);
    return usesOf(variable).some(
      ({ use, identifier }) => (changedDepth(use) ?? -1) >= depth && !isOverBefore(identifier, call, declarator),
    );
  });
  return isChanged ? 'no' : 'yes';
}

/** 2 for `grid[y][x]`, 0 for `row`. */
function stepsTo(root: Node, path: Node): number {
  let steps = 0;
  for (let node = unwrapped(path); node !== root && node.type === 'MemberExpression'; node = unwrapped(node.object)) {
    steps += 1;
  }
  return steps;
}

function isHandedOverAt(code: SourceCode, variable: Variable, call: Push['call']): boolean {
  const statement = call.parent;
  const next = nextStatement(statement);
  if (next?.type !== 'ExpressionStatement' || next.expression.type !== 'AssignmentExpression') return false;
  return next.expression.operator === '=' && variableOf(code, next.expression.left) === variable;
}

/** How far from the variable the object is that the use changes: 1 for `grid[y][x] = 0`; `null` when it changes none. */
function changedDepth(use: Use): number | null {
  if (use.kind === 'set') return 0;
  if (use.kind === 'method') return use.name === null || CHANGING.test(use.name) ? 0 : null;
  const inner = use.kind === 'get' ? changedDepth(useOf(use.node)) : null;
  return inner === null ? null : inner + 1;
}

/** The functions in the builder that may be called after it went on: not callbacks, nor those that are only called here. */
function closuresIn(code: SourceCode, node: FunctionNode): FunctionNode[] {
  const closures: FunctionNode[] = [];
  for (const inner of subtreeOf(code, node.body)) {
    if (isFunction(inner) && !isRunOnTheSpot(code, inner) && callsOf(code, inner) === null) closures.push(inner);
  }
  return closures;
}

/** `total += x; out.push({ total: () => total })`: called from the finished array it gives the sum of all. */
function seesFinalValues(code: SourceCode, builder: FunctionNode, closure: FunctionNode): Answer {
  const captured = (scopeOf(code, closure)?.through ?? []).flatMap(({ resolved }) => (resolved ? [resolved] : []));
  const isStable = captured.every(
    (variable) =>
      !isDeclaredIn(builder, variable) ||
      (isWrittenOnce(variable) && !flowOf(code, variable).accesses.some(({ mutates }) => mutates)),
  );
  return isStable ? 'yes' : 'no';
}
