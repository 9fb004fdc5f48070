// What does `await` give?
//
// Guarantee: `isAwaitedAll` is said only of the new array, without holes, that the built-in `Promise.all` and
// `Promise.allSettled` make; `awaitedType` is the type that a function of the file promises.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { functionNamedBy, globalName } from './callees.js';
import { unwrapped } from './wrappers.js';

/** `await Promise.all(xs.map(load))` */
export function isAwaitedAll(code: SourceCode, { argument }: TSESTree.AwaitExpression): boolean {
  const call = unwrapped(argument);
  const name = call.type === 'CallExpression' && !call.optional ? globalName(code, call.callee) : null;
  return name === 'Promise.all' || name === 'Promise.allSettled';
}

/** `T` of `async function load(): Promise<T>`, where `await load()` stands. */
export function awaitedType(code: SourceCode, { argument }: TSESTree.AwaitExpression): TSESTree.TypeNode | null {
  const call = unwrapped(argument);
  const callee: Node | null = call.type === 'CallExpression' ? functionNamedBy(code, call.callee) : null;
  const type = callee?.returnType?.typeAnnotation;
  const isPromise =
    type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise';
  return isPromise ? (type.typeArguments?.params[0] ?? null) : null;
}
