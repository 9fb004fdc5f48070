// The head of a function: what makes it a generator, and an array as its last parameter.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../../core/edit.js';
import type { Node } from '../../core/source-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { EagerProducer, RecursiveCopies } from '../../rules/no-eager-producer.js';

type FunctionNode = EagerProducer['builder']['node'];

/** `function f(x): T[]` becomes `function* f(x): Generator<T>`, `(x) =>` becomes `function* (x)`. */
export function becomeGenerator(node: FunctionNode, change: EagerProducer['returnType'], writer: SourceWriter): Edit[] {
  const edits: Edit[] = [];
  let written = '';
  if (change.kind === 'generator') {
    const type = `${node.async ? 'AsyncGenerator' : 'Generator'}<${writer.code.getText(change.element)}>`;
    if (change.replaces) edits.push(writer.replaceText(change.replaces.range, type));
    else written = `: ${type}`;
  }
  if (node.type === 'ArrowFunctionExpression') return [...edits, ...arrowHead(node, written, writer)];
  const keyword = writer.code.getFirstToken(node, { filter: ({ value }) => value === 'function' });
  const beforeBody = writer.code.getTokenBefore(node.body);
  if (keyword) edits.push(writer.insertText(keyword.range[1], '*'));
  if (written && beforeBody) edits.push(writer.insertText(beforeBody.range[1], written));
  return edits;
}

/** An arrow function cannot be a generator; the function expression in its place stands where it stood. */
function arrowHead(node: TSESTree.ArrowFunctionExpression, returnType: string, writer: SourceWriter): Edit[] {
  const { code } = writer;
  const arrow = code.getTokenBefore(node.body, { filter: ({ value }) => value === '=>' });
  const last = arrow && code.getTokenBefore(arrow);
  if (!arrow || !last) return [];
  const start = node.async ? (code.getFirstToken(node)?.range[1] ?? node.range[0]) : node.range[0];
  const [only] = node.params;
  const gap = last.range[1] === arrow.range[0] ? ' ' : '';
  return [
    writer.insertText(start, node.async ? ' function*' : 'function* '),
    last.range[1] === only?.range[1]
      ? writer.replaceText(only.range, `(${code.getText(only)})${returnType}`)
      : writer.insertText(last.range[1], returnType),
    writer.replaceText([arrow.range[0], node.body.range[0]], gap),
    ...semicolonAfter(node, writer),
  ];
}

/** What follows on the next line would go on with a function expression, but not with an arrow function. */
function semicolonAfter(node: TSESTree.ArrowFunctionExpression, writer: SourceWriter): Edit[] {
  const { code } = writer;
  const next = code.getTokenAfter(node);
  if (!next || !/^[([`+\-*/.]/.test(next.value)) return [];
  return [writer.insertText(node.range[1], ';')];
}

/** `walk(node)` becomes `walk(node, out: T[] = [])`. */
export function addParameter(
  { node, declarator }: RecursiveCopies['builder'],
  element: RecursiveCopies['element'],
  writer: SourceWriter,
): Edit {
  const { code } = writer;
  const { name, typeAnnotation } = declarator.id;
  const type = typeAnnotation
    ? code.getText(typeAnnotation)
    : element
      ? `: ${arrayOf(element, code.getText(element))}`
      : '';
  const parameter = `${name}${type} = []`;
  const last = node.params.at(-1);
  if (last && code.getTokenAfter(last)?.value === '=>')
    return writer.replaceText(last.range, `(${code.getText(last)}, ${parameter})`);
  if (last) return writer.insertText(last.range[1], `,${gapBefore(last, writer)}${parameter}`);
  const close = code.getTokenBefore(node.returnType ?? node.body, { filter: ({ value }) => value === ')' });
  return writer.insertText(close?.range[0] ?? node.body.range[0], parameter);
}

/** A list with a line for each parameter gets another line. */
function gapBefore(parameter: Node, { code }: SourceWriter): string {
  const [start] = parameter.range;
  return /\r?\n[\t ]*$/.exec(code.text.slice(0, start))?.[0] ?? ' ';
}

function arrayOf(element: Node, text: string): string {
  return /^TS(?:Union|Intersection|Function|Conditional|Infer|Constructor)Type$|^TSTypeOperator$/.test(element.type)
    ? `(${text})[]`
    : `${text}[]`;
}
