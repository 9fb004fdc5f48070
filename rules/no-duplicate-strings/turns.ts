// Where the lines of a large text come by one after another, and what of a line a value is.
//
// Guarantee: a value that has a turn is a string or `undefined`, the same one each time that it is read within the turn,
// and reading it has no effect.

import type { TSESTree } from '@typescript-eslint/utils';
import { declaredTypeOf, elementTypeOf } from '../../analysis/declared-types.js';
import { ancestorsOf, isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { seesReceiver } from '../../analysis/flow.js';
import { isKind } from '../../analysis/origin.js';
import { useOf, usesOf, type Use } from '../../analysis/uses.js';
import { initializerOf, isWrittenOnce, variableNamedBy, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { isLargeText, isLineEnd, isReader } from './large-texts.js';

export interface Turn {
  /** The loop, or the call that calls back for each line. */
  readonly node: TSESTree.ForOfStatement | TSESTree.WhileStatement | TSESTree.CallExpression;
  /** What runs each time. */
  readonly body: Node;
}

/** `const a = b, b = a` and the like. */
const DEEPEST = 10;

/** The turn whose line the text was cut from, `null` for any other value. */
export function turnOfText(code: SourceCode, expression: Node, depth = 0): Turn | null {
  if (depth > DEEPEST) return null;
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Identifier':
      return turnOfName(code, node, depth);
    case 'MemberExpression': {
      const isIndex = node.computed && node.property.type === 'Literal' && typeof node.property.value === 'number';
      if (isIndex) return turnOfList(code, node.object, depth + 1);
      return propertyName(node) === null ? null : turnOfGroups(code, node.object, depth);
    }
    case 'LogicalExpression': {
      const isDefault = node.operator !== '&&' && isText(node.right);
      return isDefault ? turnOfText(code, node.left, depth + 1) : null;
    }
    case 'CallExpression': {
      const receiver = node.callee.type === 'MemberExpression' ? node.callee.object : null;
      const name = propertyName(node.callee) ?? '';
      return receiver && CUTTING.has(name) ? turnOfText(code, receiver, depth + 1) : null;
    }
    default:
      return null;
  }
}

/** Methods of strings that give a string, whatever they are given. */
const CUTTING = new Set(['trim', 'trimStart', 'trimEnd', 'slice', 'substring', 'substr', 'toLowerCase', 'toUpperCase']);

function isText(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string';
}

function turnOfName(code: SourceCode, name: TSESTree.Identifier, depth: number): Turn | null {
  const variable = variableNamedBy(code, name);
  const declared = variable && isWrittenOnce(variable) ? onlyNameOf(variable) : null;
  if (!variable || !declared) return null;
  const init = initializerOf(variable);
  if (init) return turnOfText(code, init, depth + 1);
  const { parent } = declared;
  // `const [id, status = 'open'] = …`
  const item =
    parent.type === 'AssignmentPattern' && parent.left === declared && isText(parent.right) ? parent : declared;
  const pattern = item.parent;
  if (pattern?.type === 'ArrayPattern') {
    const source = pattern.parent.type === 'VariableDeclarator' ? pattern.parent.init : null;
    const type = pattern.typeAnnotation?.typeAnnotation;
    if (type && !isListOfTexts(code, type)) return null;
    return source ? turnOfList(code, source, depth + 1) : turnGiving(code, pattern, 'list', depth);
  }
  if (pattern?.type === 'Property' && pattern.parent.type === 'ObjectPattern') {
    const { parent: declarator, typeAnnotation } = pattern.parent;
    const isGroups =
      declarator.type === 'VariableDeclarator' && declarator.init && !pattern.computed && !typeAnnotation;
    return isGroups && declarator.init ? turnOfGroups(code, declarator.init, depth) : null;
  }
  return item === declared ? turnGiving(code, declared, 'line', depth) : null;
}

function onlyNameOf({ defs }: Variable): TSESTree.Identifier | null {
  const [definition, ...others] = defs;
  return definition && others.length === 0 && definition.name.type === 'Identifier' ? definition.name : null;
}

/** `match.groups`, which holds nothing but strings. */
function turnOfGroups(code: SourceCode, expression: Node, depth: number): Turn | null {
  const groups = unwrapped(expression);
  return groups.type === 'MemberExpression' &&
    propertyName(groups) === 'groups' &&
    declaredTypeOf(code, groups) === null
    ? turnOfList(code, groups.object, depth + 1)
    : null;
}

/** `line.split(',')`, `line.match(pattern)`, `pattern.exec(line)`, by whatever name. */
function turnOfList(code: SourceCode, expression: Node, depth: number): Turn | null {
  if (depth > DEEPEST) return null;
  const type = declaredTypeOf(code, expression);
  // A tuple may say of one piece that it is something particular.
  if (type && !isListOfTexts(code, type)) return null;
  const node = unwrapped(expression);
  if (node.type === 'Identifier') {
    const variable = variableNamedBy(code, node);
    const declared = variable && onlyNameOf(variable);
    if (!variable || !declared || !isOnlyRead(code, variable)) return null;
    if (!isWrittenOnce(variable)) return turnOfSearch(code, variable);
    const init = initializerOf(variable);
    return init ? turnOfList(code, init, depth + 1) : turnGiving(code, declared, 'list', depth);
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object } = node.callee;
  const [first] = node.arguments;
  switch (propertyName(node.callee)) {
    case 'split':
    case 'match':
      return turnOfText(code, object, depth + 1);
    case 'exec':
      return first && isKind(code, object, 'regexp') ? turnOfText(code, first, depth + 1) : null;
    case 'slice':
      return turnOfList(code, object, depth + 1);
    case 'filter':
      return first && !seesReceiver(code, first, 2) ? turnOfList(code, object, depth + 1) : null;
    case 'map':
      return isCuttingEach(first) ? turnOfList(code, object, depth + 1) : null;
    default:
      return null;
  }
}

/** `string[]`, `RegExpExecArray | null` */
function isListOfTexts(code: SourceCode, type: TSESTree.TypeNode): boolean {
  return (
    /^RegExp(?:Match|Exec)Array(?: \| null)?$/.test(code.getText(type)) ||
    elementTypeOf(code, type)?.type === 'TSStringKeyword'
  );
}

/** `(part) => part.trim()` */
function isCuttingEach(callback: Node | undefined): boolean {
  if (callback?.type !== 'ArrowFunctionExpression' || callback.async) return false;
  const [parameter] = callback.params;
  const { body } = callback;
  return (
    body.type === 'CallExpression' &&
    body.callee.type === 'MemberExpression' &&
    CUTTING.has(propertyName(body.callee) ?? '') &&
    parameter?.type === 'Identifier' &&
    body.callee.object.type === 'Identifier' &&
    body.callee.object.name === parameter.name
  );
}

/** Nobody puts anything else into the list, or keeps it, so that all its pieces stay anyway. */
function isOnlyRead(code: SourceCode, variable: Variable): boolean {
  return usesOf(variable).every(({ use }) => {
    if (use.kind === 'method') return reads(code, use);
    // `match.groups.level = 'none'`
    if (use.kind === 'get' && use.name === 'groups') return READING.has(useOf(use.node).kind);
    return READING.has(use.kind);
  });
}

const READING = new Set<Use['kind']>([
  'get',
  'iterate',
  'properties',
  'forOf',
  'test',
  'compare',
  'operand',
  'drop',
  'write',
]);

const READING_METHODS = new Set(['at', 'concat', 'includes', 'indexOf', 'join', 'slice', 'shift', 'pop']);
const WALKING_METHODS = new Set(['every', 'filter', 'find', 'forEach', 'map', 'some']);

function reads(code: SourceCode, { name, node }: Extract<Use, { kind: 'method' }>): boolean {
  if (name === null) return false;
  const [callback] = node.arguments;
  return (
    READING_METHODS.has(name) ||
    (WALKING_METHODS.has(name) && callback !== undefined && !seesReceiver(code, callback, 2))
  );
}

/** `while ((match = pattern.exec(text)))` */
function turnOfSearch(code: SourceCode, variable: Variable): Turn | null {
  const writes = usesOf(variable).flatMap(({ use }) => (use.kind === 'write' && !use.init ? [use] : []));
  const [write, ...others] = writes;
  const value = write?.value && unwrapped(write.value);
  if (others.length > 0 || value?.type !== 'CallExpression' || propertyName(value.callee) !== 'exec') return null;
  const [text] = value.arguments;
  const isPattern = value.callee.type === 'MemberExpression' && isKind(code, value.callee.object, 'regexp');
  const loop = [...ancestorsOf(value)].find(({ type }) => type.endsWith('Statement'));
  const isSearch = isPattern && loop?.type === 'WhileStatement' && text && isLargeText(code, text);
  const starts = variable.references.every((reference) => !reference.init || isNothing(reference.writeExpr));
  return isSearch && starts ? { node: loop, body: loop.body } : null;
}

function isNothing(value: Node | null | undefined): boolean {
  return value?.type === 'Literal' && value.value === null;
}

/** The loop or callback that is given the lines, or lists of their pieces, by this name or pattern. */
function turnGiving(code: SourceCode, binding: Node, gives: Gives, depth: number): Turn | null {
  const { parent } = binding;
  if (parent?.type === 'VariableDeclarator') {
    const loop = parent.parent.parent;
    if (loop.type !== 'ForOfStatement' || loop.left !== parent.parent) return null;
    const given = loop.await ? (isReader(code, loop.right) ? 'line' : null) : givenBy(code, loop.right, depth + 1);
    return given === gives ? { node: loop, body: loop.body } : null;
  }
  if (!parent || !isFunction(parent) || parent.params[0] !== binding || parent.generator) return null;
  return turnOfCallback(code, parent, gives, depth);
}

function turnOfCallback(code: SourceCode, callback: FunctionNode, gives: Gives, depth: number): Turn | null {
  const call = callback.parent;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || callback.async) return null;
  const { object } = call.callee;
  const turn = { node: call, body: callback };
  const [first, second] = call.arguments;
  switch (propertyName(call.callee)) {
    case 'map':
    case 'forEach':
      return first === callback && givenBy(code, object, depth + 1) === gives ? turn : null;
    case 'on': {
      const isLine = first?.type === 'Literal' && first.value === 'line' && second === callback;
      return isLine && gives === 'line' && isReader(code, object) ? turn : null;
    }
    default:
      return null;
  }
}

type Gives = 'line' | 'list';

/** What the elements are: lines of a large text, or lists of the pieces of such lines. */
function givenBy(code: SourceCode, source: Node, depth: number): Gives | null {
  if (depth > DEEPEST) return null;
  const variable = variableNamedBy(code, unwrapped(source));
  if (variable) {
    const init = initializerOf(variable);
    const given = init && isOnlyRead(code, variable) ? givenBy(code, init, depth + 1) : null;
    return given === 'list' && !isWalkedOnce(variable) ? null : given;
  }
  const node = unwrapped(source);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object } = node.callee;
  const [first] = node.arguments;
  switch (propertyName(node.callee)) {
    case 'split':
      return first && isLineEnd(code, first) && isLargeText(code, object) ? 'line' : null;
    case 'matchAll':
      return isLargeText(code, object) ? 'list' : null;
    case 'filter':
    case 'slice':
      return givenBy(code, object, depth + 1);
    case 'map': {
      if (first?.type !== 'ArrowFunctionExpression' || first.body.type === 'BlockStatement') return null;
      if (turnOfText(code, first.body, depth + 1)?.node === node) return 'line';
      return turnOfList(code, first.body, depth + 1)?.node === node ? 'list' : null;
    }
    default:
      return null;
  }
}

/** Who gets at a list of pieces may put something else in. */
function isWalkedOnce(variable: Variable): boolean {
  const walks = usesOf(variable).filter(
    ({ use }) => use.kind !== 'write' && !(use.kind === 'get' && use.name === 'length'),
  );
  return walks.length === 1;
}
