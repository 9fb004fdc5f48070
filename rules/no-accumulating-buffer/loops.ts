// A buffer that grows in loops: `let out = …; for (…) out = …; use(out);`

import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, contains, functionAround, statementAround } from '../../analysis/enclosing.js';
import { nextStatement } from '../../analysis/order.js';
import { repetitionsOf, type Repetition } from '../../analysis/repetition.js';
import { useOf } from '../../analysis/uses.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Accumulation, Found, Join } from './accumulation.js';

/** All steps stand in one list of statements after the declaration: `let out = …; for (…) out = …; use(out);` */
export function byLoop(code: SourceCode, { variable, declarator, steps, others, reads }: Found): Accumulation | null {
  const declaration = declarator.parent;
  const list = declaration.parent;
  if (list.type !== 'BlockStatement' && list.type !== 'Program' && list.type !== 'StaticBlock') return null;
  const repeated = steps.map(({ assignment }) => repetitionsOf(code, assignment, declarator));
  const loops = repeated.filter((one) => one !== null);
  if (loops.length < repeated.length || loops.every((one) => one.length === 0)) return null;
  const statements: readonly TSESTree.Node[] = list.body;
  const places = steps.map((step) => statements.findIndex((statement) => contains(statement, step.assignment)));
  const from = statements.indexOf(declaration);
  const isPlain = (index: number): boolean => {
    const statement = statements[index];
    return steps.some(({ assignment }) => statement !== undefined && statement === assignment.parent);
  };
  const to = lastTogether(places, loops, isPlain);
  if (places.some((place) => place <= from)) return null;
  const joined = statements[to] as TSESTree.Statement | undefined;
  const firstPlace = statements[Math.min(...places)];
  if (!joined || !firstPlace) return null;
  const early = steps.filter((_, index) => (places[index] ?? 0) <= to);
  const [first, ...more] = early;
  const end = joined.range[1];
  const isLate = (node: Node): boolean => node.range[0] >= end && contains(list, node) && !isHoisted(node, list);
  const lateSteps = steps.filter((step) => !early.includes(step));
  if (!first || !others.every(isLate)) return null;
  const late = [...reads.filter(isLate), ...lateSteps.map(({ assignment }) => assignment)];
  const exits: Node[] = [];
  const lengthReads: Node[] = [];
  for (const read of reads) {
    if (isLate(read)) continue;
    if (isExit(read, reads, declarator)) exits.push(read);
    else if (isLengthRead(read) && contains(joined, read)) lengthReads.push(read);
    else return null;
  }
  const next = nextStatement(joined);
  const isReturned =
    late.length === 1 && others.length === 0 && next?.type === 'ReturnStatement' && next.argument === late[0];
  const joins: Join[] = exits.map((read) => ({ kind: 'inPlace', read }));
  if (isReturned && late[0]) joins.push({ kind: 'inPlace', read: late[0] });
  else if (late.length > 0)
    joins.push({ kind: 'after', statement: joined, isWrittenLater: others.length + lateSteps.length > 0 });
  if (joins.length === 0) return null;
  return {
    variable,
    declarator,
    steps: [first, ...more],
    extent: statements.slice(Math.min(...places), to + 1),
    repetitions: loops.flat(),
    joins,
    lengthReads,
  };
}

/** The last loop with steps, and steps that follow it directly. */
function lastTogether(
  places: readonly number[],
  loops: readonly (readonly Repetition[])[],
  isStep: (place: number) => boolean,
): number {
  let last = Math.max(...places.filter((_, index) => (loops[index]?.length ?? 0) > 0));
  while (isStep(last + 1)) last += 1;
  return last;
}

/** A function that is declared in the list may be called before the statements above it are done. */
function isHoisted(node: Node, list: Node): boolean {
  for (const around of ancestorsOf(node)) {
    if (around === list) return false;
    if (around.type === 'FunctionDeclaration') return true;
  }
  return true;
}

/** `return out;` or `throw new Failure(out);` in the loop: that happens once, and nothing is added afterwards. */
function isExit(read: Node, reads: readonly Node[], declarator: Node): boolean {
  const statement = statementAround(read);
  if (statement.type !== 'ReturnStatement' && statement.type !== 'ThrowStatement') return false;
  if (functionAround(read) !== functionAround(declarator)) return false;
  return reads.filter((other) => contains(statement, other)).length === 1;
}

/** What of a buffer can be counted along. */
export function isLengthRead(read: Node): boolean {
  const use = useOf(read);
  return use.kind === 'get' && (use.name === 'length' || use.name === 'byteLength');
}
