// The lines of a file that is read whole: where the text comes from, what names it gets, and what walks the lines.

import type { TSESTree } from '@typescript-eslint/utils';
import { consumptionOf } from '../../analysis/consumption.js';
import { fileReadOf, type FileRead } from '../../analysis/file-reads.js';
import { namingOf, type Naming } from '../../analysis/naming.js';
import { useOf } from '../../analysis/uses.js';
import { initializerOf, mentionsNames, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { largestArity } from '../../analysis/arity.js';
import { bodyAsLoop, type LoopBody } from '../no-needless-collect/loop-body.js';

export type Walk =
  | { readonly kind: 'loop'; readonly node: TSESTree.ForOfStatement }
  /** `lines.forEach((line) => …);` becomes a loop. */
  | { readonly kind: 'forEach'; readonly node: TSESTree.ExpressionStatement; readonly loop: LoopBody }
  /** `lines.map(f)`: the array of the results stays. */
  | { readonly kind: 'map'; readonly node: TSESTree.CallExpression; readonly callback: Node }
  /** `new Set(lines)` */
  | { readonly kind: 'construct'; readonly node: TSESTree.NewExpression };

export interface Lines {
  readonly read: FileRead;
  /** `text.split('\n')` */
  readonly split: TSESTree.CallExpression;
  readonly separator: TSESTree.Expression;
  /** `const text = readFileSync(…);` */
  readonly text: Naming | null;
  /** `const lines = text.split('\n');` */
  readonly named: Naming | null;
  /** The expression that is walked: the `split`, or its name. */
  readonly walked: Node;
  readonly walk: Walk;
}

/** Those that can be decoded chunk by chunk: the very ones of runtime/cutting.ts. */
const ENCODINGS = new Set(['utf8', 'utf-8', 'utf16le', 'utf-16le', 'ucs2', 'ucs-2', 'ascii', 'latin1', 'binary']);

/** @param split a call of a method `split` with one argument. */
export function linesOf(
  code: SourceCode,
  split: TSESTree.CallExpression,
  receiver: TSESTree.Expression,
  separator: TSESTree.Expression,
): Lines | null {
  // `text.split('\n') as Row[]` says something about types that would be lost.
  if (wrapped(split) !== split) return null;
  const variable = variableOf(code, receiver);
  const init = variable && initializerOf(variable);
  const read = fileReadOf(code, init ?? receiver);
  if (!read || !ENCODINGS.has(read.encoding.toLowerCase())) return null;
  const text = init && namingOf(code, init);
  if (init && (text?.read !== receiver || !isFirstIn(text.statement, receiver))) return null;
  const named = useOf(split).kind === 'alias' ? namingOf(code, split) : null;
  const walked = named?.read ?? split;
  const walk = walkOf(code, walked);
  if (!walk || (named && !isFirstIn(named.statement, walked))) return null;
  if (text && !named && mentionsLoopNames(code, read, walk)) return null;
  return { read, split, separator, text, named, walked, walk };
}

function walkOf(code: SourceCode, lines: Node): Walk | null {
  const consumption = consumptionOf(code, lines);
  if (consumption?.kind === 'forOf') {
    // A setter would run for each line.
    const { left } = consumption.node;
    const isNamed = left.type === 'VariableDeclaration' || left.type === 'Identifier';
    return isNamed ? { kind: 'loop', node: consumption.node } : null;
  }
  if (consumption?.kind === 'construct') return { kind: 'construct', node: consumption.node };
  const use = useOf(lines);
  if (use.kind !== 'method' || use.node.optional || use.node.arguments.length !== 1) return null;
  const [callback] = use.node.arguments;
  if (!callback || callback.type === 'SpreadElement') return null;
  if (use.name === 'map') {
    // `Array.from` hands over the item and its index, but no array.
    const isFitting = largestArity(code, callback) <= 2;
    return isFitting ? { kind: 'map', node: use.node, callback } : null;
  }
  if (use.name !== 'forEach' || callback.type !== 'ArrowFunctionExpression') return null;
  const loop = bodyAsLoop(code, callback);
  const { parent } = use.node;
  if (!loop || parent.type !== 'ExpressionStatement' || mentionsNames(code, lines, loop.names)) return null;
  return { kind: 'forEach', node: parent, loop };
}

/** In the head of a loop the names of its variables mean those variables already. */
function mentionsLoopNames(code: SourceCode, { file, options }: FileRead, walk: Walk): boolean {
  const names = namesOf(code, walk);
  return [file, options].some((node) => node !== null && mentionsNames(code, node, names));
}

function namesOf(code: SourceCode, walk: Walk): ReadonlySet<string> {
  if (walk.kind === 'forEach') return walk.loop.names;
  return new Set(walk.kind === 'loop' ? code.getDeclaredVariables?.(walk.node.left).map(({ name }) => name) : []);
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
