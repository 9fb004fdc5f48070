// One place where the accumulator gets its next value: there the additions are written into it instead.

import type { Copy } from '../../analysis/copies.js';
import type { Edit } from '../../core/edit.js';
import type { Node } from '../../core/source-code.js';
import type { NewCode } from '../../core/new-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { Writing } from '../../rules/no-accumulating-copy.js';
import { copiesIn, hasFresh, type Outcome, type Step } from '../../rules/no-accumulating-copy/steps.js';
import { choiceOf } from './choice.js';
import { assignInPlace, assignStatement, assignmentStatements } from './object.js';
import { chainOf, statementsFor } from './writes.js';

export interface Frame {
  readonly writer: SourceWriter;
  readonly writings: ReadonlyMap<Copy, Writing>;
  /** What the accumulator is called. */
  readonly name: string;
}

export function rewriteStep(step: Step, frame: Frame): Edit[] {
  const { writer } = frame;
  const copies = [...copiesIn(step.outcome)];
  const canStay = copies.every((copy) => isExpression(copy, frame));
  switch (step.kind) {
    case 'body':
      if (canStay) return copies.flatMap((copy) => expressionEdits(copy, frame));
      return [writer.replaceArrowBody(step.arrow, writer.block`${results(step.outcome, frame)}`)];
    case 'return':
      if (canStay) return copies.flatMap((copy) => expressionEdits(copy, frame));
      return [writer.replace(step.statement, inPlaceOf(step.statement, results(step.outcome, frame), writer))];
    case 'clone': {
      const writes = additions(step.outcome, frame);
      if (writes.length === 0) return [writer.remove(step.declaration)];
      return [writer.replace(step.declaration, writer.statements`${writes}`)];
    }
    case 'assignment':
      return rewriteAssignment(step, frame);
  }
}

function rewriteAssignment(
  { statement, assignment, outcome }: Extract<Step, { kind: 'assignment' }>,
  frame: Frame,
): Edit[] {
  const { writer, writings } = frame;
  // The literal stays as it is written where it stands alone.
  if (
    outcome.kind === 'copy' &&
    statement.type === 'ExpressionStatement' &&
    writings.get(outcome.copy)?.kind === 'assign'
  ) {
    const value = writer.code.getTokenAfter(assignment.left, { filter: ({ value: text }) => text === '=' });
    const start = value && writer.code.getTokenAfter(value, { includeComments: true })?.range[0];
    return [
      writer.replaceText([assignment.range[0], start ?? assignment.right.range[0]], ''),
      ...assignInPlace(outcome.copy, frame.name, writer),
    ];
  }
  const writes = changes(outcome, frame);
  if (statement.type === 'ArrowFunctionExpression') {
    return [writer.replaceArrowBody(statement, writer.block`${writes}`)];
  }
  return [writer.replace(statement, inPlaceOf(statement, writes, writer))];
}

/** Statements for one statement, which may be all that an `if` or a loop has. */
export function inPlaceOf(statement: Node, code: readonly NewCode[], writer: SourceWriter): NewCode {
  const type = statement.parent?.type;
  const isListed = type === 'BlockStatement' || type === 'Program' || type === 'SwitchCase' || type === 'StaticBlock';
  return isListed ? writer.statements`${code}` : writer.block`${code}`;
}

/** A Map's `set` and a Set's `add` return it, as `Object.assign` does. */
function isExpression(copy: Copy, { writings }: Frame): boolean {
  const writing = writings.get(copy);
  if (writing?.kind === 'assign') return true;
  if (writing?.kind !== 'writes') return false;
  if (writing.writes.length === 0) return true;
  return copy.container !== 'array' && writing.writes.every(({ kind }) => kind === 'value' || kind === 'entry');
}

function expressionEdits(copy: Copy, { writer, writings, name }: Frame): Edit[] {
  const writing = writings.get(copy);
  if (writing?.kind === 'assign') return assignInPlace(copy, name, writer);
  return [writer.replace(copy.node, chainOf(writing?.kind === 'writes' ? writing.writes : [], name, writer))];
}

/** The statements that make the outcome and return it. */
function results(outcome: Outcome, frame: Frame): NewCode[] {
  const { writer, name } = frame;
  if (outcome.kind === 'fresh') return [writer.statements`return ${outcome.node};`];
  if (outcome.kind !== 'choice' || !hasFresh(outcome))
    return [...changes(outcome, frame), writer.statements`return ${name};`];
  return [
    writer.statements`if (${outcome.node.test}) { ${results(outcome.consequent, frame)} }`,
    ...results(outcome.alternate, frame),
  ];
}

/** The statements that make the variable hold the outcome. */
function changes(outcome: Outcome, frame: Frame): NewCode[] {
  const { writer, name } = frame;
  switch (outcome.kind) {
    case 'same':
      return [];
    case 'fresh':
      return [writer.statements`${name} = ${outcome.node};`];
    case 'copy':
      return additions(outcome, frame);
    case 'choice': {
      const consequent = changes(outcome.consequent, frame);
      const alternate = changes(outcome.alternate, frame);
      return [choiceOf(outcome.node.test, consequent, alternate, writer)];
    }
  }
}

function additions(outcome: Outcome, frame: Frame): NewCode[] {
  return outcome.kind === 'copy' ? additionsOf(outcome.copy, frame) : [];
}

/** The statements that write what the copy adds. */
export function additionsOf(copy: Copy, { writer, writings, name }: Frame): NewCode[] {
  const writing = writings.get(copy);
  switch (writing?.kind) {
    case 'assign':
      return [assignStatement(copy, name, writer)];
    case 'assignments':
      return assignmentStatements(copy, name, writer);
    case 'writes':
      return statementsFor(writing.writes, copy, name, writer);
    case undefined:
      return [];
  }
}
