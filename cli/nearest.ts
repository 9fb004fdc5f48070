// Which of the valid names a mistyped one was meant to be.

import { distance } from 'fastest-levenshtein';

/** The nearest name within two fifths of the word's length, or `undefined`. */
export function findNearest(word: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let shortest = Math.max(2, Math.floor(word.length * 0.4)) + 1;
  for (const name of names) {
    const length = distance(word.toLowerCase(), name.toLowerCase());
    if (length >= shortest) continue;
    nearest = name;
    shortest = length;
  }
  return nearest;
}

/** ` (did you mean x?)`, or nothing. */
export function suggestionFor(word: string, names: Iterable<string>): string {
  const nearest = findNearest(word, names);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}
