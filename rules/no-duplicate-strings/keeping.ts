// Whether a record outlives the turn that makes it: it goes into a collection from before, or is a result of `map`.

import { contains, functionAround, isFunction } from '../../analysis/enclosing.js';
import { isKind } from '../../analysis/origin.js';
import { useOf, usesOf } from '../../analysis/uses.js';
import { isWrittenOnce, variableNamedBy, variableOf, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../../analysis/wrappers.js';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Turn } from './turns.js';

export function isKept(code: SourceCode, record: TSESTree.ObjectExpression, turn: Turn): boolean {
  const use = useOf(record);
  if (use.kind !== 'alias') return goesOut(code, record, turn);
  // `const row = { … }; rows.push(row);`
  const variable = variableOf(code, use.target);
  return (
    variable !== null &&
    isWrittenOnce(variable) &&
    contains(turn.body, use.target) &&
    usesOf(variable).some(({ identifier, use: { kind } }) => kind !== 'write' && goesOut(code, identifier, turn))
  );
}

function goesOut(code: SourceCode, value: Node, turn: Turn): boolean {
  const { node, body } = turn;
  const { parent } = wrapped(value);
  // `{ id, place: { country } }`
  if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression') {
    return parent.value === wrapped(value) && isKept(code, parent.parent, turn);
  }
  const use = useOf(value);
  if (use.kind === 'return') {
    const isResult = isFunction(body) && functionAround(value) === body && node.type === 'CallExpression';
    return isResult && propertyName(node.callee) === 'map' && isListKept(node);
  }
  if (use.kind !== 'argument' || use.node.callee.type !== 'MemberExpression') return false;
  const { object } = use.node.callee;
  const name = propertyName(use.node.callee);
  const isAdded = name === 'push' ? isKind(code, object, 'array') : name === 'set' && isKind(code, object, 'map');
  if (!isAdded || (name === 'set' && use.index !== 1)) return false;
  const collection = variableNamedBy(code, unwrapped(object));
  return collection
    ? isOlder(collection, body) && !isEmptied(collection, node)
    : !contains(body, object) || isField(object);
}

/** `this.rows` */
function isField(object: Node): boolean {
  const node = unwrapped(object);
  return node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
}

function isOlder({ identifiers }: Variable, body: Node): boolean {
  return identifiers.every((identifier) => !contains(body, identifier));
}

const EMPTYING = new Set(['clear', 'delete', 'pop', 'shift', 'splice']);

/** A batch that is handed on when it is full keeps nothing for long. */
function isEmptied(collection: Variable, turn: Node): boolean {
  return usesOf(collection).some(({ use, identifier }) => {
    if (!contains(turn, identifier)) return false;
    if (use.kind === 'write') return true;
    return use.kind === 'set' ? use.name === 'length' : use.kind === 'method' && EMPTYING.has(use.name ?? '');
  });
}

/** Methods whose result has the same elements. */
const PASSING_ON = new Set(['filter', 'reverse', 'slice', 'sort', 'toReversed', 'toSorted']);

function isListKept(call: Node): boolean {
  const use = useOf(call);
  switch (use.kind) {
    case 'method':
      return PASSING_ON.has(use.name ?? '') && isListKept(use.node);
    case 'alias':
    case 'return':
    case 'store':
    case 'export':
      return true;
    default:
      return false;
  }
}
