// The analysis, confronted with what random programs do. A counter-example becomes a test of the module that it refutes.

import { describe, expect, it } from 'vitest';
import type { ClaimKind } from './claims.js';
import { CLAIM_KINDS } from './claims/index.js';
import { described, fuzz } from './fuzz.js';
import { hasValue } from './places.js';
import { reduced } from './reduce.js';

const PROGRAMS = 20_000;
const SEED = 1;

/** Each kind must have been put to the test so often in every 100 programs: silence is never refuted. */
const CHECKED_IN_100_PROGRAMS: Readonly<Record<string, number>> = {
  consumed: 44,
  'dead after': 258,
  density: 205,
  'effects: no exception': 161,
  'effects: no unknown code': 172,
  'effects: no writes': 105,
  'effects: nothing observable': 156,
  'effects: writes': 67,
  'fixed length': 8,
  fresh: 292,
  'never completes': 46,
  nullish: 503,
  'origin: array': 258,
  'origin: boolean': 62,
  'origin: function': 58,
  'origin: generator': 1,
  'origin: iterator': 6,
  'origin: map': 31,
  'origin: null': 2,
  'origin: number': 231,
  'origin: object': 50,
  'origin: promise': 1,
  'origin: set': 17,
  'origin: string': 28,
  'origin: typedArray': 20,
  'origin: undefined': 31,
  'over before': 223,
  'read once': 41,
  size: 294,
  'stays in sight': 75,
  unmodified: 55,
  'used in time': 8,
  'values: at least': 228,
  'values: at most': 226,
  'values: integer': 235,
  'values: no boolean': 738,
  'values: no number': 530,
  'values: no string or object': 364,
  'values: not -0': 223,
  'values: not NaN': 214,
  'values: not null': 803,
  'values: not undefined': 753,
  'within bounds': 6,
};

describe('what the analysis says of random programs', () => {
  it(`comes true in ${PROGRAMS} of them`, { timeout: 600_000 }, async () => {
    const findings = await fuzz({ kinds: CLAIM_KINDS, programs: PROGRAMS, seed: SEED, most: 1 });
    const examples = await Promise.all(findings.counterExamples.map((example) => reduced(example, CLAIM_KINDS)));
    expect(examples.map(described)).toEqual([]);
    expect(findings.programs).toBe(PROGRAMS);
    for (const [kind, least] of Object.entries(CHECKED_IN_100_PROGRAMS)) {
      expect(findings.checked.get(kind) ?? 0, kind).toBeGreaterThan((least * PROGRAMS) / 100);
    }
  });

  it('is refuted where it is wrong, by a small program', { timeout: 60_000 }, async () => {
    const wrong: ClaimKind = {
      name: 'wrong',
      make(_, nodes, claims) {
        for (const node of nodes)
          if (hasValue(node)) claims.ofValue(node, 'a number', (value) => typeof value === 'number');
      },
    };
    const { counterExamples } = await fuzz({ kinds: [wrong], programs: 50, seed: SEED, most: 1 });
    const [example] = await Promise.all(counterExamples.slice(0, 1).map((one) => reduced(one, [wrong])));
    expect(example?.seen).toBeDefined();
    expect(example?.program.length).toBeLessThan(80);
  });
});
