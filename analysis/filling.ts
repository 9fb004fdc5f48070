// Is an array filled by a counted loop before anybody looks at it?
//
// Guarantee: `true` means that every element is written before any is read, whoever runs.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { Bounds } from './bounds.js';
import { targetOf } from './calls.js';
import { subtreeOf } from './children.js';
import { functionAround, triesAround } from './enclosing.js';
import type { ElementWrite, FixedArray } from './fixed-arrays.js';
import type { Numbers } from './numbers.js';
import { declaratorOf, variableOf, type Variable } from './variables.js';

/** `const a = new Array(n); for (let i = 0; i < n; i++) a[i] = …;` */
export function isFilledFirst(code: SourceCode, array: FixedArray, numbers: Numbers): boolean {
  if (array.grid) return false;
  const declaration = declaratorOf(array.variable)?.parent;
  const list = declaration?.parent;
  if (!declaration || declaration.kind === 'var' || (list?.type !== 'BlockStatement' && list?.type !== 'Program')) {
    return false;
  }
  const statements: readonly Node[] = list.body;
  const start = statements.indexOf(declaration);
  const isOpen = isReachedByFunctions(array);
  for (const statement of statements.slice(start + 1)) {
    if (isOpen && (!runsOnlyBuiltins(code, statement) || !triesAround(statement).next().done)) return false;
    if (statement.type !== 'ForStatement') continue;
    const write = array.writes.find(({ by }) => isTurn(statement, by));
    if (write && fills(code, statement, write, array, numbers)) return isUnseenBefore(array, statement, write);
  }
  return false;
}

/** Whether `by` is a statement that each turn of the loop runs. */
function isTurn({ body }: TSESTree.ForStatement, by: Node): boolean {
  const statement = by.parent;
  if (by.type !== 'AssignmentExpression' || by.operator !== '=' || statement?.type !== 'ExpressionStatement')
    return false;
  return statement === body || (body.type === 'BlockStatement' && body.body.includes(statement));
}

/** Whether the loop counts from 0 up to the length, and writes each index as it comes. */
function fills(
  code: SourceCode,
  loop: TSESTree.ForStatement,
  { node, owner }: ElementWrite,
  array: FixedArray,
  numbers: Numbers,
): boolean {
  const counter = counterOf(code, loop);
  const { test } = loop;
  if (
    !counter ||
    variableOf(code, node.property) !== counter ||
    owner !== array.variable ||
    leavesEarly(code, loop.body)
  ) {
    return false;
  }
  if (test?.type !== 'BinaryExpression' || variableOf(code, test.left) !== counter) return false;
  const end = new Bounds(code, test.right, array, owner, (expression) => numbers.of(expression));
  if (test.operator === '<=') return end.isLengthOrMore(1);
  return (test.operator === '<' || test.operator === '!==') && end.isLengthOrMore(0);
}

/** The variable of `for (let i = 0; …; i++)` that nothing else writes. */
function counterOf(code: SourceCode, { init, update }: TSESTree.ForStatement): Variable | null {
  const declarator =
    init?.type === 'VariableDeclaration' && init.kind !== 'const'
      ? init.declarations.find((one) => one.init?.type === 'Literal' && one.init.value === 0)
      : null;
  const counter = declarator && variableOf(code, declarator.id);
  if (!counter || !update) return null;
  const isUpdate =
    (update.type === 'UpdateExpression' && update.operator === '++' && variableOf(code, update.argument) === counter) ||
    (update.type === 'AssignmentExpression' &&
      update.operator === '+=' &&
      variableOf(code, update.left) === counter &&
      update.right.type === 'Literal' &&
      update.right.value === 1);
  const writes = counter.references.filter((reference) => reference.isWrite());
  return isUpdate && writes.length === 2 ? counter : null;
}

/**
 * Nothing reads the array until the loop has ended. An exception in it leaves the block, and with it the only name that
 * is not in a function.
 */
function isUnseenBefore(array: FixedArray, loop: Node, { by }: ElementWrite): boolean {
  const changed = array.writes.filter((write) => write.by !== by && write.operator !== '=').map(({ node }) => node);
  return [...readersOf(array), ...changed].every((node) => node.range[0] >= loop.range[1]);
}

function readersOf({ reads, calls, walks }: FixedArray): Node[] {
  return [...reads.map(({ node }) => node), ...calls.map(({ node }) => node), ...walks];
}

/** Whether functions read it, which others may call at any time. */
function isReachedByFunctions(array: FixedArray): boolean {
  const home = functionAround(array.allocation.node);
  return array.names.size > 1 || readersOf(array).some((node) => functionAround(node) !== home);
}

const LEAVING = new Set(['BreakStatement', 'ContinueStatement', 'ReturnStatement', 'ThrowStatement']);

function leavesEarly(code: SourceCode, body: Node): boolean {
  return some(code, body, ({ type }) => LEAVING.has(type));
}

/** Whether no function of this file, nor any code out of sight, runs meanwhile. */
function runsOnlyBuiltins(code: SourceCode, root: Node): boolean {
  return !some(code, root, (node) => {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const { kind } = targetOf(code, node);
      return kind === 'local' || kind === 'unknown';
    }
    return /^(?:AwaitExpression|YieldExpression|TaggedTemplateExpression|ImportExpression|ClassDeclaration)$/.test(
      node.type,
    );
  });
}

function some(code: SourceCode, root: Node, matches: (node: Node) => boolean): boolean {
  for (const node of subtreeOf(code, root)) {
    if (matches(node)) return true;
  }
  return false;
}
