// A large variable that is done with, but kept: closures of one scope share all captured variables, so one that lives
// on keeps what only a short-lived one used.

import type { TSESTree } from '@typescript-eslint/utils';
import { kindOfAnnotation } from '../analysis/annotations.js';
import { bulkOf, type Bulk } from '../analysis/bulk.js';
import type { Kind } from '../analysis/builtins.js';
import { closuresMadeIn, outlives, usesInTime, type Outliving, type TimedUse } from '../analysis/contexts.js';
import { canCompleteNormally } from '../analysis/completion.js';
import { declaredTypeOf, elementTypeOf } from '../analysis/declared-types.js';
import { contains, isFunction, type FunctionNode } from '../analysis/enclosing.js';
import { flowOf } from '../analysis/flow.js';
import { isKind, originOf } from '../analysis/origin.js';
import { declaratorOf, isSeenOutside, type Variable } from '../analysis/variables.js';
import type { Match, Rule, Verdict } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';

type Reason = 'closureMayRunLater' | 'declaredWithOthers' | 'usedByExit' | 'typeRefusesNull';

export interface RetainedCapture extends Match<'retainedCapture', Reason> {
  readonly variable: TSESTree.Identifier;
  readonly declaration: TSESTree.VariableDeclaration;
  /** After this statement the value is not used any more. */
  readonly lastUse: Node;
  /** What is written in place of the value: `null`, or an empty value of its type where TypeScript wants that. */
  readonly emptied: string;
}

export const rule: Rule<RetainedCapture> = {
  id: 'no-retained-capture',
  family: 'release',
  gain: 'bytes',
  description: 'large variables that closures keep alive after their last use',
  preset: 'recommended',
  messages: {
    retainedCapture:
      '`{{name}}` holds {{bulk}} and is kept alive by {{keeper}}, which does not use it: closures share all captured variables of a scope, so all of it (80 MB of an array of 80 MB) stays. Empty it after its last use.',
  },
  reasons: {
    closureMayRunLater: 'a function that uses it is passed to code that cannot be seen and may call it later',
    declaredWithOthers: 'it is declared together with others or by a pattern, so it cannot become `let` alone',
    usedByExit: 'its last use is in a statement that leaves the function',
    typeRefusesNull: 'its type does not take an empty value',
  },
  options: {},
  defaults: {},
  tokens: ['=>', 'function', 'class'],
  detect: (code, _options, { typescript }) => ({
    *VariableDeclarator(declarator) {
      for (const variable of code.getDeclaredVariables?.(declarator) ?? []) {
        const match = matchOf(code, declarator, variable, typescript);
        if (match) yield match;
      }
    },
  }),
};

function matchOf(
  code: SourceCode,
  declarator: TSESTree.VariableDeclarator,
  variable: Variable,
  typescript: boolean,
): RetainedCapture | null {
  const { block } = variable.scope;
  // `using` takes no second value.
  if (declarator.parent.kind === 'using' || declarator.parent.kind === 'await using') return null;
  if (block.type === 'Program' || isSeenOutside(code, variable) !== 'no') return null;
  const bulk = bulkOf(code, variable);
  if (!bulk) return null;
  const home = homeOf(block);
  const uses = home && usesInTime(code, variable, home);
  if (!uses?.some((use) => use.closure)) return null;
  const keeper = findKeeper(code, block, uses);
  const lastUse = keeper && lastStatement(block, uses);
  if (!keeper || !lastUse || isReleased(uses) || isKeptElsewhere(code, variable)) return null;
  const [identifier] = variable.identifiers;
  if (identifier?.type !== 'Identifier') return null;
  const emptied = typescript ? emptyValueFor(code, declarator, identifier, bulk) : 'null';
  return {
    node: identifier,
    messageId: 'retainedCapture',
    data: { name: variable.name, bulk: bulk.what, keeper: KEEPER_WORDS[keeper] },
    verdict: verdictOf(declarator, variable, uses, lastUse, emptied),
    variable: identifier,
    declaration: declarator.parent,
    lastUse,
    emptied: emptied ?? 'null',
  };
}

const KEEPER_WORDS: Readonly<Record<Outliving, string>> = {
  returned: 'the closure that is returned',
  stored: 'a closure that is stored',
  registered: 'a closure that is registered as a callback',
};

/** The function whose call makes the scope. */
function homeOf(block: Node): FunctionNode | null {
  for (let current: Node | undefined = block; current; current = current.parent)
    if (isFunction(current)) return current;
  return null;
}

/** A closure in the scope that lives on and has nothing to do with the variable. */
function findKeeper(code: SourceCode, block: Node, uses: readonly TimedUse[]): Outliving | null {
  for (const closure of closuresMadeIn(code, block)) {
    const isUser = uses.some((use) => use.closure && (use.closure === closure || contains(closure, use.closure)));
    const outliving = isUser ? null : outlives(code, closure);
    if (outliving) return outliving;
  }
  return null;
}

/** The item of the scope's own statement list after which no use comes: the list runs from top to bottom, once. */
function lastStatement(block: Node, uses: readonly TimedUse[]): Node | null {
  const body = isFunction(block) ? block.body : block;
  if (body.type !== 'BlockStatement') return null;
  return body.body.findLast((statement) => uses.some(({ node }) => contains(statement, node))) ?? null;
}

/** The value is returned or stored too: emptying this one name would free nothing. */
function isKeptElsewhere(code: SourceCode, variable: Variable): boolean {
  return flowOf(code, variable).escapes.some(({ how }) => how === 'returned' || how === 'stored');
}

/** Somebody thought of it: the last thing that happens to the variable is that it gets another value. */
function isReleased(uses: readonly TimedUse[]): boolean {
  const last = uses.reduce((latest, use) => (use.node.range[0] >= latest.node.range[0] ? use : latest));
  const { parent } = last.node;
  return !last.closure && parent?.type === 'AssignmentExpression' && parent.left === last.node;
}

function verdictOf(
  declarator: TSESTree.VariableDeclarator,
  variable: Variable,
  uses: readonly TimedUse[],
  lastUse: Node,
  emptied: string | null,
): Verdict<Reason> {
  const isAlone = declaratorOf(variable) !== null && declarator.parent.declarations.length === 1;
  if (!isAlone && declarator.parent.kind === 'const') return { tier: 'report', reason: 'declaredWithOthers' };
  if (!canCompleteNormally(lastUse)) return { tier: 'report', reason: 'usedByExit' };
  if (emptied === null) return { tier: 'report', reason: 'typeRefusesNull' };
  if (uses.some((use) => use.mayComeLater)) return { tier: 'review', reason: 'closureMayRunLater' };
  return { tier: 'safe' };
}

const EMPTY: Partial<Record<Kind, string>> = { array: '[]', string: "''", map: 'new Map()', set: 'new Set()' };

/**
 * A value that the variable's type takes and that holds nothing. `null` would not do: closures do not see the narrowing
 * of a `let`, so each use in one would be of a value that may be null.
 */
function emptyValueFor(
  code: SourceCode,
  { init }: TSESTree.VariableDeclarator,
  identifier: TSESTree.Identifier,
  { kind, what }: Bulk,
): string | null {
  const type = declaredTypeOf(code, identifier);
  if (kind === null) {
    const isAny = !type && what.startsWith('what was parsed');
    return isAny || type?.type === 'TSAnyKeyword' || type?.type === 'TSUnknownKeyword' ? 'null' : null;
  }
  // As a `const` a union may have been narrowed for good; a tuple refuses `[]`, a brand any text.
  const origin = init && originOf(code, init);
  // Without an origin it is the text of a file or a response.
  if (type ? !isPlainType(code, type, kind) : origin && !origin.fresh) return null;
  return kind === 'typedArray' ? emptyTypedArray(code, init) : (EMPTY[kind] ?? null);
}

/** `string`, `T[]`, `Set<T>`, `Map<K, V>`, `Uint8Array`: no union, tuple or intersection. */
function isPlainType(code: SourceCode, type: TSESTree.TypeNode, kind: Kind): boolean {
  if (kind === 'array' || kind === 'set') return elementTypeOf(code, type) !== null;
  return (type.type === 'TSStringKeyword' || type.type === 'TSTypeReference') && kindOfAnnotation(code, type) === kind;
}

function emptyTypedArray(code: SourceCode, init: Node | null): string | null {
  if (init?.type === 'NewExpression' && init.callee.type === 'Identifier') {
    // On a shared buffer it is of another type.
    const [first] = init.arguments;
    const ownsMemory = first !== undefined && isKind(code, first, 'number', 'array');
    return ownsMemory ? `new ${init.callee.name}(0)` : null;
  }
  return init?.type === 'CallExpression' && calleeText(init).startsWith('Buffer.') ? 'Buffer.alloc(0)' : null;
}

function calleeText({ callee }: TSESTree.CallExpression): string {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? `${callee.object.name}.` : '';
}
