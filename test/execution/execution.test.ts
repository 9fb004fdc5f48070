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
  consumed: 14,
  'dead after': 86,
  density: 68,
  'effects: no exception': 53,
  'effects: no unknown code': 57,
  'effects: no writes': 35,
  'effects: nothing observable': 52,
  'effects: writes': 22,
  'fixed length': 2,
  fresh: 97,
  'never completes': 15,
  nullish: 167,
  'origin: array': 86,
  'origin: boolean': 20,
  'origin: function': 19,
  'origin: generator': 0.3,
  'origin: iterator': 2,
  'origin: map': 10,
  'origin: null': 0.3,
  'origin: number': 77,
  'origin: object': 16,
  'origin: promise': 0.3,
  'origin: set': 5,
  'origin: string': 9,
  'origin: typedArray': 6,
  'origin: undefined': 10,
  'over before': 74,
  'read once': 13,
  size: 98,
  'stays in sight': 25,
  unmodified: 18,
  'used in time': 2,
  'values: at least': 76,
  'values: at most': 75,
  'values: integer': 78,
  'values: no boolean': 246,
  'values: no number': 176,
  'values: no string or object': 121,
  'values: not -0': 74,
  'values: not NaN': 71,
  'values: not null': 267,
  'values: not undefined': 251,
  'within bounds': 2,
  key: 70,
  'function named': 3,
  'only tested': 60,
  string: 9,
};

describe('what the analysis says of random programs', () => {
  it(`comes true in ${PROGRAMS} of them`, { timeout: 300_000 }, async () => {
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
