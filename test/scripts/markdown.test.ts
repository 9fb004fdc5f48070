// Generated Markdown must be what Prettier makes of it, or formatting and generation would undo each other.

import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { fillMarkers, markdownTable } from '../../scripts/markdown.js';

describe('markdownTable', () => {
  test.each([
    [['a', 'b'], [['1', '2']]],
    [
      ['rule', ''],
      [
        ['`x | y`', '125 → 1.04 MB; 0.50× time'],
        ['', '–'],
      ],
    ],
  ])('is laid out as by Prettier: %j', async (head, rows) => {
    const table = markdownTable(head, rows);
    expect(await format(table, { parser: 'markdown' })).toBe(`${table}\n`);
  });

  test('pads the columns', () => {
    expect(markdownTable(['rule', 'b'], [['no-x', '12345']])).toBe(
      ['| rule | b     |', '| ---- | ----- |', '| no-x | 12345 |'].join('\n'),
    );
  });
});

describe('fillMarkers', () => {
  test('markers are filled again and again with the same result', () => {
    const text = 'a\n\n<!-- gain -->\n\nold\n\n<!-- /gain -->\n\nb\n';
    const once = fillMarkers(text, 'gain', 'new');
    expect(once).toBe('a\n\n<!-- gain -->\n\nnew\n\n<!-- /gain -->\n\nb\n');
    expect(fillMarkers(once, 'gain', 'new')).toBe(once);
  });

  test.each(['', '<!-- gain -->', '<!-- /gain --> <!-- gain -->', '<!-- gain --><!-- gain --><!-- /gain -->'])(
    'markers that do not pair are an error: %j',
    (text) => {
      expect(() => fillMarkers(text, 'gain', 'new')).toThrow('there must be one <!-- gain -->');
    },
  );
});
