// The rule and the runtime each say which encodings and separators can be read line by line: the runtime imports nothing
// of memfix, and rules import nothing of the runtime. Whoever changes one changes the other.

import { expect, it } from 'vitest';
import { ENCODINGS as ENCODINGS_FOUND } from '../../rules/no-whole-file-lines/lines.js';
import { EXPRESSIONS as EXPRESSIONS_FOUND, TEXTS as TEXTS_FOUND } from '../../rules/no-whole-file-lines/separators.js';
import { cutterFor, ENCODINGS, EXPRESSIONS, STRINGS } from '../../runtime/cutting.js';

/** It ends no line of any system today: who splits there means something else. */
const RETURN = '\r';

const sorted = (names: Iterable<string>): string[] => [...names].sort();

it('finds the encodings that the runtime decodes chunk by chunk', () => {
  expect(sorted(ENCODINGS_FOUND)).toEqual(sorted(ENCODINGS.keys()));
});

it('finds the separators that the runtime cuts at, but a return alone', () => {
  expect(sorted([...TEXTS_FOUND.keys(), RETURN])).toEqual(sorted(STRINGS.keys()));
  expect(sorted([...EXPRESSIONS_FOUND.keys(), String.raw`\r`])).toEqual(sorted(EXPRESSIONS.keys()));
});

it('finds nothing for which the runtime would read the whole file', () => {
  for (const encoding of ENCODINGS_FOUND) {
    for (const text of TEXTS_FOUND.keys()) expect(cutterFor(encoding, text)).not.toBe(null);
    for (const source of EXPRESSIONS_FOUND.keys()) expect(cutterFor(encoding, new RegExp(source))).not.toBe(null);
  }
});
