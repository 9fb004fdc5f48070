// The README's first example is what memfix does.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { patterns } from '../../codemods/index.js';
import { fixText } from '../../core/fix.js';

const root = path.resolve(import.meta.dirname, '../..');

test('the patch at the top of the README is a safe rewrite', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const lines = /```diff\n(.*?)```/s.exec(readme)?.[1]?.split('\n') ?? [];
  const side = (other: string): string =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(1))
      .join('\n');
  const { text } = fixText(
    {
      filePath: path.join(root, 'example.ts'),
      root,
      text: side('+'),
      patterns: patterns.map((pattern) => ({ pattern, severity: 'warn' })),
    },
    new Set(['safe']),
  );
  expect(lines.length).toBeGreaterThan(5);
  expect(text).toBe(side('-'));
});
