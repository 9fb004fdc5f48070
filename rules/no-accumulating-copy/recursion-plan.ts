// How a recursion over rests becomes one over an index, and what must hold for it.
//
// Where all calls are in sight, the function takes the index as one more parameter, which begins at 0. Else it stays what
// it is for its callers, and hands on to a function of its own that takes the index. Each rest was a copy: so either
// nothing changes the array meanwhile, or one copy is made at the beginning.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import { callsOf } from '../../analysis/call-sites.js';
import { usesArguments } from '../../analysis/calls.js';
import { subtreeOf } from '../../analysis/children.js';
import { contains, isInStatementList } from '../../analysis/enclosing.js';
import { isUnmodifiedDuring } from '../../analysis/mutation.js';
import { originOf, originOfVariable } from '../../analysis/origin.js';
import { isSmall } from '../../analysis/size.js';
import { canBeNullish } from '../../analysis/nullish.js';
import {
  hasDynamicNames,
  isModule,
  isSeenOutside,
  isTopLevel,
  isWrittenOnce,
  mentionsNames,
  variableOf,
} from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Condition } from '../../core/verdict.js';
import type { Reason } from './conditions.js';
import { isLikelyShort } from './recursion-depth.js';
import type { Recursion } from './recursion.js';

export interface Plan {
  readonly recursion: Recursion;
  /** What the array is called. */
  readonly list: string;
  readonly index: string;
  readonly place: Place;
  readonly typescript: boolean;
  readonly conditions: readonly Condition<Reason>[];
}

export type Place =
  /** The function itself takes the index, last. */
  | { readonly kind: 'parameter' }
  /** A function of its own, beside it, takes the index behind the array. */
  | {
      readonly kind: 'helper';
      readonly name: string;
      /** It gets a copy of the array. */
      readonly copies: boolean;
      /** Parameters that always get a value: their defaults are for the callers. */
      readonly given: readonly TSESTree.AssignmentPattern[];
    };

export function planOf(code: SourceCode, recursion: Recursion, typescript: boolean): Plan | null {
  const { callee, variable, list } = recursion;
  const isUnclear =
    hasDynamicNames(code) ||
    !isWrittenOnce(variable) ||
    usesArguments(code, callee) ||
    readsHeadsEarly(code, recursion);
  const index = freeName(code, callee, INDICES);
  const name = list.kind === 'name' ? list.variable.name : freeName(code, callee, namesOf(recursion));
  if (isUnclear || !index || !name || isLikelyShort(code, recursion)) return null;
  const calls = callsOf(code, callee);
  const entries = calls?.filter((call) => !recursion.calls.some((rest) => rest.call === call)) ?? null;
  const seen = entries ?? callsInSight(recursion);
  if (seen.length === 0 ? entries !== null : isOwn(code, recursion) && areFew(code, recursion, seen)) return null;
  const kind = kindOf(code, recursion, seen, entries !== null);
  if (kind === null || kind === 'no') return null;
  const parts = { recursion, list: name, index, typescript };
  const unmodified = entries
    ? every(entries.map((call) => isGivenUnmodified(code, recursion, call)))
    : isUnmodifiedInside(code, recursion);
  const isParameter = entries !== null && canTakeIndex(recursion, entries);
  const isExact = kind === 'yes' && unmodified === 'yes';

  const helper = helperOf(code, recursion, typescript);
  const fitsCopy = helper !== null && canCopyFirst(code, recursion, kind) && (!typescript || hasArrayType(recursion));
  const isScript = isTopLevel(variable) && !isModule(code);
  // `[[key, value], ...rest]`: what is walked to take an element apart runs before the rest is taken.
  const isTaken: Answer = takesApartFirst(code, recursion, kind) ? 'unknown' : 'yes';
  const shared: Condition<Reason>[] = isScript ? [{ holds: 'unknown', reason: 'globalName', otherwise: 'report' }] : [];
  if (fitsCopy && !isExact) {
    const conditions = [{ holds: isTaken, reason: 'unknownReceiver' as const }, ...shared];
    return { ...parts, place: { kind: 'helper', ...helper, copies: true }, conditions };
  }
  // The parameter was a pattern, which takes any iterable.
  if (list.kind === 'pattern' && !isExact) return null;
  const conditions: Condition<Reason>[] = [
    { holds: isTaken, reason: 'unknownReceiver' },
    { holds: kind, reason: 'unknownReceiver' },
    { holds: unmodified, reason: 'changedMeanwhile' },
  ];
  if (isParameter) return { ...parts, place: { kind: 'parameter' }, conditions };
  if (!helper) return null;
  return { ...parts, place: { kind: 'helper', ...helper, copies: false }, conditions: [...conditions, ...shared] };
}

const INDICES = ['index', 'start', 'position', 'offset'];
const LISTS = ['items', 'list', 'elements', 'values'];

/** `xs` in `([x, ...xs])` is what all of them are called. */
function namesOf({ list }: Recursion): string[] {
  const rest = list.kind === 'pattern' ? list.pattern.elements.at(-1) : null;
  const [head] = list.kind === 'pattern' ? list.heads : [];
  if (rest?.type !== 'RestElement' || rest.argument.type !== 'Identifier') return LISTS;
  const { name } = rest.argument;
  const isPlural = head?.target.type === 'Identifier' && name === `${head.target.name}s`;
  return isPlural ? [name, ...LISTS] : LISTS;
}

function freeName(code: SourceCode, callee: Recursion['callee'], names: readonly string[]): string | null {
  const own = new Set(
    callee.params.flatMap((parameter) => {
      const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      const rest = target.type === 'ArrayPattern' ? target.elements.at(-1) : null;
      return rest?.type === 'RestElement' && rest.argument.type === 'Identifier' ? [rest.argument.name] : [];
    }),
  );
  return names.find((name) => (own.has(name) ? isNamedOnce(code, callee, name) : isFree(code, callee, name))) ?? null;
}

function isFree(code: SourceCode, node: Node, name: string): boolean {
  return !mentionsNames(code, node, new Set([name]));
}

/** Whether nothing in the function but the rest itself has its name. */
function isNamedOnce(code: SourceCode, callee: Recursion['callee'], name: string): boolean {
  const declared = (code.scopeManager?.scopes ?? []).flatMap((scope) =>
    contains(callee, scope.block) ? scope.variables.filter((variable) => variable.name === name) : [],
  );
  return new Set(declared).size === 1;
}

/** Whether a parameter's default reads what the pattern took. */
function readsHeadsEarly(code: SourceCode, { list, callee }: Recursion): boolean {
  if (list.kind !== 'pattern') return false;
  return list.heads.some(({ target }) =>
    [...subtreeOf(code, target)].some((node) =>
      (variableOf(code, node)?.references ?? []).some(
        ({ identifier, init }) => init !== true && !contains(callee.body, identifier),
      ),
    ),
  );
}

/** Calls but those of the recursion; there may be others. */
function callsInSight({ variable, calls }: Recursion): TSESTree.CallExpression[] {
  return variable.references.flatMap(({ identifier: { parent }, identifier }) => {
    const isCall = parent.type === 'CallExpression' && parent.callee === identifier;
    return isCall && !calls.some(({ call }) => call === parent) ? [parent] : [];
  });
}

/** Whether other files can call the function only as a global. */
function isOwn(code: SourceCode, { variable }: Recursion): boolean {
  return isSeenOutside(code, variable) !== 'yes';
}

/** Whether all that it is called with is small. */
function areFew(code: SourceCode, { position }: Recursion, entries: readonly TSESTree.CallExpression[]): boolean {
  return entries.every(({ arguments: given }) => {
    const argument = given[position];
    return argument !== undefined && argument.type !== 'SpreadElement' && isSmall(code, argument);
  });
}

/** Whether it is an array, or else something whose elements and length an index says as well; `null`: nothing tells. */
function kindOf(
  code: SourceCode,
  { list, position, declarations, parameter }: Recursion,
  seen: readonly TSESTree.CallExpression[],
  isAll: boolean,
): Answer | null {
  const kinds = seen.map(({ arguments: { [position]: argument } }) =>
    argument ? (originOf(code, argument)?.kind ?? null) : parameter.type === 'AssignmentPattern' ? 'array' : null,
  );
  const areAll = isAll && kinds.every((kind) => kind === 'array' || kind === 'typedArray');
  if (list.kind === 'pattern') return areAll ? 'yes' : 'unknown';
  const takesApart = declarations.some(({ declaration }) => declaration.declarations[0]?.id.type === 'ArrayPattern');
  const own = originOfVariable(code, list.variable)?.kind ?? null;
  if (own === 'array' || own === 'typedArray') return 'yes';
  if (areAll) return 'yes';
  if (own !== null || kinds.includes('string')) return 'no';
  return takesApart || kinds.includes('array') ? 'unknown' : null;
}

function isGivenUnmodified(code: SourceCode, { position }: Recursion, call: TSESTree.CallExpression): Answer {
  const argument = call.arguments[position];
  if (!argument) return 'yes';
  return argument.type === 'SpreadElement' ? 'unknown' : isUnmodifiedDuring(code, argument, [call]);
}

/** Whether the array that any caller gives stays as it is while the function runs. */
function isUnmodifiedInside(code: SourceCode, { list, callee }: Recursion): Answer {
  if (list.kind === 'pattern') return 'unknown';
  const read = list.variable.references.find((reference) => reference.isRead());
  return read ? isUnmodifiedDuring(code, read.identifier, [callee.body]) : 'unknown';
}

/** Whether another parameter at the end gets what the recursion passes, and nothing else. */
function canTakeIndex({ callee, calls, position }: Recursion, entries: readonly TSESTree.CallExpression[]): boolean {
  const { params, body, parent } = callee;
  const isTyped =
    parent.type === 'VariableDeclarator' && (parent.id.typeAnnotation !== undefined || parent.init !== callee);
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  const isDirective = first?.type === 'ExpressionStatement' && first.directive !== undefined;
  if (isTyped || isDirective || params.some(({ type }) => type === 'RestElement')) return false;
  const isPassed = entries.every(
    ({ arguments: given }) =>
      given.length > position && given.length <= params.length && given.every(({ type }) => type !== 'SpreadElement'),
  );
  return isPassed && calls.every(({ call }) => call.arguments.length === params.length);
}

/** Whether one copy at the beginning is what the first rest was: nothing was read from the array or changed before. */
function canCopyFirst(code: SourceCode, recursion: Recursion, kind: Answer): boolean {
  const { list, callee, declarations, tests, copies } = recursion;
  if (list.kind === 'pattern') return callee.params.every((parameter) => isPlainParameter(parameter, list.pattern));
  const [first] = declarations;
  const declaration = first?.declaration;
  const from = declaration?.declarations[0]?.init;
  if (kind !== 'yes' || tests.length > 0 || copies.length !== 1 || !declaration || !from) return false;
  if (declaration.parent !== callee.body || callee.body.type !== 'BlockStatement') return false;
  const reads = list.variable.references.filter((reference) => reference.isRead());
  const isBefore = reads.every(({ identifier }) => identifier.range[1] <= declaration.range[1]);
  const before = callee.body.body.filter(({ range }) => range[1] <= declaration.range[0]);
  const [read] = reads;
  return isBefore && read !== undefined && isUnmodifiedDuring(code, read.identifier, before) === 'yes';
}

/** Whether taking an element apart may run code, or fail, while others are still to be taken from what is walked. */
function takesApartFirst(code: SourceCode, { list, declarations }: Recursion, kind: Answer): boolean {
  const declared = declarations.flatMap(({ heads }) => heads);
  const targets = [...(list.kind === 'pattern' ? list.heads : []), ...declared].map(({ target }) => target);
  const walks = targets.some((target) => [...subtreeOf(code, target)].some(({ type }) => type === 'ArrayPattern'));
  return walks || (kind !== 'yes' && targets.some(({ type }) => type !== 'Identifier'));
}

/** A parameter that gets what it is given, or something plain: nothing runs while it is bound. */
function isPlainParameter(parameter: TSESTree.Parameter, list: Node | null): boolean {
  if (parameter.type === 'Identifier') return true;
  if (parameter === list) return true;
  if (parameter.type !== 'AssignmentPattern') return false;
  if (parameter.left.type !== 'Identifier' && parameter.left !== list) return false;
  const value = unwrapped(parameter.right);
  const isEmpty =
    (value.type === 'ArrayExpression' && value.elements.length === 0) ||
    (value.type === 'ObjectExpression' && value.properties.length === 0);
  return isEmpty || value.type === 'Literal';
}

function helperOf(
  code: SourceCode,
  recursion: Recursion,
  typescript: boolean,
): { readonly name: string; readonly given: readonly TSESTree.AssignmentPattern[] } | null {
  const { callee, variable, list } = recursion;
  const declared = list.kind === 'pattern' ? list.pattern : null;
  const isPlain = callee.params.every((parameter) => isPlainParameter(parameter, declared));
  const names = [`${variable.name}From`, `${variable.name}FromIndex`, `${variable.name}Rest`];
  const name = names.find((candidate) => isFree(code, code.ast, candidate));
  const isPredicate = callee.returnType?.typeAnnotation.type === 'TSTypePredicate';
  if (!isPlain || !name || isPredicate || !canStandBeside(callee) || readsThis(code, callee)) return null;
  if (typescript && !callee.params.every((parameter) => isTyped(parameter) || hasLiteral(parameter))) return null;
  return { name, given: callee.params.filter((parameter) => isAlwaysGiven(code, recursion, parameter, typescript)) };
}

function isTyped(parameter: TSESTree.Parameter): boolean {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return (
    'typeAnnotation' in target && target.typeAnnotation !== undefined && !('optional' in target && target.optional)
  );
}

/** `depth = 0`: the default says the type. */
function hasLiteral(parameter: TSESTree.Parameter): boolean {
  return parameter.type === 'AssignmentPattern' && parameter.right.type === 'Literal' && parameter.right.value !== null;
}

/** Whether no call of the recursion leaves it to the default. */
function isAlwaysGiven(
  code: SourceCode,
  { callee, calls }: Recursion,
  parameter: TSESTree.Parameter,
  typescript: boolean,
): parameter is TSESTree.AssignmentPattern {
  const isKnown = !typescript || isTyped(parameter) || hasLiteral(parameter);
  if (parameter.type !== 'AssignmentPattern' || !isKnown) return false;
  const position = callee.params.indexOf(parameter);
  return calls.every(({ call }) => {
    const argument = call.arguments[position];
    return argument !== undefined && canBeNullish(code, argument) === 'no';
  });
}

function canStandBeside(callee: Recursion['callee']): boolean {
  if (callee.type === 'FunctionDeclaration') {
    return isInStatementList(callee) || callee.parent.type.startsWith('Export');
  }
  const { parent: declarator } = callee;
  if (declarator.type !== 'VariableDeclarator' || declarator.init !== callee) return false;
  const { parent: declaration } = declarator;
  const isAlone = declaration.declarations.length === 1;
  return isAlone && (isInStatementList(declaration) || declaration.parent.type === 'ExportNamedDeclaration');
}

function readsThis(code: SourceCode, callee: Recursion['callee']): boolean {
  return [...subtreeOf(code, callee)].some(
    ({ type }) => type === 'ThisExpression' || type === 'Super' || type === 'MetaProperty',
  );
}

/** Whether a copy of the array has the type that is written for it. */
function hasArrayType({ parameter }: Recursion): boolean {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const type = 'typeAnnotation' in target ? target.typeAnnotation?.typeAnnotation : undefined;
  const inner = type?.type === 'TSTypeOperator' && type.operator === 'readonly' ? type.typeAnnotation : type;
  if (inner?.type === 'TSArrayType') return true;
  return (
    inner?.type === 'TSTypeReference' &&
    inner.typeName.type === 'Identifier' &&
    /^(?:Readonly)?Array$/.test(inner.typeName.name)
  );
}
