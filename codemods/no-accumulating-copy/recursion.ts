// Passes the array itself from call to call, and an index.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround } from '../../analysis/enclosing.js';
import { variableOf } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import { delegated, intoBlock } from '../../core/delegation.js';
import type { Edit } from '../../core/edit.js';
import type { Node } from '../../core/source-code.js';
import type { NewCode } from '../../core/new-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { LengthTest } from '../../rules/no-accumulating-copy/recursion-lengths.js';
import type { Plan } from '../../rules/no-accumulating-copy/recursion-plan.js';
import type { Head, RestCall, RestDeclaration } from '../../rules/no-accumulating-copy/recursion.js';

export function passIndex(plan: Plan, writer: SourceWriter): Edit[] {
  const { calls, declarations, elements, lengths } = plan.recursion;
  return [
    ...signature(plan, writer),
    ...calls.flatMap((call) => callAgain(plan, call, writer)),
    ...declarations.map((declaration) => declare(plan, declaration, writer)),
    ...elements.flatMap(({ node, offset }) => [
      writer.replaceText(unwrapped(node.object).range, plan.list),
      writer.replaceText(node.property.range, at(plan.index, offset)),
    ]),
    ...lengths.map((test) => writer.replace(test.node, askLength(plan, test, writer))),
  ];
}

function at(index: string, offset: number): string {
  return offset === 0 ? index : `${index} + ${offset}`;
}

function callAgain({ list, index, place }: Plan, { call, argument, offset }: RestCall, writer: SourceWriter): Edit[] {
  const moved = at(index, offset);
  const end = endOfArgument(argument, call, writer);
  const isName = argument.type === 'Identifier' && argument.name === list;
  const array = isName ? [] : [writer.replaceText(argument.range, list)];
  if (place.kind === 'helper') {
    return [writer.replaceText(call.callee.range, place.name), ...array, writer.insertText(end, `, ${moved}`)];
  }
  const last = call.arguments.at(-1) ?? argument;
  return [...array, writer.insertText(endOfArgument(last, call, writer), `, ${moved}`)];
}

/** Behind the parentheses that an argument stands in. */
function endOfArgument(argument: Node, call: TSESTree.CallExpression, { code }: SourceWriter): number {
  const close = code.getLastToken(call);
  let end = argument.range[1];
  for (let token = code.getTokenAfter(argument); token?.value === ')' && token !== close;) {
    end = token.range[1];
    token = code.getTokenAfter(token);
  }
  return end;
}

function declare({ list, index }: Plan, { declaration, heads }: RestDeclaration, writer: SourceWriter): Edit {
  const used = heads.filter(({ target }) => isUsed(target, writer));
  if (used.length === 0) return writer.remove(declaration);
  const items = used.map(
    ({ target, offset }) => writer.statements`${declaration.kind} ${target} = ${list}[${at(index, offset)}];`,
  );
  return writer.replace(declaration, writer.statements`${items}`);
}

function isUsed(target: Head['target'], { code }: SourceWriter): boolean {
  // A pattern within throws for `undefined`.
  return target.type !== 'Identifier' || (variableOf(code, target)?.references ?? []).some(({ init }) => init !== true);
}

function askLength({ list, index }: Plan, { offset, asks }: LengthTest, writer: SourceWriter): NewCode {
  const place = at(index, offset);
  if (asks.kind === 'empty') return writer.expression`${place} >= ${list}.length`;
  if (asks.kind === 'any') return writer.expression`${place} < ${list}.length`;
  return writer.expression`${list}.length - ${index} ${asks.operator} ${asks.value + offset}`;
}

function signature(plan: Plan, writer: SourceWriter): Edit[] {
  const { recursion, list, index, place, typescript } = plan;
  const { callee, parameter } = recursion;
  const edits: Edit[] = [];
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const annotation = 'typeAnnotation' in target ? target.typeAnnotation : undefined;
  if (target.type === 'ArrayPattern') {
    edits.push(writer.replaceText([target.range[0], annotation?.range[0] ?? target.range[1]], list));
  }
  const heads = headsOf(plan, writer);
  const isExpression = callee.type === 'ArrowFunctionExpression' && callee.body.type !== 'BlockStatement';
  if (!isExpression) edits.push(...beginWith(heads.declared, callee.body, writer));
  const before = isExpression ? heads.declared : [];
  edits.push(...heads.replaced);
  if (place.kind === 'parameter') {
    if (isExpression && before.length > 0) edits.push(...intoBlock(writer.code, callee, before));
    return [...edits, addIndex(plan, writer)];
  }
  const type = annotation ? writer.code.getText(annotation) : '';
  const parameters = [
    {
      range: parameter.range,
      text: `${list}${type},${gapBefore(parameter, writer)}${index}${typescript ? ': number' : ''}`,
    },
    ...place.given
      .filter((given) => given !== parameter)
      .map((given) => ({ range: given.range, text: withoutDefault(given, plan, writer) })),
  ];
  const passed = callee.params.flatMap((other) => {
    if (other === parameter) return [place.copies ? `[...${list}]` : list, '0'];
    const name = other.type === 'AssignmentPattern' ? other.left : other;
    return name.type === 'Identifier' ? [name.name] : [];
  });
  const call = `${place.name}(${passed.join(', ')})`;
  return [...edits, ...delegated(writer.code, callee, { name: place.name, call, parameters, before })];
}

/** `depth = 0` has the type of its default. */
function withoutDefault(
  { left, right }: TSESTree.AssignmentPattern,
  { typescript }: Plan,
  writer: SourceWriter,
): string {
  const isTyped = !typescript || ('typeAnnotation' in left && left.typeAnnotation);
  const type = isTyped || right.type !== 'Literal' ? '' : `: ${typeof right.value}`;
  return writer.code.getText(left) + type;
}

interface Heads {
  /** `const first = items[index]` */
  readonly declared: readonly string[];
  readonly replaced: readonly Edit[];
}

/** What a pattern among the parameters took: declared in the body, or read where it is used, if that is one place. */
function headsOf({ recursion, list, index }: Plan, writer: SourceWriter): Heads {
  const { code } = writer;
  const { callee } = recursion;
  const heads = recursion.list.kind === 'pattern' ? recursion.list.heads : [];
  const used = heads.filter(({ target }) => isUsed(target, writer));
  const reads = used.map(
    ({ target }) => variableOf(code, target)?.references.map(({ identifier }) => identifier) ?? [],
  );
  const isSingle = reads.every(
    ([read, ...others]) =>
      read !== undefined && others.length === 0 && functionAround(read) === callee && isPlainRead(read),
  );
  if (isSingle && callee.body.type !== 'BlockStatement') {
    const replaced = used.map(({ offset }, number) => {
      const [read] = reads[number] ?? [];
      const element = writer.expression`${list}[${at(index, offset)}]`;
      return read ? [writer.replace(read, element)] : [];
    });
    return { declared: [], replaced: replaced.flat() };
  }
  const declared = used.map(({ target, offset }) => {
    const references = variableOf(code, target)?.references ?? [];
    const isWritten = references.some((reference) => reference.isWrite() && reference.init !== true);
    return `${isWritten ? 'let' : 'const'} ${code.getText(target)} = ${list}[${at(index, offset)}]`;
  });
  return { declared, replaced: [] };
}

function isPlainRead(read: Node): boolean {
  const { parent } = read;
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  const isWritten = parent?.type === 'AssignmentExpression' || parent?.type === 'UpdateExpression';
  // `xs[0]()` has the array for its `this`.
  const isCallee = parent?.type === 'CallExpression' && parent.callee === read;
  return !isShorthand && !isWritten && !isCallee && parent?.type !== 'TaggedTemplateExpression';
}

function beginWith(statements: readonly string[], body: Node, writer: SourceWriter): Edit[] {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  if (!first || statements.length === 0) return [];
  return [writer.insertBefore(first, writer.statements`${statements.map((text) => `${text};`).join('\n')}`)];
}

function addIndex({ recursion: { callee }, index }: Plan, writer: SourceWriter): Edit {
  const { code } = writer;
  const parameter = `${index} = 0`;
  const last = callee.params.at(-1) ?? callee;
  if (code.getTokenAfter(last)?.value === '=>') {
    return writer.replaceText(last.range, `(${code.getText(last)}, ${parameter})`);
  }
  return writer.insertText(last.range[1], `,${gapBefore(last, writer)}${parameter}`);
}

/** A list with a line for each parameter gets another line. */
function gapBefore(parameter: Node, { code }: SourceWriter): string {
  return /\r?\n[\t ]*$/.exec(code.text.slice(0, parameter.range[0]))?.[0] ?? ' ';
}
