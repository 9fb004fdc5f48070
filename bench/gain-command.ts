// `npm run bench:gain [-- --check] [-- <rule id> …]`: measures, and writes what was measured into `bench/gain.json`, the
// rules' pages and the README. `--check` measures the largest size only and writes nothing.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { patterns } from '../codemods/index.js';
import type { Pattern } from '../core/pattern.js';
import { fillMarkers } from '../scripts/markdown.js';
import { headline, overviewTable, ruleTable, type GainRecord, type GainRecords } from './gain-tables.js';
import { measureGain, type VersionGain } from './gain.js';

const root = process.cwd();
const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
const nodes = process.env['MEMFIX_NODES']?.split(/[,;]/) ?? [process.execPath];

const measured: Record<string, GainRecord> = {};
const failed: string[] = [];
for (const pattern of patternsNamed(positionals)) {
  const { id, gain } = pattern.rule;
  try {
    const versions = await measureGain({
      pattern,
      repository: root,
      root,
      filePath: path.join(root, 'fixtures', id, 'gain.ts'),
      nodes,
      repetitions: values.check ? { memory: 1, time: 4 } : { memory: 3, time: 7 },
      ...(values.check && { largestOnly: true }),
    });
    const platform = `${process.platform} ${process.arch}`;
    measured[id] = { date: new Date().toISOString().slice(0, 10), platform, gain, versions: versions.map(compact) };
    console.log(`${id}\n${ruleTable(id, measured[id])}\n`);
  } catch (error) {
    failed.push(id);
    console.error(`${id}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
if (!values.check) writeTables(measured);
console.log(`${Object.keys(measured).length} rules gain what they declare, ${failed.length} do not.`);
process.exitCode = failed.length > 0 ? 1 : 0;

function patternsNamed(ids: readonly string[]): readonly Pattern[] {
  if (ids.length === 0) return patterns;
  return ids.map((id) => {
    const found = patterns.find(({ rule }) => rule.id === id);
    if (!found) throw new Error(`there is no rule ${id}; there are ${patterns.map(({ rule }) => rule.id).join(', ')}`);
    return found;
  });
}

function writeTables(news: GainRecords): void {
  const file = path.join(root, 'bench/gain.json');
  const known = new Set(patterns.map(({ rule }) => rule.id));
  const merged = { ...(JSON.parse(readFileSync(file, 'utf8')) as GainRecords), ...news };
  const records = Object.fromEntries(
    Object.entries(merged)
      .filter(([id]) => known.has(id))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeFileSync(file, `${JSON.stringify(records, null, 2)}\n`);
  for (const [id, record] of Object.entries(records)) fill(`docs/rules/${id}.md`, 'gain', ruleTable(id, record));
  fill('README.md', 'gain', overviewTable(records));
  fill('README.md', 'headline', headline(records));
}

function fill(file: string, name: string, content: string): void {
  const target = path.join(root, file);
  writeFileSync(target, fillMarkers(readFileSync(target, 'utf8'), name, content));
}

/** Whole bytes and microseconds: more digits would only make noise in the history. */
function compact({ node, sizes }: VersionGain): VersionGain {
  const text = JSON.stringify({ node, sizes }, (key, value: unknown) => {
    if (typeof value !== 'number') return value;
    return key === 'milliseconds' || key === 'fastest' ? Math.round(value * 1000) / 1000 : Math.round(value);
  });
  return JSON.parse(text) as VersionGain;
}
