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
  consumed: 8,
  'dead after': 51,
  density: 40,
  'effects: no exception': 31,
  'effects: no suspension': 80,
  'effects: no unknown code': 34,
  'effects: no writes': 21,
  'effects: nothing observable': 31,
  'effects: writes': 13,
  'fixed length': 1,
  fresh: 58,
  'given away': 70,
  'holds only new': 40,
  'never completes': 9,
  nullish: 100,
  'origin: array': 51,
  'origin: boolean': 12,
  'origin: function': 11,
  'origin: generator': 0.2,
  'origin: iterator': 1,
  'origin: map': 6,
  'origin: null': 0.2,
  'origin: number': 46,
  'origin: object': 9,
  'origin: promise': 0.2,
  'origin: set': 3,
  'origin: string': 5,
  'origin: typedArray': 3,
  'origin: undefined': 6,
  'over before': 44,
  'read once': 7,
  'reads the same': 3,
  'runs at most: few times': 6,
  'runs at most: once': 100,
  size: 58,
  'stays in sight': 15,
  unmodified: 10,
  'used in time': 1,
  'values: at least': 45,
  'values: at most': 45,
  'values: integer': 46,
  'values: kinds': 72,
  'values: not -0': 44,
  'values: not NaN': 42,
  'values: not undefined': 150,
  walked: 1,
  'within bounds': 1,
  key: 42,
  'function named': 1,
  'only tested': 36,
  string: 5,
};

describe('what the analysis says of random programs', () => {
  it(`comes true in ${PROGRAMS} of them`, { timeout: 900_000 }, async () => {
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
