// Properties written into an object: by assignments, or by `Object.assign` with the literal as it is written.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Copy } from '../../analysis/copies.js';
import type { Edit } from '../../core/edit.js';
import type { NewCode } from '../../core/new-code.js';
import { removeItem } from '../../core/removal.js';
import type { SourceWriter } from '../../core/source-writer.js';
import { plainPropertiesOf } from '../../rules/no-accumulating-copy/properties.js';

/** `acc.a = v; acc[k] = w;` */
export function assignmentStatements(copy: Copy, name: string, writer: SourceWriter): NewCode[] {
  return (plainPropertiesOf(copy) ?? []).map((property) => {
    const { key, value, computed, shorthand } = property;
    const assigned = shorthand ? key : value;
    if (!computed && key.type === 'Identifier') return writer.statements`${name}.${key.name} = ${assigned};`;
    return writer.statements`${name}[${key}] = ${assigned};`;
  });
}

/** Edits that make the copy an `Object.assign` to the accumulator; what it adds is not touched. */
export function assignInPlace(copy: Copy, name: string, writer: SourceWriter): Edit[] {
  const { node, form } = copy;
  const [only, ...others] = copy.additions;
  const { parent } = node;
  const isBody = parent.type === 'ArrowFunctionExpression' && parent.body === node;
  if (form === 'assign' && node.type === 'CallExpression' && node.arguments[0]) {
    return [removeItem(writer.code, node.arguments, node.arguments[0])];
  }
  if (form !== 'literal' || !only) return [writer.replace(node, writer.expression`${name}`)];
  if (others.length === 0 && only.kind === 'properties') {
    const assigned = writer.expression`Object.assign(${name}, ${only.node})`;
    return [isBody ? writer.replaceArrowBody(parent, assigned) : writer.replace(node, assigned)];
  }
  return literalInPlace(node, name, writer);
}

/** `({ ...acc, [k]: v })`: the parentheses of the literal become those of the call. */
function literalInPlace(node: Copy['node'], name: string, writer: SourceWriter): Edit[] {
  const { code } = writer;
  const before = code.getTokenBefore(node);
  const after = code.getTokenAfter(node);
  const isCall = before && /^[\w$)\]]/.test(code.getTokenBefore(before)?.value.at(-1) ?? '');
  const isClosed = before?.value === '(' && after?.value === ')' && !isCall;
  const [, second] = node.type === 'ObjectExpression' ? node.properties : [];
  const first = code.getFirstToken(node);
  const spread = first && code.getTokenAfter(first, { includeComments: true });
  const edits = [
    writer.replaceText([isClosed ? before.range[0] : node.range[0], node.range[0]], `Object.assign(${name}, `),
    writer.replaceText([spread?.range[0] ?? node.range[0], second?.range[0] ?? node.range[1]], ''),
  ];
  return isClosed ? edits : [...edits, writer.insertText(node.range[1], ')')];
}

/** As `assignInPlace`, for a new place. */
export function assignStatement(copy: Copy, name: string, writer: SourceWriter): NewCode {
  const items: readonly TSESTree.Node[] =
    copy.node.type === 'ObjectExpression' ? copy.node.properties.slice(1) : copy.additions.map(({ node }) => node);
  const [only, ...others] = copy.additions;
  if (copy.form === 'assign') return writer.statements`Object.assign(${name}, ${items});`;
  if (only?.kind === 'properties' && others.length === 0)
    return writer.statements`Object.assign(${name}, ${only.node});`;
  return writer.statements`Object.assign(${name}, { ${items} });`;
}
