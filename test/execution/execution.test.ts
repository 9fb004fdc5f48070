// The analysis, confronted with what random programs do. A counter-example becomes a test of the module that it refutes.

import { describe, expect, it } from 'vitest';
import type { ClaimKind } from './claims.js';
import { CLAIM_KINDS } from './claims/index.js';
import { described, fuzz } from './fuzz.js';
import { hasValue } from './places.js';
import { reduced } from './reduce.js';

const PROGRAMS = 4_000;
const SEED = 1;

/** Each kind must have been put to the test so often in every 100 programs: silence is never refuted. */
const CHECKED_IN_100_PROGRAMS: Readonly<Record<string, number>> = {
  density: 200,
  nullish: 500,
  'origin: array': 200,
  'origin: boolean': 50,
  'origin: function': 50,
  'origin: generator': 2,
  'origin: iterator': 5,
  'origin: map': 30,
  'origin: number': 150,
  'origin: object': 40,
  'origin: promise': 1,
  'origin: set': 20,
  'origin: string': 30,
  'origin: typedArray': 20,
  size: 200,
  unmodified: 150,
  'values: at least': 100,
  'values: at most': 100,
  'values: integer': 100,
  'values: no boolean': 500,
  'values: no number': 500,
  'values: no string or object': 200,
  'values: not -0': 100,
  'values: not NaN': 100,
  'values: not null': 500,
  'values: not undefined': 500,
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
