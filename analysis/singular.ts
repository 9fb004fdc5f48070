// What one element of a collection is called, by the name of the collection: `user` for `users`.

import type { Node } from '../core/source-code.js';
import { propertyName, unwrapped } from './wrappers.js';

/** `user` for `users` and `this.users`, `key` for `Object.keys(…)`; `null` where no name follows, or none that can be declared. */
export function singularOf(source: Node): string | null {
  const bare = unwrapped(source);
  if (bare.type === 'CallExpression') {
    const method = propertyName(bare.callee);
    return method && /^(?:keys|values|entries)$/.test(method) ? singular(method) : null;
  }
  const name = bare.type === 'Identifier' ? bare.name : propertyName(bare);
  return name && /^[a-z][A-Za-z]*$/.test(name) ? singular(name) : null;
}

/** Words of the language with a plural: `const var of vars` does not parse. */
const RESERVED = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static ' +
    'super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

function singular(plural: string): string | null {
  let name: string | null = null;
  if (/[^aeiou]ies$/.test(plural)) name = plural.replace(/ies$/, 'y');
  else if (/(?:ss|sh|ch|x|zz)es$/.test(plural)) name = plural.slice(0, -2);
  else if (/[^su]s$/.test(plural) && plural.length > 3) name = plural.slice(0, -1);
  return name !== null && !RESERVED.has(name) ? name : null;
}
