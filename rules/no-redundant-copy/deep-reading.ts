// A deep clone that is only read while its source stays as it is, down to the leaves.

import type { TSESTree } from '@typescript-eslint/utils';
import { deepReadsOf, type DeepReads } from '../../analysis/deep-reads.js';
import { effectsOf, type Write } from '../../analysis/effects.js';
import {
  ancestorsOf,
  contains,
  functionAround,
  isInStatementList,
  statementAround,
  triesAround,
} from '../../analysis/enclosing.js';
import { flowOf, type Escape } from '../../analysis/flow.js';
import { holdsOnlyFresh } from '../../analysis/origin.js';
import { useOf } from '../../analysis/uses.js';
import type { Variable } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { statementListOf } from '../../core/statement-list.js';
import type { DeepClone } from './deep-clone.js';

export interface DeepReading {
  /** The code that runs from the clone to the last use of it. */
  readonly extent: readonly Node[];
  /** Where its names are declared. */
  readonly names: readonly Node[];
  readonly comparesParts: boolean;
}

/** `null` when clone or source is changed meanwhile, kept, or handed to code out of sight. */
export function deepReadingOf(code: SourceCode, { node }: DeepClone): DeepReading | null {
  // `try { structuredClone(state); } catch` asks whether it can be cloned.
  if (useOf(node).kind === 'drop' || triesAround(node).next().done === false) return null;
  const reads = deepReadsOf(code, node);
  const extent = reads && extentOf(node, reads);
  if (!extent) return null;
  const isQuiet = extent.every((one) => {
    const { unknownCode, suspends, writes } = effectsOf(code, one, reads.quiet);
    return !unknownCode && !suspends && writes.every((write) => isApart(code, write, reads, extent));
  });
  const names = [...reads.holders].flatMap(({ identifiers }) => identifiers);
  return isQuiet ? { extent, names, comparesParts: reads.comparesParts } : null;
}

/** Up to the last read of a name that holds the clone or a part of it. */
function extentOf(node: Node, { holders }: DeepReads): readonly Node[] | null {
  const home = functionAround(node);
  const reads = [...holders]
    .filter((holder) => !isParameterElsewhere(holder, node))
    .flatMap(({ references, identifiers }) => [...identifiers, ...references.map(({ identifier }) => identifier)]);
  let child: Node = node;
  for (const around of ancestorsOf(node)) {
    if (around === home) return around.type === 'ArrowFunctionExpression' && around.body === child ? [child] : null;
    if (around.type === 'VariableDeclarator' && around.init) {
      const declaration = around.parent;
      if (declaration.declarations.length > 1 || !isInStatementList(declaration)) return null;
      const after = reads.length > 0 ? statementsAfter(declaration, reads) : [];
      return after && (unwrapped(around.init) === node ? after : [around.init, ...after]);
    }
    if (isWholeUse(around, child) && reads.every((read) => contains(around, read))) return [around];
    child = around;
  }
  return null;
}

/** A statement that is done when the clone's last use is. */
function isWholeUse(around: Node, child: Node): boolean {
  if (around.type === 'ForOfStatement' || around.type === 'ForInStatement') return around.right === child;
  if (around.type === 'IfStatement' || around.type === 'SwitchStatement') return true;
  return around.type === 'ExpressionStatement' || around.type === 'ReturnStatement' || around.type === 'ThrowStatement';
}

function statementsAfter(declaration: TSESTree.VariableDeclaration, reads: readonly Node[]): readonly Node[] | null {
  const list = statementListOf(declaration) ?? [];
  const places = reads.map((read) => list.findIndex((statement) => contains(statement, read)));
  const start = list.indexOf(declaration);
  if (start < 0 || places.some((place) => place < start)) return null;
  const last = Math.max(...places);
  return last > start ? list.slice(start + 1, last + 1) : null;
}

function isParameterElsewhere({ defs: [definition], scope }: Variable, node: Node): boolean {
  return definition?.type === 'Parameter' && !contains(scope.block, node);
}

/** Whether what is written is nothing that the source, or a part of it, can be. */
function isApart(
  code: SourceCode,
  { variable, object }: Write,
  { owned }: DeepReads,
  extent: readonly Node[],
): boolean {
  if (object === null) return true;
  if (!variable) return false;
  if (owned.has(variable)) return true;
  if (!holdsOnlyFresh(code, variable)) return false;
  const [declared] = variable.identifiers;
  const [first] = extent;
  if (!declared || !first) return false;
  const isNew = extent.some((one) => contains(one, declared));
  const home = functionAround(declared);
  // Who gets it from a call that is over may have put it into the source before the next one.
  return (
    isNew ||
    (home === functionAround(first) && flowOf(code, variable).escapes.every((escape) => isByReturn(escape, home)))
  );
}

/** `return out;`, `return { out };` */
function isByReturn({ how, node }: Escape, home: Node | null): boolean {
  if (how === 'returned') return true;
  return how === 'stored' && statementAround(node).type === 'ReturnStatement' && functionAround(node) === home;
}
