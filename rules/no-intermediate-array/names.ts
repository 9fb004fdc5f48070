// What an element is called that has no name yet, or one that is taken.

import { singularOf } from '../../analysis/singular.js';
import type { Node } from '../../core/source-code.js';
import type { Stage } from './chain.js';
import type { Consumer } from './consumer.js';

/** The best first: what the callbacks call it (the `map` before the filters), then after the array. */
export function* candidateNames(stages: readonly Stage[], source: Node | null, consumer: Consumer): Generator<string> {
  for (const { callback } of [...stages].reverse()) {
    const parameter = callback.kind === 'inline' ? callback.parameter : callback.callee?.params[0];
    if (parameter?.type === 'Identifier') yield parameter.name;
  }
  const given = stages.length === 0 && consumer.kind === 'forEachNamed' ? consumer.callback.callee?.params[0] : null;
  if (given?.type === 'Identifier') yield given.name;
  const singular = source && singularOf(source);
  if (singular) yield singular;
  yield* ['item', 'element', 'entry'];
}
