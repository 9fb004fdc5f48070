// The measured tables of the documentation, from the records in `bench/gain.json`.

import type { Gain } from '../core/rule.js';
import { markdownTable } from '../scripts/markdown.js';
import type { VersionGain } from './gain.js';
import type { Cost, SizeResult } from './measure.js';

/** What `bench/gain.json` holds for a rule. */
export interface GainRecord {
  /** The day of the measurement, such as `2026-01-31`. */
  readonly date: string;
  /** Such as `linux x64`. */
  readonly platform: string;
  readonly gain: Gain;
  readonly versions: readonly VersionGain[];
}

export type GainRecords = Readonly<Record<string, GainRecord>>;

/** The whole table of a rule's page. */
export function ruleTable(ruleId: string, { date, platform, versions }: GainRecord): string {
  const sizes = versions[0]?.sizes.map(({ size }) => size) ?? [];
  const rows = sizes.flatMap((size) =>
    ROWS.flatMap(([label, render]) => {
      const cells = versions.map((version) => {
        const result = version.sizes.find((candidate) => candidate.size === size);
        return result ? render(result) : null;
      });
      return cells.includes(null) ? [] : [[grouped(size), label, ...cells.map(String)]];
    }),
  );
  return [
    `Measured on ${date} (${platform}), before → after: \`fixtures/${ruleId}/gain.ts\`, one run for so many elements.`,
    '',
    markdownTable(['elements', '', ...versions.map(({ node }) => `Node ${node}`)], rows),
  ].join('\n');
}

/** One row a rule, at the largest size: what the rule declares to win, and the time. */
export function overviewTable(records: GainRecords): string {
  const entries = Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1));
  const nodes = [...new Set(entries.flatMap(([, { versions }]) => versions.map(({ node }) => node)))].sort(byVersion);
  const rows = entries.map(([ruleId, { gain, versions }]) => {
    const largest = versions.flatMap(({ node, sizes }) => {
      const last = sizes.at(-1);
      return last ? [{ node, last }] : [];
    });
    const quantity = quantityOf(gain, largest[0]?.last);
    const ofNode = (node: string): string => {
      const found = largest.find((candidate) => candidate.node === node);
      if (!found) return '–';
      const time = `${ratio(found.last.after.milliseconds, found.last.before.milliseconds)} time`;
      return `${(quantity && LABELS[quantity](found.last)) ?? '–'}; ${time}`;
    };
    return [
      `[${ruleId}](docs/rules/${ruleId}.md)`,
      grouped(largest[0]?.last.size ?? 0),
      quantity ?? '',
      ...nodes.map(ofNode),
    ];
  });
  const dates = [...new Set(entries.map(([, { date }]) => date))].sort();
  const platforms = [...new Set(entries.map(([, { platform }]) => platform))].join(', ');
  return [
    markdownTable(['rule', 'elements', 'what it wins', ...nodes.map((node) => `Node ${node}`)], rows),
    '',
    `Measured ${dates.length > 1 ? `from ${dates[0]} to ${dates.at(-1)}` : `on ${dates[0] ?? ''}`} (${platforms}) by \`npm run bench:gain\`.`,
  ].join('\n');
}

/** What the README's first example wins, on the newest version measured. */
export function headline({ 'no-accumulating-copy': record }: GainRecords): string {
  const newest = [...(record?.versions ?? [])].sort((a, b) => byVersion(a.node, b.node)).at(-1);
  const result = newest?.sizes.at(-1);
  if (!record || !newest || !result) throw new Error('no-accumulating-copy has to be measured first');
  const allocated = LABELS.allocated(result) ?? '';
  return `With ${grouped(result.size)} rows on Node ${newest.node}: ${allocated} allocated, in ${timeChange(result)}.`;
}

type Quantity = Exclude<keyof Cost, 'fastest'>;

const LABELS: Readonly<Record<Quantity, (result: SizeResult) => string | null>> = {
  retained: ({ before, after }) => bytesChange(before.retained, after.retained),
  peak: ({ before, after }) =>
    before.peak === null || after.peak === null ? null : bytesChange(before.peak, after.peak),
  allocated: ({ before, after }) => bytesChange(before.allocated, after.allocated),
  milliseconds: (result) => `${timeChange(result)} (${ratio(result.after.milliseconds, result.before.milliseconds)})`,
};

function timeChange({ before, after }: SizeResult): string {
  return `${duration(before.milliseconds)} → ${duration(after.milliseconds)}`;
}

const ROWS = [
  ['retained', LABELS.retained],
  ['peak', LABELS.peak],
  ['allocated', LABELS.allocated],
  ['time', LABELS.milliseconds],
] as const;

/** For `bytes`, whichever of the two falls further. */
function quantityOf(gain: Gain, result: SizeResult | undefined): Quantity | null {
  if (!result) return null;
  if (gain === 'garbage') return 'allocated';
  if (gain === 'time') return 'milliseconds';
  const { before, after } = result;
  return before.retained - after.retained >= (before.peak ?? 0) - (after.peak ?? 0) ? 'retained' : 'peak';
}

/** One unit for both, so that they compare at a glance: that of the larger. */
function bytesChange(before: number, after: number): string {
  const most = Math.max(before, after);
  const [divisor, unit] = most >= 999_500 ? [1e6, 'MB'] : most >= 1_000 ? [1e3, 'kB'] : [1, 'B'];
  return `${rounded(before / divisor)} → ${rounded(after / divisor)} ${unit}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1 ? `${rounded(milliseconds * 1000)} µs` : `${rounded(milliseconds)} ms`;
}

/** `0.45×`, and `1/930` where that says more. */
function ratio(after: number, before: number): string {
  const value = after / before;
  return value < 0.1 ? `1/${grouped(Math.round(1 / value))}` : `${value.toPrecision(2)}×`;
}

/** Two or three digits that count; what freed more than it took counts as nothing. */
function rounded(value: number): string {
  if (value < 0.005) return '0';
  if (value >= 100) return grouped(Math.round(value));
  return String(Number(value.toFixed(value >= 10 ? 1 : 2)));
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
