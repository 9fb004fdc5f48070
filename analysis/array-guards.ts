// Whether `Array.isArray` has just told that a name, or a property of what has a name, is an array:
// `if (Array.isArray(error.causes)) error.causes.map(f);`.
//
// Guarantee: on every way to the node the test has held of the same name, which nobody has written since; and of a
// property, nothing that may change it has run since.

import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { ownSubtreeOf } from './children.js';
import { conditionsAt, isUnwrittenBetween } from './conditions.js';
import { ancestorsOf, contains, functionAround, loopsAround } from './enclosing.js';
import { variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export function isGuardedAsArray(code: SourceCode, node: Node): boolean {
  if (!code.text.includes('Array.isArray(')) return false;
  const path = pathOf(code, node);
  if (!path) return false;
  return conditionsAt(code, node).some(({ test, holds }) => {
    if (!holds || test.type !== 'CallExpression' || globalName(code, test.callee) !== 'Array.isArray') return false;
    const [first] = test.arguments;
    const asked = first && pathOf(code, first);
    if (asked?.variable !== path.variable || asked.names !== path.names) return false;
    const isName = path.names === '';
    return isUnwrittenBetween(code, path.variable, test, node) && (isName || isQuietBetween(code, test, node));
  });
}

interface Path {
  readonly variable: Variable;
  /** `.a.b` */
  readonly names: string;
}

function pathOf(code: SourceCode, expression: Node): Path | null {
  let names = '';
  let node = unwrapped(expression);
  while (node.type === 'MemberExpression') {
    const name = propertyName(node);
    if (name === null) return null;
    names = `.${name}${names}`;
    node = unwrapped(node.object);
  }
  const variable = node.type === 'Identifier' ? variableOf(code, node) : null;
  return variable && { variable, names };
}

const RUNS_OTHER_CODE =
  /^(?:CallExpression|NewExpression|TaggedTemplateExpression|AssignmentExpression|UpdateExpression|AwaitExpression|YieldExpression|ForOfStatement|ImportExpression|SpreadElement|ArrayPattern)$/;

/** Whether nothing between the test and the node calls, assigns, walks or waits. */
function isQuietBetween(code: SourceCode, test: Node, node: Node): boolean {
  const home = functionAround(node);
  if (functionAround(test) !== home) return false;
  const around = new Set(loopsAround(test));
  for (const loop of loopsAround(node)) if (!around.has(loop)) return false;
  let root = node;
  for (root of ancestorsOf(node)) if (contains(root, test)) break;
  for (const one of ownSubtreeOf(code, root)) {
    const [start, end] = one.range;
    const isBetween = start >= test.range[1] && end <= node.range[0];
    const isDeleting = one.type === 'UnaryExpression' && one.operator === 'delete';
    if (isBetween && (isDeleting || RUNS_OTHER_CODE.test(one.type))) return false;
    // `for (…) { … }` around the node has walked on before.
    if (one.type === 'ForOfStatement' && contains(one, node) && !contains(one, test)) return false;
  }
  return true;
}
