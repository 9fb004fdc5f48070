// Generated parts of Markdown files, laid out as Prettier would.

/** An aligned table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const render = (cells: readonly string[] | undefined): string =>
    `| ${widths.map((width, column) => (cells?.[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [render(lines[0]), render(widths.map((width) => '-'.repeat(width))), ...lines.slice(1).map(render)].join('\n');
}

/**
 * Puts `content` between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error when the text does not hold both markers, once each and in this order.
 */
export function fillMarkers(text: string, name: string, content: string): string {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const parts = text.split(opening);
  const [before, rest] = parts;
  const inner = rest?.split(closing) ?? [];
  if (before === undefined || parts.length !== 2 || inner.length !== 2) {
    throw new Error(`there must be one ${opening} and after it one ${closing}`);
  }
  return `${before}${opening}\n\n${content}\n\n${closing}${inner[1] ?? ''}`;
}
