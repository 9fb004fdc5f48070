// Watches a file and tells how much of it changed since it was first read.

import { readFileSync, watchFile } from 'node:fs';

export function watchLines(file, onChange) {
  const first = readFileSync(file, 'utf8').split('\n');
  const count = first.length;
  const longest = first.reduce((most, line) => Math.max(most, line.length), 0);
  console.log(`${file}: ${count} lines, the longest of ${longest} characters`);
  const widths = first.map((line) => line.length);
  const isWide = (index) => first[index].length > 80;
  console.log(`${widths.filter((_, index) => isWide(index)).length} lines are wider than 80`);
  watchFile(file, () => onChange(file, count));
}
