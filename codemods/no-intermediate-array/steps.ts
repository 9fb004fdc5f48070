// The stages of a chain as statements at the start of a turn, or as conditions.

import { moved, type Moved } from '../../core/moved.js';
import { negated } from '../../core/negation.js';
import type { Node } from '../../core/source-code.js';
import type { NewCode } from '../../core/new-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { Code, Step } from '../../rules/no-intermediate-array/turn.js';

export function codeOf(code: Code, writer: SourceWriter): Moved | NewCode {
  switch (code.kind) {
    case 'moved':
      return moved(code.node, code.names);
    case 'call':
      return writer.expression`${code.callee}(${code.argument})`;
    case 'name':
      return writer.expression`${code.name}`;
  }
}

/** @param skip what ends the turn. */
export function statementsOf(steps: readonly Step[], skip: NewCode, writer: SourceWriter): NewCode[] {
  return steps.map((step) => {
    switch (step.kind) {
      case 'guard':
        return writer.statements`if (${step.isOpposite ? codeOf(step.test, writer) : oppositeOf(step.test, writer)}) ${skip}`;
      case 'each':
        throw new Error('what follows is its body');
      case 'declaration':
        return writer.statements`${withoutSemicolon(moved(step.declaration.node, step.declaration.names))};`;
      case 'declare': {
        const value = codeOf(step.value, writer);
        const { target, type, keyword } = step;
        return type
          ? writer.statements`${keyword} ${target}: ${type.typeAnnotation} = ${value};`
          : writer.statements`${keyword} ${target} = ${value};`;
      }
    }
  });
}

/** As `statementsOf`, and then `turn`, which a last guard holds. */
export function turnAfter(
  steps: readonly Step[],
  turn: NewCode | Moved,
  skip: NewCode,
  writer: SourceWriter,
): NewCode[] {
  const statement = writer.statements`${turn};`;
  return nested(steps, skip, writer, (inner, innerSkip) => {
    const last = inner.at(-1);
    if (last?.kind !== 'guard') return [...statementsOf(inner, innerSkip, writer), statement];
    const { test, isOpposite } = last;
    const held = isOpposite ? oppositeOf(test, writer) : codeOf(test, writer);
    return [...statementsOf(inner.slice(0, -1), innerSkip, writer), writer.statements`if (${held}) { ${statement} }`];
  });
}

/** As `statementsOf`, and then the statements of `content` as they stand. */
export function statementsAround(
  steps: readonly Step[],
  content: Node,
  skip: NewCode,
  writer: SourceWriter,
): NewCode[] {
  return nested(steps, skip, writer, (inner, innerSkip) => [
    ...statementsOf(inner, innerSkip, writer),
    writer.statements`${content};`,
  ]);
}

/** The steps up to a loop of their own, and that loop. */
function nested(
  steps: readonly Step[],
  skip: NewCode,
  writer: SourceWriter,
  within: (steps: readonly Step[], skip: NewCode) => NewCode[],
): NewCode[] {
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'each') continue;
    const body = nested(steps.slice(index + 1), writer.statements`continue;`, writer, within);
    const { keyword, target, value } = step;
    return [
      ...statementsOf(steps.slice(0, index), skip, writer),
      writer.statements`for (${keyword} ${target} of ${codeOf(value, writer)}) { ${body} }`,
    ];
  }
  return within(steps, skip);
}

/** All guards as one condition; `null` where there are other steps too. */
export function conditionOf(steps: readonly Step[], writer: SourceWriter): NewCode | Moved | Node | null {
  let condition: NewCode | Moved | Node | null = null;
  for (const step of steps) {
    if (step.kind !== 'guard') return null;
    const test = step.isOpposite ? oppositeOf(step.test, writer) : codeOf(step.test, writer);
    condition = condition ? writer.expression`${condition} && ${test}` : test;
  }
  return condition;
}

function withoutSemicolon(declaration: Moved): Moved {
  const { node, range } = declaration;
  const last = node.type === 'VariableDeclaration' ? node.declarations.at(-1) : null;
  return last ? { ...declaration, range: [range[0], last.range[1]] } : declaration;
}

function oppositeOf(test: Code, writer: SourceWriter): Node | Moved | NewCode {
  return test.kind === 'moved'
    ? negated(moved(test.node, test.names), writer)
    : writer.expression`!${codeOf(test, writer)}`;
}
