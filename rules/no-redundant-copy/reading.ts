// A copy that is only read, under a name or where it is made: what runs meanwhile, and what is looked at.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import { parameterAt, targetOf } from '../../analysis/calls.js';
import type { Container } from '../../analysis/copies.js';
import { contains, isInStatementList } from '../../analysis/enclosing.js';
import { flowOf } from '../../analysis/flow.js';
import { handlingOf } from '../../analysis/handling.js';
import { useOf, type Use } from '../../analysis/uses.js';
import { isWrittenOnce, variableOf, type Variable } from '../../analysis/variables.js';
import { unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Clone } from './clone.js';
import { isElement } from './indexes.js';

export interface Reading {
  /** The code that runs from the copy to the last use of it. */
  readonly extent: readonly Node[];
  /** Where the name of the copy is declared. */
  readonly names: readonly Node[];
  /** Nothing is read but elements: no properties beside them. */
  readonly readsElements: Answer;
  /** Somebody could tell a hole from `undefined`. */
  readonly seesHoles: boolean;
  /** TypeScript compares the copy's type with another: an annotation, or a parameter's. */
  readonly needsType: boolean;
}

/** `null` when the copy is changed, compared, kept, handed to code out of sight, or used when cannot be seen. */
export function readingOf(code: SourceCode, { node, container }: Clone): Reading | null {
  const use = useOf(node);
  return use.kind === 'alias' ? ofName(code, use, container) : ofUse(code, node, use, container);
}

function ofUse(code: SourceCode, node: Node, use: Use, container: Container): Reading | null {
  const handling = handlingOf(code, node, container);
  const isSeen = handling.kind === 'touched' || handling.kind === 'walked';
  // The same use of the result: `xs.slice().valueOf()`
  if (!isSeen || wrapped(node).parent !== parentOfUse(use)) return null;
  const look = lookOfAll(code, [use, ...usesByCallee(code, use)], container);
  if (!look) return null;
  const extent = handling.kind === 'walked' ? [use.node, handling.extent] : [use.node];
  return {
    extent,
    ...look,
    needsType: use.kind === 'argument',
    names: [],
  };
}

/** What a function of this file does with its parameter. */
function usesByCallee(code: SourceCode, use: Use): readonly Use[] {
  const target = use.kind === 'argument' ? targetOf(code, use.node) : null;
  if (use.kind !== 'argument' || target?.kind !== 'local') return [];
  const parameter = parameterAt(code, target.callee, use.index);
  const variable = parameter && variableOf(code, parameter);
  return variable ? flowOf(code, variable).accesses.map((access) => access.use) : [];
}

/** The node that the copy is a part of, where the use looks at nothing further up. */
function parentOfUse({ node, kind }: Use): Node | undefined {
  return kind === 'method' ? unwrapped(node.type === 'CallExpression' ? node.callee : node) : node;
}

function ofName(code: SourceCode, use: Extract<Use, { kind: 'alias' }>, container: Container): Reading | null {
  const declaration = use.node.type === 'VariableDeclarator' ? use.node.parent : null;
  const variable = variableOf(code, use.target);
  if (!variable || !declaration || !isInStatementList(declaration) || !isWrittenOnce(variable)) return null;
  const { escapes, accesses, variables } = flowOf(code, variable);
  if (escapes.length > 0 || accesses.some(({ mutates, deferred }) => mutates || deferred)) return null;
  if (![...variables].every((name) => name === variable || isParameterElsewhere(name, declaration))) return null;
  const extent = statementsAfter(declaration, variable);
  if (!extent) return null;
  const look = lookOfAll(
    code,
    accesses.map((access) => access.use),
    container,
  );
  if (!look) return null;
  return {
    extent,
    names: variable.identifiers,
    ...look,
    needsType: use.target.typeAnnotation !== undefined || variables.size > 1,
  };
}

function isParameterElsewhere({ defs: [definition], scope }: Variable, declaration: Node): boolean {
  return definition?.type === 'Parameter' && !contains(scope.block, declaration);
}

/** The statements after the declaration, to the last one that uses the variable. */
function statementsAfter(declaration: TSESTree.VariableDeclaration, variable: Variable): Node[] | null {
  const { parent } = declaration;
  if (declaration.declarations.length > 1) return null;
  const list: readonly Node[] =
    parent.type === 'SwitchCase'
      ? parent.consequent
      : 'body' in parent && Array.isArray(parent.body)
        ? parent.body
        : [];
  const start = list.indexOf(declaration);
  const reads = variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  const places = reads.map((read) => list.findIndex((statement) => contains(statement, read)));
  if (start < 0 || places.length === 0 || places.some((place) => place <= start)) return null;
  return list.slice(start + 1, Math.max(...places) + 1);
}

interface Look {
  readonly readsElements: Answer;
  readonly seesHoles: boolean;
}

const ALL: Look = { readsElements: 'yes', seesHoles: true };
const ALIKE: Look = { readsElements: 'yes', seesHoles: false };

function lookOfAll(code: SourceCode, uses: readonly Use[], container: Container): Look | null {
  const looks: Look[] = [];
  for (const use of uses) {
    const look = lookOf(code, use, container);
    if (!look) return null;
    looks.push(look);
  }
  return {
    readsElements: every(looks.map((look) => look.readsElements)),
    seesHoles: looks.some((look) => look.seesHoles),
  };
}

/** What one use looks at; `null` when it could tell the copy from its source. */
function lookOf(code: SourceCode, use: Use, container: Container): Look | null {
  switch (use.kind) {
    case 'test':
    case 'drop':
    case 'alias':
      return ALIKE;
    case 'forOf':
      return use.node.await ? null : ALIKE;
    case 'iterate':
      return ALIKE;
    case 'operand':
      return container === 'array' && use.node.type === 'TemplateLiteral' ? ALIKE : null;
    case 'get':
      if (container === 'array') return { readsElements: isElement(code, use.node), seesHoles: false };
      if (container === 'object') return use.name === '__proto__' ? null : ALIKE;
      return use.name === 'size' ? ALIKE : null;
    case 'method':
      if (container === 'object') return use.name === 'hasOwnProperty' ? ALIKE : null;
      return { readsElements: 'yes', seesHoles: use.name === null || !BLIND.has(use.name) };
    case 'properties':
      return container === 'object' ? ALIKE : null;
    case 'argument':
      return ofArgument(code, use);
    default:
      return null;
  }
}

/** Methods to which a hole is `undefined`. */
const BLIND = new Set(
  'at entries find findIndex findLast findLastIndex includes join keys toReversed toSorted toSpliced toString values with'.split(
    ' ',
  ),
);
/** Functions that do not tell who they were given, and see no holes. */
const BLIND_FUNCTIONS = /^(?:Array\.isArray|JSON\.stringify|String|Math\.\w+)$/;
const FUNCTIONS = /^(?:Object\.(?:keys|values|entries|hasOwn)|Object\.fromEntries|Array\.from)$/;

function ofArgument(code: SourceCode, { node, index }: Extract<Use, { kind: 'argument' }>): Look | null {
  const target = targetOf(code, node);
  // What a function of this file does with it counts by itself.
  if (target.kind === 'local') return ALIKE;
  if (target.kind === 'constructor') return index === 0 && /^(?:Map|Set)$/.test(target.name) ? ALIKE : null;
  if (target.kind !== 'function' || index > 0) return null;
  if (BLIND_FUNCTIONS.test(target.name)) return ALIKE;
  return FUNCTIONS.test(target.name) ? ALL : null;
}
