// A loop that counts through an array to read its elements in order: `for (let i = 0; i < lines.length; i++) …`

import type { TSESTree } from '@typescript-eslint/utils';
import { contains, loopsAround } from '../../analysis/enclosing.js';
import { singularOf } from '../../analysis/singular.js';
import { usesOf, type VariableUse } from '../../analysis/uses.js';
import { isNameFree, isSeenOutside, isWrittenOnce, mentionsNames, variableOf } from '../../analysis/variables.js';
import type { Variable } from '../../analysis/variables.js';
import { propertyName, wrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export interface IndexLoop {
  readonly node: TSESTree.ForStatement;
  /** The name of the array in the head of the loop. */
  readonly array: Node;
  /** `const line = lines[i];` at the beginning of the body. */
  readonly declaration: TSESTree.VariableDeclaration | null;
  readonly keyword: 'const' | 'let';
  /** What each turn calls the element. */
  readonly target: Node | string;
  /** Where the body reads the element as `lines[i]`. */
  readonly reads: readonly Node[];
}

/** A loop that is all that looks at the array, whatever it does with the index, and from wherever it counts. */
export function loopOverIndexes(code: SourceCode, array: Variable): TSESTree.ForStatement | null {
  const uses = usesOf(array).filter(({ use }) => use.kind !== 'write');
  const [declared] = array.identifiers;
  const [first] = uses;
  if (!first || !declared || isSeenOutside(code, array) !== 'no' || !isWrittenOnce(array)) return null;
  const [loop] = loopsAround(first.identifier);
  if (loop?.type !== 'ForStatement' || [...loopsAround(loop)][0] !== [...loopsAround(declared)][0]) return null;
  const areInLoop = uses.every(
    ({ use, identifier, inClosure }) =>
      use.kind === 'get' && !inClosure && contains(loop, identifier) && (use.name === 'length' || use.node.computed),
  );
  return areInLoop && uses.some(({ identifier }) => contains(loop.body, identifier)) ? loop : null;
}

/** One that reads each element, from the first to the last, and uses the index for nothing else. */
export function indexLoopOf(code: SourceCode, array: Variable): IndexLoop | null {
  const node = loopOverIndexes(code, array);
  const index = node && indexOf(code, node);
  if (!index) return null;
  const uses = usesOf(array).filter(({ use }) => use.kind !== 'write');
  const [bound, ...reads] = uses;
  const { test } = node;
  const isBound = test?.type === 'BinaryExpression' && bound && wrapped(bound.identifier).parent === test.right;
  if (!isBound || reads.length === 0 || !countsUp(node, index.name)) return null;
  const elements = reads.map((read) => elementRead(code, read, index));
  if (elements.includes(null)) return null;
  // In its head and as `lines[i]`: whoever else reads it wants the number.
  if (index.references.length !== 3 + reads.length) return null;
  const nodes = elements.flatMap((element) => element ?? []);
  const declaration = declarationOf(node, nodes[0]);
  const rest = declaration ? nodes.slice(1) : nodes;
  const [declarator] = declaration?.declarations ?? [];
  const kind = declaration?.kind;
  const own = declarator?.id.type === 'Identifier' && (kind === 'const' || kind === 'let') ? declarator.id : null;
  // What is declared there may be written or hidden where the element is read once more.
  if (declaration && (!own || rest.length > 0)) return null;
  const target = own ?? nameFor(code, node, array);
  if (!target) return null;
  return {
    node,
    array: bound.identifier,
    declaration,
    keyword: kind === 'let' ? 'let' : 'const',
    target,
    reads: rest,
  };
}

/** `let i = 0` */
function indexOf(code: SourceCode, { init }: TSESTree.ForStatement): Variable | null {
  if (init?.type !== 'VariableDeclaration' || init.declarations.length !== 1) return null;
  const [declarator] = init.declarations;
  return declarator?.init?.type === 'Literal' && declarator.init.value === 0 ? variableOf(code, declarator.id) : null;
}

/** `i < lines.length; i++` */
function countsUp({ test, update }: TSESTree.ForStatement, index: string): boolean {
  const isIndex = (node: Node): boolean => node.type === 'Identifier' && node.name === index;
  if (test?.type !== 'BinaryExpression' || !isIndex(test.left)) return false;
  if (!/^(?:<|!==?)$/.test(test.operator) || propertyName(test.right) !== 'length') return false;
  if (update?.type === 'UpdateExpression') return update.operator === '++' && isIndex(update.argument);
  if (update?.type !== 'AssignmentExpression' || update.operator !== '+=') return false;
  return isIndex(update.left) && update.right.type === 'Literal' && update.right.value === 1;
}

/** `lines[i]`, with the `!` that TypeScript asks for. */
function elementRead(code: SourceCode, { use }: VariableUse, index: Variable): Node | null {
  if (use.kind !== 'get' || !use.node.computed || use.node.optional) return null;
  if (variableOf(code, use.node.property) !== index) return null;
  const { parent } = use.node;
  return parent.type === 'TSNonNullExpression' ? parent : use.node;
}

function declarationOf(
  { body }: TSESTree.ForStatement,
  element: Node | undefined,
): TSESTree.VariableDeclaration | null {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  if (first?.type !== 'VariableDeclaration' || first.declarations.length !== 1) return null;
  const [declarator] = first.declarations;
  return declarator?.init && declarator.init === element && !declarator.id.typeAnnotation ? first : null;
}

/** `line` of `lines`, if nobody means something else by it. */
function nameFor(code: SourceCode, loop: TSESTree.ForStatement, array: Variable): string | null {
  const [named] = array.identifiers;
  const singular = named && singularOf(named);
  const names = [...(singular ? [singular, `raw${singular[0]?.toUpperCase() ?? ''}${singular.slice(1)}`] : []), 'item'];
  const isFree = (name: string): boolean => isNameFree(code, loop, name) && !mentionsNames(code, loop, new Set([name]));
  return names.find(isFree) ?? null;
}
