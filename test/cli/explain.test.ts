import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { renderMarkdown } from '../../cli/markdown.js';
import { readRulePage, rewrittenBy } from '../../cli/rule-page.js';

/** Shows which words are painted, and how. */
const marks = {
  ...picocolors.createColors(false),
  bold: (text: unknown) => `B(${String(text)})`,
  underline: (text: unknown) => `U(${String(text)})`,
  cyan: (text: unknown) => `C(${String(text)})`,
  dim: (text: unknown) => `D(${String(text)})`,
};

const PAGE = [
  '# Title',
  '',
  'Words with `code`, **strength** and [a link](x.md).',
  '',
  '## Part',
  '',
  '| name | what     |',
  '| ---- | -------- |',
  '| `ab` | x \\| y  |',
  '| c    | **d**    |',
  '',
  '```js',
  '# not a heading',
  '| not | a table |',
  '```',
].join('\n');

test('a page is laid out for a terminal', () => {
  expect(renderMarkdown(PAGE, 80, marks)).toBe(
    [
      'B(U(Title))',
      '',
      'Words with C(code), B(strength) and U(a link).',
      '',
      'B(Part)',
      '',
      '  D(name)  D(what)',
      '  C(ab)    x | y',
      '  c     B(d)',
      '',
      'C(    # not a heading)',
      'C(    | not | a table |)',
    ].join('\n'),
  );
});

test('a table that is wider than the terminal becomes a list', () => {
  const table = '| reason | meaning |\n| --- | --- |\n| `late` | ' + 'one two three '.repeat(5).trim() + ' |';
  expect(renderMarkdown(table, 40, marks)).toBe(
    ['  C(late)', '      one two three one two three one', '      two three one two three one two', '      three'].join(
      '\n',
    ),
  );
});

test('a page is read without what is there for generators, and says what rewrites', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-page-'));
  try {
    mkdirSync(path.join(folder, 'docs', 'rules'), { recursive: true });
    const table = '| family | rewritten by | types |\n| --- | --- | --- |\n| lazy | `fix`, `fix --review` | used |';
    const text = `<!-- rule -->\n\n# memfix/x\r\n\n${table}\n\n<!-- /rule -->\n`;
    writeFileSync(path.join(folder, 'docs', 'rules', 'x.md'), text);
    const page = readRulePage('x', folder) ?? '';
    expect(page).toBe(`# memfix/x\n\n${table}`);
    expect(rewrittenBy(page)).toEqual(['fix', 'fix --review']);
    expect(rewrittenBy(page.replace('`fix`, `fix --review`', 'nothing'))).toEqual([]);
    expect(readRulePage('y', folder)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
