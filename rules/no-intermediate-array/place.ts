// The one place where the consumer reads what a last `map` gives: what the `map` computes can stand there itself.

import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, isFunction } from '../../analysis/enclosing.js';
import { variableOf } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { elementOf, type Consumer } from './consumer.js';
import type { Segment } from './segments.js';

/** `(sum, price) => sum + price` of `map((item) => item.price)` becomes `(sum, item) => sum + item.price`. */
export function placeIn(
  code: SourceCode,
  consumer: Consumer,
  segments: readonly Segment[],
): TSESTree.Identifier | null {
  const element = elementOf(consumer);
  const body = expressionBody(consumer);
  const { callback: map, flattening } = segments.at(-2)?.map ?? {};
  if (
    !map ||
    flattening?.kind === 'each' ||
    (segments.at(-1)?.stages.length ?? 0) > 0 ||
    !body ||
    element?.type !== 'Identifier'
  )
    return null;
  if (map.kind === 'inline' && map.node.returnType) return null;
  const references = variableOf(code, element)?.references ?? [];
  const [only, ...others] = references.filter(({ identifier }) => identifier !== element);
  const place = only?.identifier;
  if (!place || others.length > 0 || only.isWrite() || place.type !== 'Identifier') return null;
  return isAlwaysEvaluated(place, body) ? place : null;
}

function expressionBody(consumer: Consumer): Node | null {
  if (consumer.kind === 'forEachNamed' || consumer.kind === 'filling') return null;
  const { body } = consumer.kind === 'forOf' ? consumer.node : consumer.callback;
  return body.type === 'BlockStatement' ? null : body;
}

/** Not in a branch, a function, or a property that is its name too. */
function isAlwaysEvaluated(place: Node, body: Node): boolean {
  let child = place;
  for (const current of ancestorsOf(place)) {
    if (isFunction(current)) return false;
    // What is called would get another `this`.
    if (current.type === 'CallExpression' && current.callee === child && child === place) return false;
    if (current.type === 'TaggedTemplateExpression') return false;
    if (current.type === 'ConditionalExpression' && current.test !== child) return false;
    if (current.type === 'LogicalExpression' && current.left !== child) return false;
    if (current.type === 'ChainExpression' || current.type === 'ClassBody') return false;
    if (current.type === 'AssignmentExpression' && /^(?:&&|\|\||\?\?)=$/.test(current.operator)) return false;
    if (current.type === 'Property' && (current.shorthand || current.parent.type === 'ObjectPattern')) return false;
    if (current.type === 'AssignmentPattern') return false;
    if (current === body) return true;
    child = current;
  }
  return false;
}
