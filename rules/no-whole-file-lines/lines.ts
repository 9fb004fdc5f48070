// The lines of a file that is read whole: where the text comes from, what names it gets, and what walks the lines.

import type { TSESTree } from '@typescript-eslint/utils';
import { fileReadOf, type FileRead } from '../../analysis/file-reads.js';
import { declaratorAround, namingOf, wayTo, type Naming } from '../../analysis/naming.js';
import { useOf } from '../../analysis/uses.js';
import { initializerOf, mentionsNames, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { indexLoopOf } from './index-loop.js';
import { walkOf, type Walk } from './walks.js';

export interface Lines {
  readonly read: FileRead;
  /** `text.split('\n')` */
  readonly split: TSESTree.CallExpression;
  readonly separator: TSESTree.Expression;
  /** `const text = readFileSync(…);` */
  readonly text: Naming | null;
  /** `const lines = text.split('\n');` */
  readonly named: Name | null;
  /** The expression that is walked: the `split`, or its name. */
  readonly walked: Node;
  readonly walk: Walk;
}

type Name = Pick<Naming, 'between' | 'declarator' | 'statement'>;

/** Those that can be decoded chunk by chunk: the very ones of runtime/cutting.ts. */
export const ENCODINGS = new Set([
  'utf8',
  'utf-8',
  'utf16le',
  'utf-16le',
  'ucs2',
  'ucs-2',
  'ascii',
  'latin1',
  'binary',
]);

/** @param split a call of a method `split` with one argument. */
export function linesOf(
  code: SourceCode,
  split: TSESTree.CallExpression,
  receiver: TSESTree.Expression,
  separator: TSESTree.Expression,
  hasIteratorMethods: boolean,
): Lines | null {
  // `text.split('\n') as Row[]` says something about types that would be lost.
  if (wrapped(split) !== split) return null;
  const variable = variableOf(code, receiver);
  const init = variable && initializerOf(variable);
  const read = fileReadOf(code, init ?? receiver);
  if (!read || !ENCODINGS.has(read.encoding.toLowerCase())) return null;
  const text = init && namingOf(code, init);
  if (init && (text?.read !== receiver || !isFirstIn(text.statement, receiver) || !isTyped(text, isString)))
    return null;
  const walk = useOf(split).kind === 'alias' ? namedWalkOf(code, split, hasIteratorMethods) : null;
  if (walk) return { read, split, separator, text, ...walk };
  const direct = useOf(split).kind === 'alias' ? null : walkOf(code, split, hasIteratorMethods);
  if (!direct || (text && mentionsLoopNames(code, read, direct))) return null;
  return { read, split, separator, text, named: null, walked: split, walk: direct };
}

/** `const lines = text.split('\n');`, and what walks `lines`. */
function namedWalkOf(
  code: SourceCode,
  split: TSESTree.CallExpression,
  hasIteratorMethods: boolean,
): Pick<Lines, 'named' | 'walked' | 'walk'> | null {
  const declarator = declaratorAround(split);
  const variable = declarator && variableOf(code, declarator.id);
  if (!variable || !isTyped({ declarator }, isStrings)) return null;
  const loop = indexLoopOf(code, variable);
  if (loop) {
    const way = wayTo(declarator, loop.node);
    const isNext = way && isLoopOf(loop.node, way.statement);
    return isNext ? { named: { declarator, ...way }, walked: loop.array, walk: { kind: 'index', ...loop } } : null;
  }
  const named = namingOf(code, split);
  const walk = named && walkOf(code, named.read, hasIteratorMethods);
  return walk && isFirstIn(named.statement, named.read) ? { named, walked: named.read, walk } : null;
}

/** Without an annotation, or with one that the reader of lines needs no longer. */
function isTyped({ declarator: { id } }: Pick<Naming, 'declarator'>, isFitting: (type: Node) => boolean): boolean {
  return !id.typeAnnotation || isFitting(id.typeAnnotation.typeAnnotation);
}

function isString({ type }: Node): boolean {
  return type === 'TSStringKeyword';
}

/** `string[]`, `readonly string[]`, `Array<string>` */
function isStrings(type: Node): boolean {
  if (type.type === 'TSArrayType') return isString(type.elementType);
  if (type.type === 'TSTypeOperator')
    return type.operator === 'readonly' && Boolean(type.typeAnnotation) && isStrings(type.typeAnnotation as Node);
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  const [element, ...others] = type.typeArguments?.params ?? [];
  return (
    /^(?:Readonly)?Array$/.test(type.typeName.name) && others.length === 0 && element !== undefined && isString(element)
  );
}

/** In the head of a loop the names of its variables mean those variables already. */
function mentionsLoopNames(code: SourceCode, { file, options }: FileRead, walk: Walk): boolean {
  const names = namesOf(code, walk);
  return [file, options].some((node) => node !== null && mentionsNames(code, node, names));
}

function namesOf(code: SourceCode, walk: Walk): ReadonlySet<string> {
  if (walk.kind === 'forEach') return walk.loop.names;
  const loop =
    (walk.kind === 'loop' || walk.kind === 'steps') && walk.node.type === 'ForOfStatement' ? walk.node : null;
  return new Set(loop && code.getDeclaredVariables?.(loop.left).map(({ name }) => name));
}

/** Whether the statement evaluates `node` whenever it is run, and before anything that could matter. */
function isFirstIn(statement: Node, node: Node): boolean {
  let child = node;
  for (let current = node.parent; current; child = current, current = current.parent) {
    switch (current.type) {
      case 'MemberExpression':
        if (current.object !== child) return false;
        break;
      case 'CallExpression':
        if (current.callee !== child) return false;
        break;
      case 'NewExpression':
        if (current.arguments[0] !== child || current.callee.type !== 'Identifier') return false;
        break;
      case 'VariableDeclarator':
        if (current.id.type !== 'Identifier' || current.parent.declarations[0] !== current) return false;
        return current.parent === statement;
      case 'ForOfStatement':
        return current.right === child && isLoopOf(current, statement);
      case 'ReturnStatement':
      case 'ExpressionStatement':
        return current === statement;
      default:
        if (unwrapped(current) !== unwrapped(child)) return false;
    }
  }
  return false;
}

/** The loop itself, or with a label. */
function isLoopOf(loop: Node, statement: Node): boolean {
  return loop === statement || (statement.type === 'LabeledStatement' && isLoopOf(loop, statement.body));
}

export function splitReceiver(call: TSESTree.CallExpression): TSESTree.Expression | null {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.optional || call.optional) return null;
  return propertyName(callee) === 'split' ? callee.object : null;
}
