// Markdown for a terminal, as far as the pages of rules use it: headings, code, tables, and emphasis within lines.

import type { Colors } from './colors.js';
import { brokenAt } from './text-layout.js';

export function renderMarkdown(page: string, columns: number, colors: Colors): string {
  const shown: string[] = [];
  let table: string[] = [];
  let inCode = false;
  for (const line of [...page.split('\n'), '']) {
    if (!inCode && line.startsWith('|')) {
      table.push(line);
      continue;
    }
    shown.push(...renderedTable(table, columns, colors));
    table = [];
    if (/^\s*(?:```|~~~)/.test(line)) inCode = !inCode;
    else shown.push(inCode ? colors.cyan(`    ${line}`) : renderedLine(line, colors));
  }
  return shown.join('\n').trimEnd();
}

function renderedLine(line: string, colors: Colors): string {
  const [, marks, words = ''] = /^(#+) (.*)$/.exec(line) ?? [];
  if (marks === undefined) return painted(line, colors);
  return marks === '#' ? colors.bold(colors.underline(words)) : colors.bold(words);
}

/** In columns; where a row is wider than the terminal, each row below its first cell. */
function renderedTable(lines: readonly string[], columns: number, colors: Colors): string[] {
  if (lines.length === 0) return [];
  const [head = [], ...rows] = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cellsOf);
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((cells) => plain(cells[index] ?? '').length)));
  const total = widths.reduce((sum, width) => sum + width + GAP, GAP);
  if (total > columns) return rows.flatMap((cells) => listedRow(cells, columns, colors));
  const row = (cells: readonly string[], paint: (cell: string) => string): string => {
    const padded = cells.map((cell, index) => paint(cell) + ' '.repeat((widths[index] ?? 0) - plain(cell).length));
    return `  ${padded.join(' '.repeat(GAP))}`.trimEnd();
  };
  return [
    row(head, (cell) => colors.dim(plain(cell))),
    ...rows.map((cells) => row(cells, (cell) => painted(cell, colors))),
  ];
}

const GAP = 2;

function listedRow([first = '', ...others]: readonly string[], columns: number, colors: Colors): string[] {
  const lines = brokenAt(others.filter(Boolean).join(' · '), Math.min(columns, 110) - 6);
  return [`  ${painted(first, colors)}`, ...lines.map((line) => `      ${painted(line, colors)}`)];
}

function cellsOf(line: string): string[] {
  const escaped = line.trim().replace(/^\||\|$/g, '');
  return escaped.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const MARKUP = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)/g;

function plain(text: string): string {
  return text.replaceAll(MARKUP, (_, code?: string, strong?: string, words?: string) => code ?? strong ?? words ?? '');
}

function painted(text: string, { bold, cyan, underline }: Colors): string {
  return text.replaceAll(MARKUP, (_, code?: string, strong?: string, words?: string) => {
    if (code !== undefined) return cyan(code);
    return strong === undefined ? underline(words ?? '') : bold(strong);
  });
}
