// Where the constant can be made once: before the outermost thing that repeats it, and before whatever may use it.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Answer } from '../../analysis/answer.js';
import { mayRunGetter } from '../../analysis/accessors.js';
import { builtinConstructor } from '../../analysis/builtins.js';
import { ownSubtreeOf } from '../../analysis/children.js';
import { ancestorsOf, contains, functionAround, isFunction, loopsAround } from '../../analysis/enclosing.js';
import { mayRunOften } from '../../analysis/run-count.js';
import { isGlobal, isModule, isSeenOutside, variableOf, type Variable } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface Place {
  /** The constant is made before this statement. */
  readonly before: Node;
  /** The program or block whose statement that is. */
  readonly list: TSESTree.Program | TSESTree.BlockStatement;
  /** What it is made of has its value there. */
  readonly isReady: Answer;
  /** Nothing can use it earlier. */
  readonly isInTime: Answer;
  /** Its name is seen in this file only. */
  readonly isOwnScope: Answer;
  /** It is made of nothing that other modules export. */
  readonly isLocal: Answer;
}

/** @param moved the declarator or expression that goes there. @returns `null` when there is no such place. */
export function findPlace(code: SourceCode, names: readonly TSESTree.Identifier[], moved: Node): Place | null {
  const statement = findStatement(code, moved);
  const list = statement?.parent;
  if (!statement || (list?.type !== 'Program' && list?.type !== 'BlockStatement')) return null;
  const before = isHoisted(statement)
    ? (list.body.find((one) => one === statement || !isInert(code, one)) ?? statement)
    : statement;
  const variables = names.flatMap((name) => variableOf(code, name) ?? []);
  const isTop = list.type === 'Program';
  return {
    before,
    list,
    isReady: variables.every((variable) => isReadyAt(variable, before)) ? 'yes' : 'unknown',
    isInTime: isTop && isHoisted(statement) && mayRunEarlier(code, statement) ? 'unknown' : 'yes',
    isOwnScope: !isTop || isModule(code) ? 'yes' : 'unknown',
    isLocal: variables.some(({ defs }) => defs.some(({ type }) => type === 'ImportBinding')) ? 'unknown' : 'yes',
  };
}

/** The nearest statement around that runs once; else the outermost loop of the function that knows all names. */
function findStatement(code: SourceCode, moved: Node): Node | null {
  let outermost: Node | null = null;
  let child = moved;
  let isInFunction = true;
  for (const current of ancestorsOf(moved)) {
    const isListed = current.type === 'Program' || current.type === 'BlockStatement';
    if (isListed && isVisibleAt(code, moved, child)) {
      if (!mayRunOften(code, child)) return child;
      if (isInFunction && [...loopsAround(moved)].some((loop) => contains(child, loop))) outermost = child;
    }
    if (isFunction(current) || /^Class|^StaticBlock$/.test(current.type)) isInFunction = false;
    child = current;
  }
  return outermost;
}

/** Whether every name in what is moved, those of types too, means the same before the statement. */
function isVisibleAt(code: SourceCode, moved: Node, statement: Node): boolean {
  return (code.scopeManager?.scopes ?? []).every(({ references }) =>
    references.every(({ identifier, resolved }) => {
      if (!contains(moved, identifier) || !resolved || resolved.defs.length === 0) return true;
      const { block } = resolved.scope;
      const isOwn = moved.type === 'VariableDeclarator' && moved.id.range[0] === identifier.range[0];
      if (isOwn || resolved.identifiers.every((one) => contains(moved, one))) return true;
      return contains(block, statement) && block !== statement;
    }),
  );
}

function isReadyAt(variable: Variable, before: Node): boolean {
  const [definition] = variable.defs;
  if (!definition) return false;
  if (definition.type === 'ImportBinding' || definition.type === 'FunctionName' || definition.type === 'Parameter')
    return true;
  const declared = definition.type === 'Variable' ? definition.parent : definition.node;
  if (declared.range[1] > before.range[0]) return false;
  // A function that is called by its name may be called before what stands above it has run.
  const home = functionAround(before);
  return home === null || contains(home, declared) || isCalledOnTheSpot(home);
}

function isCalledOnTheSpot(home: Node): boolean {
  return home.parent?.type === 'CallExpression' && home.parent.callee === home;
}

function isHoisted(statement: Node): boolean {
  return declaredFunction(statement) !== null;
}

function declaredFunction(statement: Node): TSESTree.FunctionDeclaration | null {
  const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  const declared = isExport ? statement.declaration : statement;
  return declared?.type === 'FunctionDeclaration' ? declared : null;
}

/** Whether running the statement calls no function of this file and hands none to others. */
function isInert(code: SourceCode, statement: Node): boolean {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return true;
    case 'ExportNamedDeclaration':
      return !statement.declaration || isInert(code, statement.declaration);
    case 'ExportDefaultDeclaration':
      return statement.declaration.type === 'FunctionDeclaration';
    case 'ExpressionStatement':
      return statement.expression.type === 'Literal';
    case 'VariableDeclaration':
    case 'TSEnumDeclaration':
      return isQuiet(code, statement);
    default:
      return false;
  }
}

const LOUD =
  /^(?:Tagged|Await|Yield|Assignment|Update|Import|Class|ArrayPattern|Spread|Call|New|JSX)|^UnaryExpression$|^ObjectPattern$/;

function isQuiet(code: SourceCode, root: Node): boolean {
  for (const node of ownSubtreeOf(code, root)) {
    if (node.type === 'MemberExpression' && mayRunGetter(code, node)) return false;
    if (LOUD.test(node.type) && !isKnownQuiet(code, node)) return false;
  }
  return true;
}

function isKnownQuiet(code: SourceCode, node: Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator !== 'delete';
  if (node.type === 'NewExpression')
    return (
      node.callee.type === 'Identifier' &&
      !variableOf(code, node.callee) &&
      builtinConstructor(node.callee.name) !== null
    );
  // `const { join } = require('node:path')`
  if (node.type === 'ObjectPattern')
    return node.parent.type === 'VariableDeclarator' && isRequire(code, node.parent.init);
  return isRequire(code, node);
}

function isRequire(code: SourceCode, node: Node | null): boolean {
  return (
    node?.type === 'CallExpression' && isGlobal(code, node.callee, 'require') && node.arguments[0]?.type === 'Literal'
  );
}

/** Whether another module can call the function while this one waits for its imports. */
function mayRunEarlier(code: SourceCode, statement: Node): boolean {
  return code.ast.body.some(mayComeBack) && isReachable(code, statement, new Set());
}

/** Node's own modules import nothing of a program. */
function mayComeBack(statement: Node): boolean {
  if (statement.type === 'ImportDeclaration' && statement.importKind === 'type') return false;
  const isImport = statement.type === 'ImportDeclaration' || statement.type === 'ExportAllDeclaration';
  const source = isImport || statement.type === 'ExportNamedDeclaration' ? statement.source : null;
  return source ? !source.value.startsWith('node:') : false;
}

/** Exported, or called by a declared function that is. */
function isReachable(code: SourceCode, statement: Node, asked: Set<Node>): boolean {
  const declared = declaredFunction(statement);
  if (!declared || asked.has(statement)) return false;
  asked.add(statement);
  const variable = declared.id && variableOf(code, declared.id);
  if (!variable || isSeenOutside(code, variable) !== 'no') return true;
  return variable.references.some(({ identifier }) => {
    const user = code.ast.body.find((one) => contains(one, identifier));
    return user !== undefined && isReachable(code, user, asked);
  });
}
