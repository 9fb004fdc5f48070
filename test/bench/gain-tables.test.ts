// The tables in the documentation are what bench/gain.json holds, and say what it says.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { headline, overviewTable, ruleTable, type GainRecord, type GainRecords } from '../../bench/gain-tables.js';
import { patterns } from '../../codemods/index.js';
import { fillMarkers } from '../../scripts/markdown.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const records = JSON.parse(read('bench/gain.json')) as GainRecords;

const cost = { retained: 100, peak: null, allocated: 3_000, milliseconds: 0.0123, fastest: 0.01 };
const record: GainRecord = {
  date: '2026-01-31',
  platform: 'linux x64',
  gain: 'bytes',
  versions: [
    {
      node: '22.13.0',
      sizes: [
        { size: 100, before: cost, after: { ...cost, retained: -20, allocated: 1_500 } },
        {
          size: 1_000_000,
          before: { retained: 8_000_123, peak: 125_400_000, allocated: 130_000_000, milliseconds: 80, fastest: 70 },
          after: { retained: 8_000_000, peak: 1_040_000, allocated: 1_100_000, milliseconds: 40, fastest: 35 },
        },
      ],
    },
  ],
};

describe('tables', () => {
  test('a rule has rows for each size, without a peak where it cannot be told', () => {
    const squeezed = ruleTable('no-toy', record).replaceAll(/ +\|/g, ' |').replaceAll(/-+/g, '-');
    expect(squeezed.split('\n')).toEqual([
      'Measured on 2026-01-31 (linux x64), before → after: `fixtures/no-toy/gain.ts`, one run for so many elements.',
      '',
      '| elements | | Node 22.13.0 |',
      '| - | - | - |',
      '| 100 | retained | 100 → 0 B |',
      '| 100 | allocated | 3 → 1.5 kB |',
      '| 100 | time | 12.3 µs → 12.3 µs (1.0×) |',
      '| 1,000,000 | retained | 8 → 8 MB |',
      '| 1,000,000 | peak | 125 → 1.04 MB |',
      '| 1,000,000 | allocated | 130 → 1.1 MB |',
      '| 1,000,000 | time | 80 ms → 40 ms (0.50×) |',
    ]);
  });

  test('the columns line up', () => {
    const rows = ruleTable('no-toy', record).split('\n').slice(2);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  test('the overview shows whichever of retained and peak falls further', () => {
    expect(overviewTable({ 'no-toy': record })).toContain('| peak         | 125 → 1.04 MB; 0.50× time |');
  });
});

test('a time that is less than a tenth is a fraction', () => {
  const [version] = record.versions;
  const [small] = version?.sizes ?? [];
  if (!version || !small) throw new Error('the record lost its sizes');
  const faster = { ...small, after: { ...cost, milliseconds: cost.milliseconds / 930 } };
  const table = ruleTable('no-toy', { ...record, versions: [{ ...version, sizes: [faster] }] });
  expect(table).toContain('12.3 µs → 0.01 µs (1/930)');
});

describe('headline', () => {
  test('is the newest version at the largest size', () => {
    const older = { node: '9.0.0', sizes: [] };
    const text = headline({ 'no-accumulating-copy': { ...record, versions: [...record.versions, older] } });
    expect(text).toBe('With 1,000,000 rows on Node 22.13.0: 130 → 1.1 MB allocated, in 80 ms → 40 ms.');
  });

  test('there is none without a measurement', () => {
    expect(() => headline({})).toThrow('has to be measured first');
  });
});

describe('documentation', () => {
  const ids = patterns.map(({ rule }) => rule.id);

  test('every rule is measured, and nothing else', () => {
    expect(Object.keys(records)).toEqual([...ids].sort());
  });

  test.each(ids)('docs/rules/%s.md holds the table of bench/gain.json', (id) => {
    const page = read(`docs/rules/${id}.md`);
    const measured = records[id];
    expect(measured && fillMarkers(page, 'gain', ruleTable(id, measured))).toBe(page);
  });

  test('the README holds the headline', () => {
    const readme = read('README.md');
    expect(fillMarkers(readme, 'headline', headline(records))).toBe(readme);
  });

  test('the README holds the overview', () => {
    const readme = read('README.md');
    expect(fillMarkers(readme, 'gain', overviewTable(records))).toBe(readme);
  });
});
