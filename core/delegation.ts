// A function that stays what it is for its callers, and hands its work to a new one beside it, which gets its body.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.js';
import { indentationAt, layoutOf } from './layout.js';
import { spliced, type Replacement } from './reindent.js';
import type { SourceCode } from './source-code.js';

type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export interface Delegation {
  /** The name of the new function. */
  readonly name: string;
  /** The call by which the old one hands on. */
  readonly call: string;
  /** What stands in the place of parts of the old parameters. */
  readonly parameters: readonly Replacement[];
  /** Statements with which the new function begins, though the body is an expression. */
  readonly before: readonly string[];
}

/** The body stays where it is, as that of the new function, whose head is put before it. */
export function delegated(code: SourceCode, node: FunctionNode, delegation: Delegation): Edit[] {
  const { lineEnding, semicolons, indent } = layoutOf(code);
  const { name, call, parameters, before } = delegation;
  const line = lineEnding + indentationAt(code, node.range[0]);
  const end = semicolons ? ';' : '';
  if (node.type !== 'ArrowFunctionExpression') {
    const start = node.id ?? code.getFirstToken(node, { filter: ({ value }) => value === 'function' });
    const head = spliced(code, [start?.range[1] ?? node.range[0], node.body.range[0]], parameters);
    const own = node.type === 'FunctionDeclaration' ? `function ${name}` : `const ${name} = function `;
    const closing = node.type === 'FunctionDeclaration' ? '}' : `}${end}`;
    const text = `{${line}${indent}return ${call}${end}${line}${closing}${lineEnding}${line}${own}${head.trimStart()}`;
    return [{ range: [node.body.range[0], node.body.range[0]], text, kept: [] }];
  }
  const arrow = code.getTokenBefore(node.body, { filter: ({ value }) => value === '=>' });
  const from = arrow?.range[0] ?? node.body.range[0];
  const head = spliced(code, [node.range[0], from], parameters).trim();
  // `xs => …`
  const list = /^[(<]/.test(head) ? head : `(${head})`;
  const text = ` ${call}${end}${lineEnding}${line}const ${name} = ${list} =>`;
  return intoBlock(code, node, before, text);
}

/** Makes a block of an arrow function's body, which is an expression: the statements, and its `return`. */
export function intoBlock(
  code: SourceCode,
  node: TSESTree.ArrowFunctionExpression,
  statements: readonly string[],
  between = '',
): Edit[] {
  const { lineEnding, semicolons, indent } = layoutOf(code);
  const arrow = code.getTokenBefore(node.body, { filter: ({ value }) => value === '=>' });
  const from = arrow?.range[1] ?? node.body.range[0];
  if (statements.length === 0) return [{ range: [from, from], text: between, kept: [] }];
  const line = lineEnding + indentationAt(code, node.range[0]);
  const end = semicolons ? ';' : '';
  const lines = statements.map((statement) => line + indent + statement + end).join('');
  // What stands in parentheses needs none behind `return`.
  return [
    { range: [from, node.body.range[0]], text: `${between} {${lines}${line}${indent}return `, kept: [] },
    { range: [node.body.range[1], node.range[1]], text: `${end}${line}}`, kept: [] },
  ];
}
