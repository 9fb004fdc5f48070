// What a day's sales bring in, line by line of a log.

import { readFileSync } from 'node:fs';

export function takings(file: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('sale '))
    .map((line) => Number(line.slice(5)))
    .reduce((sum, amount) => sum + amount, 0);
}
