// Expressions that copy a buffer or typed array whole, to have more at its end.

import type { TSESTree } from '@typescript-eslint/utils';
import { TYPED_ARRAYS } from '../../analysis/builtins.js';
import { globalName } from '../../analysis/callees.js';
import { declaredTypeOf } from '../../analysis/declared-types.js';
import { readsVariable, variableNamedBy, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** What is added: many elements at once, or single ones. */
export type Chunk =
  | { readonly kind: 'many'; readonly node: TSESTree.Expression }
  | { readonly kind: 'single'; readonly elements: readonly TSESTree.Expression[] };

export interface Growth {
  /** The copy. */
  readonly node: Node;
  /** What makes the copy: the callee `Buffer.concat`, or the name of the typed array's constructor. */
  readonly maker: TSESTree.Expression;
  readonly makerName: string;
  readonly chunks: readonly Chunk[];
  /** What is added comes first. */
  readonly prepends: boolean;
  /** The variable that holds the copy for a moment: `const merged = …; merged.set(out); …; out = merged;`. */
  readonly by: { readonly variable: Variable; readonly first: TSESTree.VariableDeclaration } | null;
}

export function growthOf(code: SourceCode, assignment: TSESTree.AssignmentExpression): Growth | null {
  const variable = variableNamedBy(code, assignment.left);
  if (!variable || assignment.operator !== '=') return null;
  const value = unwrapped(assignment.right);
  switch (value.type) {
    case 'CallExpression':
      return concatenated(code, value, variable) ?? spread(code, value, variable);
    case 'NewExpression':
      return spread(code, value, variable);
    case 'Identifier':
      return regrown(code, assignment, value, variable);
    default:
      return null;
  }
}

/** `Buffer.concat([out, chunk])`, also with the length that it has anyway. */
function concatenated(code: SourceCode, call: TSESTree.CallExpression, variable: Variable): Growth | null {
  const [list, length, ...others] = call.arguments;
  if (globalName(code, call.callee) !== 'Buffer.concat' || list?.type !== 'ArrayExpression' || others.length > 0)
    return null;
  const items = list.elements.filter((element) => element !== null && element.type !== 'SpreadElement');
  if (items.length !== list.elements.length || items.length < 2) return null;
  const index = items.findIndex((item) => variableNamedBy(code, unwrapped(item)) === variable);
  const added = items.filter((_, position) => position !== index);
  if (index < 0 || added.some((item) => readsVariable(item, variable))) return null;
  if (length && !isWholeLength(code, length, items)) return null;
  const chunks = added.map((node): Chunk => ({ kind: 'many', node }));
  return { node: call, maker: call.callee, makerName: 'Buffer', chunks, prepends: index > 0, by: null };
}

/** `out.length + chunk.length` */
function isWholeLength(code: SourceCode, length: Node, items: readonly Node[]): boolean {
  const terms = termsOf(length).map((term) => {
    const node = unwrapped(term);
    const isLength = node.type === 'MemberExpression' && /^(?:byteL|l)ength$/.test(propertyName(node) ?? '');
    return isLength ? variableNamedBy(code, unwrapped(node.object)) : null;
  });
  const variables = items.map((item) => variableNamedBy(code, unwrapped(item)));
  return (
    terms.length === items.length &&
    new Set(variables).size === items.length &&
    variables.every((variable) => variable !== null && terms.includes(variable))
  );
}

function termsOf(sum: Node): Node[] {
  return sum.type === 'BinaryExpression' && sum.operator === '+'
    ? [...termsOf(sum.left), ...termsOf(sum.right)]
    : [sum];
}

/** `new Uint8Array([...out, ...chunk])`, `Uint8Array.from([...out, ...chunk])`, `Uint8Array.of(...out, ...chunk)`. */
function spread(
  code: SourceCode,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  variable: Variable,
): Growth | null {
  const { callee } = call;
  const isNew = call.type === 'NewExpression';
  const maker = isNew ? callee : callee.type === 'MemberExpression' ? callee.object : null;
  const method = isNew ? null : propertyName(callee);
  const makerName = maker && typedArrayName(code, maker);
  if (!maker || !makerName || (!isNew && method !== 'from' && method !== 'of')) return null;
  const [list, ...others] = call.arguments;
  const elements =
    method === 'of' ? call.arguments : list?.type === 'ArrayExpression' && others.length === 0 ? list.elements : [];
  const index = elements.findIndex(
    (element) => element?.type === 'SpreadElement' && variableNamedBy(code, unwrapped(element.argument)) === variable,
  );
  const added = elements.filter((element, position) => element !== null && position !== index);
  if (index < 0 || added.length !== elements.length - 1 || added.length === 0) return null;
  if (added.some((element) => element && readsVariable(element, variable))) return null;
  const prepends = elements.length > 1 && index > 0;
  return { node: call, maker, makerName, chunks: chunksOf(added), prepends, by: null };
}

function chunksOf(elements: readonly (TSESTree.CallExpressionArgument | null)[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const element of elements) {
    const last = chunks.at(-1);
    if (!element) continue;
    if (element.type === 'SpreadElement') chunks.push({ kind: 'many', node: element.argument });
    else if (last?.kind === 'single') chunks.splice(-1, 1, { kind: 'single', elements: [...last.elements, element] });
    else chunks.push({ kind: 'single', elements: [element] });
  }
  return chunks;
}

/** Those of BigInts take no numbers. */
function typedArrayName(code: SourceCode, node: Node): string | null {
  const name = globalName(code, node);
  return name !== null && TYPED_ARRAYS.has(name) && !name.startsWith('Big') ? name : null;
}

/** `const merged = new Uint8Array(out.length + chunk.length); merged.set(out); merged.set(chunk, out.length); out = merged;` */
function regrown(
  code: SourceCode,
  assignment: TSESTree.AssignmentExpression,
  name: TSESTree.Identifier,
  variable: Variable,
): Growth | null {
  const by = variableNamedBy(code, name);
  const statement = assignment.parent;
  const list = statement.parent?.type === 'BlockStatement' ? statement.parent.body : [];
  const index = list.indexOf(statement as TSESTree.Statement);
  const [declaration, first, second] = index < 3 ? [] : list.slice(index - 3, index);
  if (!by || declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1) return null;
  const [declarator] = declaration.declarations;
  const made = declarator?.init;
  if (declarator && variableNamedBy(code, declarator.id) !== by) return null;
  // The declaration, two calls of `set`, and the assignment.
  if (made?.type !== 'NewExpression' || by.references.length !== 4 || made.arguments.length !== 1) return null;
  const makerName = typedArrayName(code, made.callee);
  const [size] = made.arguments;
  const before = first && setOf(code, first, by);
  const after = second && setOf(code, second, by);
  if (!makerName || !size || !before || !after) return null;
  const chunk = unwrapped(after.source);
  const isAtEnd = after.offset !== null && isWholeLength(code, after.offset, [assignment.left]);
  const isAtStart = before.offset === null || (before.offset.type === 'Literal' && before.offset.value === 0);
  if (variableNamedBy(code, unwrapped(before.source)) !== variable || !isAtStart || !isAtEnd) return null;
  if (chunk.type !== 'Identifier' || !isWholeLength(code, size, [assignment.left, chunk])) return null;
  const isInBytes = [size, after.offset].some((length) => length && code.getText(length).includes('byteLength'));
  if (isInBytes && !(makerName.includes('8') && isOfBytes(code, chunk))) return null;
  return {
    node: made,
    maker: made.callee,
    makerName,
    chunks: [{ kind: 'many', node: chunk }],
    prepends: false,
    by: { variable: by, first: declaration },
  };
}

/** Where elements are larger, the length in bytes is another one. */
function isOfBytes(code: SourceCode, chunk: Node): boolean {
  const type = declaredTypeOf(code, chunk);
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  return /^(?:Buffer|Uint8Array|Uint8ClampedArray|Int8Array)$/.test(type.typeName.name);
}

/** `by.set(source, offset);` */
function setOf(
  code: SourceCode,
  statement: Node,
  by: Variable,
): { readonly source: Node; readonly offset: Node | null } | null {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return null;
  const { callee, arguments: passed } = statement.expression;
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'set') return null;
  const [source, offset = null, ...others] = passed;
  if (variableNamedBy(code, callee.object) !== by || !source || others.length > 0) return null;
  return { source, offset };
}
