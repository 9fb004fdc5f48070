// The documentation page of a rule, which the package holds.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageInfo } from '../core/package.js';

/** Without what is there for generators only. `undefined` where the rule has no page. */
export function readRulePage(ruleId: string, folder = packageInfo.folder): string | undefined {
  try {
    const page = readFileSync(path.join(folder, 'docs', 'rules', `${ruleId}.md`), 'utf8');
    return page
      .replaceAll('\r\n', '\n')
      .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim();
  } catch {
    return undefined;
  }
}

/** `fix`, `fix --review` or both: the column of that name, which is generated from the rule's fixtures. */
export function rewrittenBy(page: string): string[] {
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const head = rows.findIndex((cells) => cells.includes(COLUMN));
  const cell = rows[head + 2]?.[rows[head]?.indexOf(COLUMN) ?? -1] ?? '';
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
}

const COLUMN = 'rewritten by';
