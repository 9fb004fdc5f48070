// All the promises that are waited for together: `Promise.all(xs.map(f))`, or an array that a loop fills with them.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamedBy, globalName } from '../../analysis/callees.js';
import { contains, functionAround, isFunction, loopsAround } from '../../analysis/enclosing.js';
import { onlyReadOf } from '../../analysis/consumption.js';
import { usesOf } from '../../analysis/uses.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { isEmptyArray, propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { areFew, doesInputOutput, isLight, isLimited, namesInputOutput } from './evidence.js';

export type Tasks =
  /** `collection.map(task)`, in the call that waits or under a name that only it reads. */
  | {
      readonly kind: 'mapped';
      readonly map: TSESTree.CallExpression;
      readonly collection: TSESTree.Expression;
      readonly task: Node;
      readonly isInline: boolean;
    }
  /** `tasks.push(start(x))` in a loop. */
  | {
      readonly kind: 'pushed';
      readonly declaration: TSESTree.VariableDeclaration;
      readonly pushes: readonly TSESTree.CallExpression[];
    };

/** What `Promise.all(…)` waits for, if it is much input and output that starts at once. */
export function tasksOf(code: SourceCode, waiting: TSESTree.CallExpression): Tasks | null {
  const [first, ...others] = waiting.arguments;
  if (!first || others.length > 0 || first.type === 'SpreadElement') return null;
  const bare = unwrapped(first);
  if (bare.type === 'CallExpression') return mapped(code, bare, true);
  const variable = variableOf(code, bare);
  const initializer = variable && initializerOf(variable);
  const made = initializer ? unwrapped(initializer) : null;
  if (!variable || !made) return null;
  if (made.type === 'CallExpression') return onlyReadOf(code, variable) === bare ? mapped(code, made, false) : null;
  return made.type === 'ArrayExpression' && isEmptyArray(made) ? pushed(code, made, variable, bare) : null;
}

function mapped(code: SourceCode, map: TSESTree.CallExpression, isInline: boolean): Tasks | null {
  const { callee } = map;
  const [argument, ...others] = map.arguments;
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'map' || callee.optional || map.optional)
    return null;
  if (!argument || others.length > 0 || map.typeArguments) return null;
  const task = unwrapped(argument);
  if (!startsInputOutput(code, task) || areFew(code, callee.object) || isLimited(code, map)) return null;
  return { kind: 'mapped', map, collection: callee.object, task, isInline };
}

function startsInputOutput(code: SourceCode, task: Node): boolean {
  const callee = functionNamedBy(code, task);
  if (callee) return doesInputOutput(code, callee);
  const global = globalName(code, task) ?? '';
  if (/^node:fs\b/.test(global)) return !isLight(global);
  if (global === 'fetch') return true;
  if (task.type === 'Identifier') return namesInputOutput(task.name);
  return task.type === 'MemberExpression' && namesInputOutput(propertyName(task) ?? '');
}

function pushed(
  code: SourceCode,
  made: TSESTree.ArrayExpression,
  variable: NonNullable<ReturnType<typeof variableOf>>,
  read: Node,
): Tasks | null {
  const declaration = made.parent.parent;
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length > 1) return null;
  const home = functionAround(declaration);
  const pushes: TSESTree.CallExpression[] = [];
  for (const { use, identifier } of usesOf(variable)) {
    if (identifier === read || use.kind === 'write') continue;
    if (use.kind !== 'method' || use.name !== 'push' || use.node.arguments.length !== 1) return null;
    if (functionAround(use.node) !== home) return null;
    pushes.push(use.node);
  }
  const isLooped = pushes.some((push) =>
    [...loopsAround(push)].some(
      (loop) => !contains(loop, declaration) && !contains(loop, read) && !isShort(code, loop),
    ),
  );
  const starts = pushes.every(({ arguments: [task] }) => task && startsNow(code, task));
  const isBounded = pushes.some((push) => isLimited(code, push));
  return isLooped && starts && !isBounded ? { kind: 'pushed', declaration, pushes } : null;
}

/** `download(url)`, `(async () => …)()` */
function startsNow(code: SourceCode, task: Node): boolean {
  const bare = unwrapped(task);
  if (bare.type !== 'CallExpression') return false;
  return doesInputOutput(code, isFunction(bare.callee) ? bare.callee : bare);
}

function isShort(code: SourceCode, loop: Node): boolean {
  return loop.type === 'ForInStatement' || (loop.type === 'ForOfStatement' && areFew(code, loop.right));
}
