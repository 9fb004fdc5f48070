// Counts instead of making an array to walk.

import type { Edit } from '../core/edit.js';
import { definePattern } from '../core/pattern.js';
import type { Node } from '../core/source-code.js';
import type { NewCode } from '../core/new-code.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type Rewriting } from '../rules/no-materialized-range.js';
import type { Counting } from '../rules/no-materialized-range/counting.js';

export const pattern = definePattern(rule, ({ node, rewriting }, writer) => {
  switch (rewriting?.kind) {
    case undefined:
      return [];
    case 'loop':
      return loopEdits(rewriting, writer);
    case 'from': {
      const { call, from } = rewriting;
      const all = [...from.arguments, ...call.arguments];
      return [writer.replace(call, writer.expression`${from.callee}(${all})`)];
    }
    case 'numbers':
      return [writer.replace(node, writer.expression`Array.from({ length: ${rewriting.length} }, (_, i) => i)`)];
  }
});

function loopEdits({ walk, counting }: Extract<Rewriting, { kind: 'loop' }>, writer: SourceWriter): Edit[] {
  const { statement, body, exits } = walk;
  const { value } = counting;
  const first = value ? [writer.statements`${value.declare} ${value.target} = ${value.expression};`] : [];
  const only = expressionOf(body, writer);
  if (only && (value || !isStatement(body))) {
    return [
      writer.replace(
        statement,
        counted(writer.statements`{ ${[...first, writer.statements`${only};`]} }`, counting, writer),
      ),
    ];
  }
  const [next] = body.type === 'BlockStatement' ? body.body : [];
  return [
    ...writer.surround(statement, body, counted(body, counting, writer)),
    ...(next ? first.map((declaration) => writer.insertBefore(next, declaration)) : []),
    ...exits.map(({ range: [start] }) => writer.replaceText([start, start + 'return'.length], 'continue')),
  ];
}

/** The one expression that the body is, where it stands on a line of its own. */
function expressionOf(body: Node, { code }: SourceWriter): Node | null {
  if (!isStatement(body)) return body;
  if (body.type === 'ExpressionStatement') return body.expression;
  const [only, ...others] = body.type === 'BlockStatement' ? body.body : [];
  const isOneLine = !code.getText(body).includes('\n');
  return isOneLine && only?.type === 'ExpressionStatement' && others.length === 0 ? only.expression : null;
}

function isStatement({ type }: Node): boolean {
  return type.endsWith('Statement');
}

function counted(body: Node | NewCode, { counter, from, length, limit }: Counting, writer: SourceWriter): NewCode {
  const { text } = writer.code;
  const step = !text.includes('++') && / \+= 1\b/.test(text) ? `${counter} += 1` : `${counter}++`;
  const comparison = from === 0 ? '<' : '<=';
  if (limit === null) {
    const end = plain(length, writer);
    return writer.statements`for (let ${counter} = ${from}; ${counter} ${comparison} ${end}; ${step}) ${body}`;
  }
  return writer.statements`for (let ${counter} = ${from}, ${limit} = ${length}; ${counter} ${comparison} ${limit}; ${step}) ${body}`;
}

/** Arithmetic needs no parentheses beside a comparison. */
function plain(length: Node, writer: SourceWriter): Node | NewCode {
  if (length.type !== 'BinaryExpression') return length;
  return writer.expression`${plain(length.left, writer)} ${length.operator} ${plain(length.right, writer)}`;
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
