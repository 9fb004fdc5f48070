// What is in stock, and what has to be ordered.

const stock = new Map<string, number>();

export function put(article: string, count: number): void {
  stock.set(article, (stock.get(article) ?? 0) + count);
}

export function toOrder(least: number): string {
  let list = '';
  for (const [article, count] of [...stock.entries()]) {
    if (count < least) list += `${article}: ${least - count}\n`;
  }
  return list;
}
