// A function that calls itself with the rest of its array: `sum([first, ...rest])`, `sum(xs.slice(1))`. All the rests are
// alive at once. What it does with the array is said by an index instead: the array itself goes from call to call.

import type { TSESTree } from '@typescript-eslint/utils';
import { variableHolding } from '../../analysis/call-sites.js';
import { ancestorsOf, contains, functionAround, isLoop, type FunctionNode } from '../../analysis/enclosing.js';
import { isTypeOnly } from '../../analysis/uses.js';
import { variableNamedBy, variableOf, type Variable } from '../../analysis/variables.js';
import { propertyName, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { lengthTestOf, type LengthTest } from './recursion-lengths.js';

/** A call of the function by itself, with what is left of the array. */
export interface RestCall {
  readonly call: TSESTree.CallExpression;
  readonly argument: TSESTree.CallExpressionArgument;
  /** How many elements further on it begins. */
  readonly offset: number;
}

/** A declaration of a part of the array: `const [a, ...rest] = xs`, `const rest = xs.slice(1)`. */
export interface RestDeclaration {
  readonly declaration: TSESTree.VariableDeclaration;
  readonly heads: readonly Head[];
}

export interface Head {
  readonly target: TSESTree.DestructuringPattern;
  readonly offset: number;
}

export type List =
  /** `(xs)`, also with a default. */
  | { readonly kind: 'name'; readonly variable: Variable }
  /** `([first, ...rest])`. */
  | { readonly kind: 'pattern'; readonly pattern: TSESTree.ArrayPattern; readonly heads: readonly Head[] };

export interface Recursion {
  readonly callee: FunctionNode;
  /** The function's name. */
  readonly variable: Variable;
  readonly list: List;
  /** Which parameter the list is. */
  readonly position: number;
  readonly parameter: TSESTree.Parameter;
  readonly calls: readonly RestCall[];
  readonly declarations: readonly RestDeclaration[];
  /** `xs[0]`. */
  readonly elements: readonly { readonly node: TSESTree.MemberExpression; readonly offset: number }[];
  readonly lengths: readonly LengthTest[];
  /** Where it is only asked whether there is an array: `!xs`. */
  readonly tests: readonly Node[];
  /** What copies: patterns with a rest, and calls of `slice`. */
  readonly copies: readonly Node[];
}

/** The recursion of the function, where all that it does with the array and its rests can be said by an index. */
export function recursionOf(code: SourceCode, callee: FunctionNode): Recursion | null {
  if (callee.async || callee.generator) return null;
  const variable = variableHolding(code, callee);
  if (!variable) return null;
  const calls = selfCallsOf(variable, callee);
  if (calls.length === 0) return null;
  const found = callee.params.flatMap((parameter, position) => {
    const list = listOf(code, parameter);
    const recursion = list && new Reading(code, callee, calls, position).of(variable, parameter, list);
    return recursion ? [recursion] : [];
  });
  const [recursion, ...others] = found;
  return recursion && others.length === 0 ? recursion : null;
}

function selfCallsOf(variable: Variable, callee: FunctionNode): TSESTree.CallExpression[] {
  return variable.references.flatMap(({ identifier }) => {
    const { parent } = identifier;
    const isCall = parent.type === 'CallExpression' && parent.callee === identifier && !parent.optional;
    return isCall && contains(callee.body, parent) ? [parent] : [];
  });
}

function listOf(code: SourceCode, parameter: TSESTree.Parameter): List | null {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (target.type === 'Identifier') {
    const variable = variableOf(code, target);
    return variable && { kind: 'name', variable };
  }
  const split = target.type === 'ArrayPattern' ? splitOf(target) : null;
  return split?.rest && target.type === 'ArrayPattern'
    ? { kind: 'pattern', pattern: target, heads: split.heads }
    : null;
}

interface Split {
  readonly heads: readonly Head[];
  readonly rest: TSESTree.Identifier | null;
}

/** `[a, , b, ...rest]`: what is taken, and the name of the rest. */
function splitOf({ elements }: TSESTree.ArrayPattern): Split | null {
  const last = elements.at(-1);
  const rest = last?.type === 'RestElement' ? last.argument : null;
  if (rest && (rest.type !== 'Identifier' || elements.length < 2)) return null;
  const heads: Head[] = [];
  for (const [offset, target] of (rest ? elements.slice(0, -1) : elements).entries()) {
    if (!target) continue;
    // A default would have to be told from `undefined`.
    if (target.type === 'AssignmentPattern' || target.type === 'RestElement' || target.type === 'MemberExpression')
      return null;
    heads.push({ target, offset });
  }
  return { heads, rest: rest?.type === 'Identifier' ? rest : null };
}

/** Reads all that is done with the array and its rests. */
class Reading {
  readonly calls: RestCall[] = [];
  readonly declarations: RestDeclaration[] = [];
  readonly elements: { node: TSESTree.MemberExpression; offset: number }[] = [];
  readonly lengths: LengthTest[] = [];
  readonly tests: Node[] = [];
  readonly copies: Node[] = [];

  constructor(
    readonly code: SourceCode,
    readonly callee: FunctionNode,
    readonly selfCalls: readonly TSESTree.CallExpression[],
    readonly position: number,
  ) {}

  of(variable: Variable, parameter: TSESTree.Parameter, list: List): Recursion | null {
    const { callee, position, calls, declarations, elements, lengths, tests, copies } = this;
    const isRead = list.kind === 'name' ? this.#reads(list.variable, 0) : this.#takesApart(list.pattern, 0);
    if (!isRead || !calls.some(({ offset }) => offset > 0)) return null;
    return {
      callee,
      variable,
      list,
      position,
      parameter,
      calls,
      declarations,
      elements,
      lengths,
      tests,
      copies: copies.sort((a, b) => a.range[0] - b.range[0]),
    };
  }

  /** All that is done with a variable that holds the array from `offset` on. */
  #reads(variable: Variable, offset: number): boolean {
    return variable.references.every((reference) => {
      const { identifier } = reference;
      if (reference.init === true) return true;
      if (reference.isWrite() || isTypeOnly(reference) || identifier.type !== 'Identifier') return false;
      const isWithin = functionAround(identifier) === this.callee && contains(this.callee.body, identifier);
      return isWithin && this.#readsAt(identifier, offset);
    });
  }

  #readsAt(identifier: TSESTree.Identifier, offset: number): boolean {
    const node = wrapped(identifier);
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.object === node) return this.#readsMember(parent, offset);
    if (node !== identifier || !parent) return false;
    if (parent.type === 'CallExpression') return this.#callsAgain(parent, identifier, offset);
    if (parent.type === 'VariableDeclarator' && parent.init === node) return this.#declares(parent, offset);
    const isTest = parent.type === 'UnaryExpression' && parent.operator === '!';
    if (isTest) this.tests.push(identifier);
    return isTest && offset === 0;
  }

  #readsMember(member: TSESTree.MemberExpression, offset: number): boolean {
    const { code } = this;
    if (member.optional || member.parent.type === 'ChainExpression') return false;
    if (propertyName(member) === 'length') {
      const test = lengthTestOf(code, member, offset);
      if (test) this.lengths.push(test);
      return test !== null;
    }
    const { property, parent } = member;
    const index = member.computed && property.type === 'Literal' ? property.value : null;
    if (typeof index === 'number' && Number.isInteger(index) && index >= 0) {
      this.elements.push({ node: member, offset: offset + index });
      return isOnlyRead(member);
    }
    const step = sliceOf(member);
    if (step === null || parent.type !== 'CallExpression') return false;
    this.copies.push(parent);
    const { parent: user } = parent;
    if (user.type === 'VariableDeclarator' && user.init === parent && user.id.type === 'Identifier') {
      return this.#names(user, user.id, offset + step);
    }
    return user.type === 'CallExpression' && this.#callsAgain(user, parent, offset + step);
  }

  #callsAgain(call: TSESTree.CallExpression, argument: TSESTree.CallExpressionArgument, offset: number): boolean {
    const { callee, selfCalls, position } = this;
    if (!selfCalls.includes(call) || call.arguments[position] !== argument) return false;
    // In a loop or a callback it calls itself many times: what it makes then grows faster than the rests.
    if (functionAround(call) !== callee || call.arguments.some(({ type }) => type === 'SpreadElement')) return false;
    for (const current of ancestorsOf(call)) {
      if (current === callee) break;
      if (isLoop(current)) return false;
    }
    this.calls.push({ call, argument, offset });
    return true;
  }

  #declares(declarator: TSESTree.VariableDeclarator, offset: number): boolean {
    return declarator.id.type === 'ArrayPattern' && !declarator.id.typeAnnotation
      ? this.#takesApart(declarator.id, offset, declarator)
      : false;
  }

  #takesApart(pattern: TSESTree.ArrayPattern, offset: number, declarator?: TSESTree.VariableDeclarator): boolean {
    const { code } = this;
    const split = splitOf(pattern);
    if (!split) return false;
    if (declarator) {
      const declaration = loneDeclarationOf(declarator);
      if (!declaration) return false;
      const heads = split.heads.map(({ target, offset: at }) => ({ target, offset: offset + at }));
      this.declarations.push({ declaration, heads });
    }
    if (!split.rest) return true;
    const rest = variableOf(code, split.rest);
    this.copies.push(pattern);
    return rest !== null && this.#reads(rest, offset + pattern.elements.length - 1);
  }

  #names(declarator: TSESTree.VariableDeclarator, name: TSESTree.Identifier, offset: number): boolean {
    const declaration = loneDeclarationOf(declarator);
    const variable = variableNamedBy(this.code, name);
    if (!declaration || !variable || variable.defs.length > 1 || name.typeAnnotation) return false;
    this.declarations.push({ declaration, heads: [] });
    return this.#reads(variable, offset);
  }
}

/** The step of `xs.slice(1)`. */
function sliceOf(member: TSESTree.MemberExpression): number | null {
  const { parent } = member;
  if (propertyName(member) !== 'slice' || member.computed || parent.type !== 'CallExpression') return null;
  const [start, ...others] = parent.arguments;
  const isCall = parent.callee === member && !parent.optional && others.length === 0;
  const step = start?.type === 'Literal' ? start.value : null;
  return isCall && typeof step === 'number' && Number.isInteger(step) && step > 0 ? step : null;
}

function isOnlyRead(member: TSESTree.MemberExpression): boolean {
  const node = wrapped(member);
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      // `xs[0]()` has the array for its `this`.
      return parent.callee !== node;
    case 'TaggedTemplateExpression':
      return parent.tag !== node;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.left !== node;
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    case 'Property':
      return parent.parent.type !== 'ObjectPattern' || parent.key === node;
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
    case undefined:
      return false;
    default:
      return true;
  }
}

function loneDeclarationOf(declarator: TSESTree.VariableDeclarator): TSESTree.VariableDeclaration | null {
  const { parent: declaration } = declarator;
  const isList = declaration.parent.type === 'BlockStatement';
  return declaration.declarations.length === 1 && isList && declaration.kind !== 'var' ? declaration : null;
}
