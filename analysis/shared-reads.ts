// Would one object do where each evaluation makes another?
//
// Guarantee: after `yes` nobody changes the object or a part of it, holds it when the code around it is done, or asks
// for its identity: evaluated once and used every time, it serves as well as a new one. `unknown` is said only of
// objects that cannot be changed, where somebody out of sight gets hold of one, and of tables of functions that are
// called by a key that may be one of an inherited method.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { every, type Answer } from './answer.js';
import { builtinMethod, type Method } from './builtins.js';
import { targetOf } from './calls.js';
import type { Shape } from './constants.js';
import { isFunction, loopTarget } from './enclosing.js';
import { seesReceiver } from './flow.js';
import { canBeKey } from './property-keys.js';
import { isTypeOnly, useOfValue, type Use } from './uses.js';
import { isWrittenOnce, variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** What is done with the value of `expression`. */
export function isOnlyRead(code: SourceCode, expression: Node, shape: Shape): Answer {
  return shape === null ? 'yes' : readsBy(code, useOfValue(expression), shape);
}

/** What is done with the values that the variable holds. */
export function isVariableOnlyRead(code: SourceCode, variable: Variable, shape: Shape): Answer {
  if (shape === null) return 'yes';
  if (!isWrittenOnce(variable)) return 'no';
  return every(
    variable.references
      .filter((reference) => reference.isRead() && !isTypeOnly(reference))
      .map(({ identifier }) => isOnlyRead(code, identifier, shape)),
  );
}

type Held = NonNullable<Shape>;

function readsBy(code: SourceCode, use: Use, shape: Held): Answer {
  switch (use.kind) {
    case 'test':
    case 'drop':
      return 'yes';
    case 'get':
      if (shape.kind === 'formatter') return byBoundFunction(code, use.node);
      return isMethodReference(shape, use.name) ? 'no' : isOnlyRead(code, use.node, partOf(shape, use.name));
    case 'method':
      return byMethod(code, use.node, use.name, shape);
    case 'call':
      return shape.kind === 'function' && use.node.type === 'CallExpression' ? 'yes' : 'no';
    case 'forOf':
      return isPatternOnlyRead(code, loopTarget(use.node), entriesIn(shape));
    case 'iterate':
      return byWalk(code, use.node, shape.kind === 'array' ? shape : { kind: 'array', inner: entriesIn(shape) });
    case 'properties':
      return byProperties(code, use.node, shape);
    case 'alias': {
      const variable = variableOf(code, use.target);
      return variable && use.node.type === 'VariableDeclarator' ? isVariableOnlyRead(code, variable, shape) : 'no';
    }
    // `formatter.extra = 1`
    case 'set':
      return 'no';
    case 'argument':
      return byArgument(code, use.node, use.index, shape);
    default:
      return kept(shape);
  }
}

/** A formatter cannot be changed: at most its identity tells. */
function kept({ kind }: Held): Answer {
  return kind === 'formatter' ? 'unknown' : 'no';
}

/** `names.sort(collator.compare)` */
function byBoundFunction(code: SourceCode, member: Node): Answer {
  const use = useOfValue(member);
  const target = use.kind === 'argument' ? targetOf(code, use.node) : null;
  return target?.kind === 'method' && use.kind === 'argument' && target.method.callback === use.index
    ? 'yes'
    : 'unknown';
}

function partOf({ kind, inner, parts }: Held, name: string | null): Shape {
  // `rows.length`, `names.size`
  if (kind !== 'object' && kind !== null && (name === 'length' || name === 'size')) return null;
  // A name that it has not gives what all objects have.
  return (name === null ? undefined : parts?.get(name)) ?? (name !== null && parts?.has(name) ? null : inner);
}

/** What walking it gives: of a Map, pairs. */
function entriesIn({ kind, inner }: Held): Shape {
  return kind === 'map' && inner !== null ? { kind: 'array', inner } : inner;
}

/** `set.has` without a call, `text.match` of a table: whoever gets it may call it on something else. */
function isMethodReference({ kind }: Held, name: string | null): boolean {
  if (kind === 'object') return false;
  if (kind === null) return true;
  return name === null ? kind !== 'array' : name !== 'size' && name !== 'length';
}

const FORMATTER_METHODS = new Set(
  'compare format formatRange formatRangeToParts formatToParts of resolvedOptions select selectRange segment'.split(
    ' ',
  ),
);

function byMethod(code: SourceCode, call: TSESTree.CallExpression, name: string | null, shape: Held): Answer {
  const { kind, inner } = shape;
  if (kind === 'formatter') return name !== null && FORMATTER_METHODS.has(name) ? 'yes' : 'unknown';
  if (kind === 'object' && inner?.kind === 'function') return byEntry(code, call, name, shape);
  const method = kind === null || name === null ? null : builtinMethod(kind, name);
  if (!method) return 'no';
  // Without the flags `g` and `y` a search leaves no trace.
  if (kind === 'regexp') return 'yes';
  if (method.mutates || method.returnsReceiver) return 'no';
  if (method.gives === 'iterator') return isIteratorOnlyRead(code, call, name === 'entries', inner);
  return every([isCallbackQuiet(code, call, method, shape), isResultOnlyRead(code, call, method, shape)]);
}

/**
 * `table[key](x)`: an arrow function does not see the table, but what all objects inherit does: `valueOf` gives it, and
 * `__defineGetter__` changes it, once it has the two arguments that it asks for.
 */
function byEntry(code: SourceCode, call: TSESTree.CallExpression, name: string | null, shape: Held): Answer {
  if (name !== null && shape.parts?.has(name)) return 'yes';
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return 'no';
  const [, second] = call.arguments;
  const isGiven = second !== undefined || call.arguments.some(({ type }) => type === 'SpreadElement');
  const canBe = (inherited: string): boolean => canBeKey(code, callee.property, inherited, callee.computed) !== 'no';
  if (isGiven && (canBe('__defineGetter__') || canBe('__defineSetter__'))) return 'unknown';
  return canBe('valueOf') && isOnlyRead(code, call, shape) !== 'yes' ? 'unknown' : 'yes';
}

/** What comes of it holds a part of the object, unless those are no objects. */
function isResultOnlyRead(code: SourceCode, call: TSESTree.CallExpression, { gives }: Method, shape: Held): Answer {
  if (shape.inner === null) return 'yes';
  if (gives === undefined) return isOnlyRead(code, call, shape.inner);
  return gives === 'array' ? isOnlyRead(code, call, shape) : 'yes';
}

function isCallbackQuiet(code: SourceCode, call: TSESTree.CallExpression, method: Method, { inner }: Held): Answer {
  const callback = method.callback === undefined ? undefined : call.arguments[method.callback];
  if (!callback) return 'yes';
  if (method.passesReceiver !== undefined && seesReceiver(code, callback, method.passesReceiver)) return 'no';
  if (inner === null) return 'yes';
  const bare = unwrapped(callback);
  // A fold gives its callback what it gave back.
  if (!isFunction(bare) || method.passesReceiver !== 2) return 'no';
  return every(bare.params.slice(0, 2).map((parameter) => isPatternOnlyRead(code, parameter, inner)));
}

function isIteratorOnlyRead(code: SourceCode, iterator: Node, givesEntries: boolean, inner: Shape): Answer {
  const use = useOfValue(iterator);
  const step: Shape = givesEntries && inner !== null ? { kind: 'array', inner } : inner;
  if (use.kind === 'forOf') return isPatternOnlyRead(code, loopTarget(use.node), step);
  return use.kind === 'iterate' && use.node.type !== 'YieldExpression'
    ? byWalk(code, use.node, { kind: 'array', inner: step })
    : 'no';
}

function byWalk(code: SourceCode, node: Node, shape: Held): Answer {
  const { inner } = shape;
  const pattern = patternOf(node);
  if (pattern) return isPatternOnlyRead(code, pattern, shape);
  if (inner === null) return 'yes';
  const isCopied = node.type === 'SpreadElement' && node.parent.type === 'ArrayExpression';
  return isCopied ? isOnlyRead(code, node.parent, { kind: 'array', inner }) : 'no';
}

function byProperties(code: SourceCode, node: Node, shape: Held): Answer {
  if (node.type === 'ForInStatement' || node.type === 'BinaryExpression' || shape.inner === null) return 'yes';
  const pattern = patternOf(node);
  return pattern ? isPatternOnlyRead(code, pattern, shape) : 'no';
}

/** `const [a, b] = x`; an assignment has its value used as well. */
function patternOf(node: Node): Node | null {
  return node.type === 'VariableDeclarator' ? node.id : null;
}

function isPatternOnlyRead(code: SourceCode, pattern: Node, shape: Shape): Answer {
  if (shape === null) return 'yes';
  const { inner } = shape;
  switch (pattern.type) {
    case 'Identifier': {
      const variable = variableOf(code, pattern);
      const isDeclared = variable?.identifiers.includes(pattern) ?? false;
      return variable && isDeclared ? isVariableOnlyRead(code, variable, shape) : 'no';
    }
    case 'AssignmentPattern':
      return isPatternOnlyRead(code, pattern.left, shape);
    case 'ArrayPattern':
      return every(
        pattern.elements.map((item, index) =>
          item
            ? isPatternOnlyRead(code, item, item.type === 'RestElement' ? inner : partOf(shape, String(index)))
            : 'yes',
        ),
      );
    case 'ObjectPattern':
      return every(
        pattern.properties.map((item) =>
          item.type === 'Property'
            ? isPatternOnlyRead(code, item.value, partOf(shape, propertyName(item)))
            : isPatternOnlyRead(code, item, inner),
        ),
      );
    default:
      return 'no';
  }
}

const READERS_OF_PROPERTIES = new Set(['Object.keys', 'Object.hasOwn', 'Array.isArray', 'JSON.stringify']);

function byArgument(
  code: SourceCode,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  index: number,
  shape: Held,
): Answer {
  const target = targetOf(code, call);
  // `text.replace(pattern, …)`; with other arguments too it only reads the pattern.
  if (target.kind === 'method') {
    return shape.kind === 'regexp' && target.receiverKind === 'string' && index === 0 ? 'yes' : 'no';
  }
  if (target.kind === 'constructor') return shape.inner === null && /^(?:Map|Set)$/.test(target.name) ? 'yes' : 'no';
  if (target.kind !== 'function' || index > 0) return kept(shape);
  if (READERS_OF_PROPERTIES.has(target.name) && call.arguments.length === 1) return 'yes';
  if (target.name === 'Object.values') return isOnlyRead(code, call, { kind: 'array', inner: shape.inner });
  if (target.name !== 'Object.entries') return 'no';
  const { inner } = shape;
  return inner === null ? 'yes' : isOnlyRead(code, call, { kind: 'array', inner: { kind: 'array', inner } });
}
