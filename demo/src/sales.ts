// What was sold, by product: sums up an export of the shop.

import { readFileSync } from 'node:fs';

/** @param csvFile rows such as `2026-03-01,tea,2` */
export function soldByProduct(csvFile: string): Map<string, number> {
  const sold = new Map<string, number>();
  const lines = readFileSync(csvFile, 'utf8').split('\n');
  for (const line of lines) {
    const [, product = '', count = ''] = line.split(',');
    if (product) sold.set(product, (sold.get(product) ?? 0) + Number(count));
  }
  return sold;
}
