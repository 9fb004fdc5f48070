// Makes the function a generator: `out.push(x)` becomes `yield x`, the array and its `return` go. Where it calls itself,
// the array becomes a parameter that every call hands down instead.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../core/edit.js';
import { definePattern } from '../core/pattern.js';
import type { NewCode } from '../core/new-code.js';
import { removeItem } from '../core/removal.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type EagerProducer, type RecursiveCopies } from '../rules/no-eager-producer.js';
import { addParameter, becomeGenerator } from './no-eager-producer/signature.js';

export const pattern = definePattern(rule, (match, writer) =>
  match.messageId === 'eagerProducer' ? generatorEdits(match, writer) : sharedArrayEdits(match, writer),
);

function generatorEdits({ builder, returnType, documented, consumers }: EagerProducer, writer: SourceWriter): Edit[] {
  const { first, pushes, returns, node } = builder;
  return [
    ...becomeGenerator(node, returnType, writer),
    ...(documented ? [writer.replaceText(documented.range, documented.type)] : []),
    replaceArray(
      builder,
      first.map((element) => writer.statements`yield ${element};`),
      writer,
    ),
    ...pushes.map((push) => yieldInstead(push, writer)),
    ...returns.map((exit) =>
      exit.statement === node.body.body.at(-1) ? writer.remove(exit.statement) : leave(exit, writer),
    ),
    ...consumers.flatMap(({ awaiting, call, consumption }) => {
      if (!awaiting || consumption.kind !== 'forOf') return [];
      const [start] = consumption.node.range;
      return [writer.replaceText([start, start + 'for'.length], 'for await'), writer.replace(awaiting, call)];
    }),
  ];
}

/** Puts statements in the place of the array's declaration, of which the other variables stay. */
function replaceArray({ declaration, declarator }: Builder, instead: readonly NewCode[], writer: SourceWriter): Edit {
  if (declaration.declarations.length > 1) return removeItem(writer.code, declaration.declarations, declarator);
  return instead.length > 0 ? writer.replace(declaration, writer.statements`${instead}`) : writer.remove(declaration);
}

type Builder = EagerProducer['builder'];

function yieldInstead({ statement, call, test }: Builder['pushes'][number], writer: SourceWriter): Edit {
  const [only, ...others] = call.arguments;
  if (only && others.length === 0 && !test) return writer.replace(call, yielding(only, 'expression', writer));
  const yields = call.arguments.map((argument) => yielding(argument, 'statements', writer));
  if (test) return writer.replace(statement, writer.statements`if (${test}) { ${yields} }`);
  return inPlaceOf(statement, yields, writer);
}

/** `return [root];` becomes `yield root; return;` */
function leave({ statement, elements }: Builder['returns'][number], writer: SourceWriter): Edit {
  if (elements.length === 0) return writer.replace(statement, writer.statements`return;`);
  const yields = elements.map((element) => yielding(element, 'statements', writer));
  return inPlaceOf(statement, [...yields, writer.statements`return;`], writer);
}

/** Several statements in the place of one, which may be the branch of an `if` or the body of a loop. */
function inPlaceOf(statement: TSESTree.Statement, instead: readonly NewCode[], writer: SourceWriter): Edit {
  const isInList = statement.parent.type === 'BlockStatement' || statement.parent.type === 'SwitchCase';
  return isInList
    ? writer.replace(statement, writer.statements`${instead}`)
    : writer.replaceBranch(statement, writer.block`${instead}`);
}

function yielding(
  argument: TSESTree.CallExpressionArgument,
  kind: 'expression' | 'statements',
  writer: SourceWriter,
): NewCode {
  if (argument.type === 'SpreadElement') return writer[kind]`yield* ${argument.argument}`;
  return writer[kind]`yield ${argument}`;
}

function sharedArrayEdits({ builder, descents, element }: RecursiveCopies, writer: SourceWriter): Edit[] {
  const { name } = builder.array;
  return [
    addParameter(builder, element, writer),
    replaceArray(
      builder,
      builder.first.map((item) => writer.statements`${name}.push(${item});`),
      writer,
    ),
    ...builder.returns.flatMap(({ statement, elements }) => {
      if (elements.length === 0) return [];
      return [inPlaceOf(statement, [writer.statements`${name}.push(${[...elements]}); return ${name};`], writer)];
    }),
    ...descents.map(({ node, call, value }) => {
      const shared = writer.expression`${call.callee}(${[...call.arguments, name]})`;
      const handed = value === call ? shared : writer.expression`await ${shared}`;
      return writer.replace(node, node.type === 'ForOfStatement' ? writer.statements`${handed};` : handed);
    }),
  ];
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
