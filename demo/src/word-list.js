// How many words of a file are repeated? The file is read once, the answer is asked for again and again.

import { readFileSync } from 'node:fs';

export function countRepeatedWords(file) {
  const words = readFileSync(file, 'utf8').split(/\s+/);
  const isRepeated = (word, index) => words[index - 1] === word;
  const count = words.filter((word, index) => isRepeated(word, index)).length;
  return () => count;
}
