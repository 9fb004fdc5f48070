// What an element is called that has no name yet, or one that is taken.

import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node } from '../../core/source-code.js';
import type { Stage } from './chain.js';

/** The best first: what the callbacks call it (the `map` before the filters), then after the array. */
export function* candidateNames(stages: readonly Stage[], source: Node | null): Generator<string> {
  for (const { callback } of [...stages].reverse()) {
    const parameter = callback.kind === 'inline' ? callback.parameter : callback.callee?.params[0];
    if (parameter?.type === 'Identifier') yield parameter.name;
  }
  const singular = source && singularOf(source);
  if (singular) yield singular;
  yield* ['item', 'element', 'entry'];
}

/** `user` for `users` and `this.users`, `key` for `Object.keys(…)`. */
function singularOf(source: Node): string | null {
  const bare = unwrapped(source);
  if (bare.type === 'CallExpression') {
    const method = propertyName(bare.callee);
    return method && /^(?:keys|values|entries)$/.test(method) ? singular(method) : null;
  }
  const name = bare.type === 'Identifier' ? bare.name : propertyName(bare);
  return name && /^[a-z][A-Za-z]*$/.test(name) ? singular(name) : null;
}

const RESERVED = new Set('case class default export import new package switch this'.split(' '));

function singular(plural: string): string | null {
  let name: string | null = null;
  if (/[^aeiou]ies$/.test(plural)) name = plural.replace(/ies$/, 'y');
  else if (/(?:ss|sh|ch|x|zz)es$/.test(plural)) name = plural.slice(0, -2);
  else if (/[^su]s$/.test(plural) && plural.length > 3) name = plural.slice(0, -1);
  return name !== null && !RESERVED.has(name) ? name : null;
}
