// Lines of a file that stand in memory only to be walked, in code that no rewrite follows: what can be said of it.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamedBy, globalName } from '../../analysis/callees.js';
import { consumptionOf, onlyReadOf } from '../../analysis/consumption.js';
import { functionAround, isFunction } from '../../analysis/enclosing.js';
import { fileReadOf } from '../../analysis/file-reads.js';
import { useOf } from '../../analysis/uses.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { loopOverIndexes } from './index-loop.js';

export interface Glance {
  /** What names the file. */
  readonly file: TSESTree.Expression;
  readonly isAwaited: boolean;
  /** The text is not split as it was read: `text.trim().split('\n')`. */
  readonly isChanged: boolean;
  /** By `fs.readFile(file, …, (error, text) => …)`, or `readFile(file).then((text) => …)`. */
  readonly isCalledBack: boolean;
  /** Methods of arrays stand between the lines and the walk, or are it. */
  readonly hasSteps: boolean;
  /** What is done with each line. */
  readonly pieces: readonly Node[];
}

/** @param receiver the text that `split` splits. */
export function glanceAt(code: SourceCode, split: Node, receiver: Node): Glance | null {
  const source = textFrom(code, receiver);
  const walk = source && walkFrom(code, split, false);
  return walk && { ...source, hasSteps: walk.hasSteps, pieces: walk.pieces };
}

type Source = Pick<Glance, 'file' | 'isAwaited' | 'isChanged' | 'isCalledBack'>;

const CHANGES = /^(?:normalize|replace|replaceAll|toLowerCase|toUpperCase|trim|trimEnd|trimRight|trimStart)$/;

function textFrom(code: SourceCode, text: Node): Source | null {
  const node = unwrapped(text);
  const read = fileReadOf(code, node);
  if (read) return { file: read.file, isAwaited: read.isAwaited, isChanged: false, isCalledBack: false };
  const called = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? node.callee : null;
  if (called) {
    const method = propertyName(called) ?? '';
    const isChanged = CHANGES.test(method);
    const source = isChanged || method === 'toString' ? textFrom(code, called.object) : null;
    return source && { ...source, isChanged: source.isChanged || isChanged };
  }
  const variable = variableOf(code, node);
  if (!variable || onlyReadOf(code, variable) !== node) return null;
  const init = initializerOf(variable);
  if (init) return textFrom(code, init);
  const [definition] = variable.defs;
  const file = definition?.type === 'Parameter' ? fileOfCallback(code, definition.node, definition.name) : null;
  return file && { file, isAwaited: false, isChanged: false, isCalledBack: true };
}

/** `fs.readFile(file, 'utf8', (error, text) => …)`, `readFile(file, 'utf8').then((text) => …)` */
function fileOfCallback(code: SourceCode, callback: Node, parameter: Node): TSESTree.Expression | null {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || !isFunction(callback)) return null;
  const index = callback.params.indexOf(parameter as TSESTree.Parameter);
  const isNodeStyle = globalName(code, unwrapped(call.callee)) === 'node:fs.readFile' && index === 1;
  if (isNodeStyle && call.arguments.at(-1) === callback) return fileOf(call);
  if (call.callee.type !== 'MemberExpression' || propertyName(call.callee) !== 'then' || index !== 0) return null;
  const read = unwrapped(call.callee.object);
  if (call.arguments[0] !== callback || read.type !== 'CallExpression') return null;
  return /^node:fs[./]promises\.readFile$/.test(globalName(code, unwrapped(read.callee)) ?? '') ? fileOf(read) : null;
}

function fileOf({ arguments: [file] }: TSESTree.CallExpression): TSESTree.Expression | null {
  return file && file.type !== 'SpreadElement' ? file : null;
}

type Way = Pick<Glance, 'hasSteps' | 'pieces'>;

/** @param isMade the value is no array of lines any more, but of what was made of them, which may be kept. */
function walkFrom(code: SourceCode, value: Node, isMade: boolean): Way | null {
  const consumption = consumptionOf(code, value);
  if (consumption?.kind === 'forOf') return { hasSteps: false, pieces: [consumption.node.body] };
  if (consumption && /^(?:construct|static)$/.test(consumption.kind)) return { hasSteps: false, pieces: [] };
  const use = useOf(value);
  if (use.kind === 'method') return stepFrom(code, use.node, use.name ?? '', isMade);
  const name = use.kind === 'alias' && use.node.type === 'VariableDeclarator' ? variableOf(code, use.target) : null;
  const read = name && onlyReadOf(code, name);
  const next = read && walkFrom(code, read, isMade);
  if (next) return next;
  const loop = name && loopOverIndexes(code, name);
  if (loop) return { hasSteps: false, pieces: [loop.body] };
  return isMade ? { hasSteps: true, pieces: [] } : null;
}

function stepFrom(code: SourceCode, call: TSESTree.CallExpression, method: string, isMade: boolean): Way | null {
  const [first] = call.arguments;
  const pieces = first ? [functionNamedBy(code, first) ?? first] : [];
  if (/^(?:every|find|forEach|reduce|some)$/.test(method)) return { hasSteps: true, pieces };
  if (!/^(?:filter|flatMap|map|slice)$/.test(method)) return isMade ? { hasSteps: true, pieces: [] } : null;
  const next = walkFrom(code, call, isMade || method === 'map' || method === 'flatMap');
  return next && { hasSteps: true, pieces: [...pieces, ...next.pieces] };
}

/** Whether `await` can stand where the lines are split. */
export function canWaitAt(node: Node): boolean {
  const around = functionAround(node);
  return around !== null && isFunction(around) && around.async;
}
