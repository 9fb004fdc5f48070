// Runs many random programs, and confronts what the analysis says of each with what happens.

import { Claims, type Claim, type ClaimKind } from './claims.js';
import { instrument } from './instrument.js';
import { nodesOf } from './places.js';
import { drawn, programs } from './program.js';
import { read, type Reader } from './read.js';
import { run } from './run.js';

export interface CounterExample {
  readonly kind: string;
  readonly program: string;
  readonly reader: Reader;
  /** Where, what was claimed, and what was seen. */
  readonly place: string;
  readonly says: string;
  readonly seen: string;
}

export interface Findings {
  programs: number;
  /** How many claims of each kind a run could have refuted. */
  readonly checked: Map<string, number>;
  readonly counterExamples: CounterExample[];
}

export interface FuzzRequest {
  readonly kinds: readonly ClaimKind[];
  readonly programs: number;
  readonly seed: number;
  /** It stops after so many counter-examples. */
  readonly most: number;
}

/** Each program is asked about every fourth kind of claim: more programs find more than more questions do. */
const SHARES = 4;

export async function fuzz({ kinds, programs: count, seed, most }: FuzzRequest): Promise<Findings> {
  const findings: Findings = { programs: 0, checked: new Map(), counterExamples: [] };
  for (const program of drawn(programs, count, seed)) {
    findings.programs += 1;
    const reader = findings.programs % 8 === 0 ? 'typescript' : 'espree';
    const asked = kinds.filter((_, index) => (index + findings.programs) % SHARES === 0);
    for (const claim of await confront(program, asked, reader)) {
      if (claim.observations > 0) findings.checked.set(claim.kind, (findings.checked.get(claim.kind) ?? 0) + 1);
      if (claim.refutation !== null) findings.counterExamples.push(exampleOf(program, reader, claim));
    }
    if (findings.counterExamples.length >= most) break;
  }
  return findings;
}

/** What the analysis claims about a program, after it was run. */
export async function confront(
  program: string,
  kinds: readonly ClaimKind[],
  reader: Reader,
): Promise<readonly Claim[]> {
  const code = read(program, reader);
  const claims = new Claims(code, nodesOf(code), kinds);
  const first = await run(instrument(code, claims.watch), claims);
  if (claims.second.replacements.size > 0 && !first.isExhausted) {
    const second = await run(instrument(code, claims.second), null);
    if (!second.isExhausted) claims.endSecond(first.outcome.join('\n') === second.outcome.join('\n'));
  }
  return claims.all;
}

export function exampleOf(program: string, reader: Reader, { kind, node, says, refutation }: Claim): CounterExample {
  return { kind, program, reader, place: program.slice(...node.range), says: says(), seen: refutation ?? '' };
}

export function described({ kind, program, reader, place, says, seen }: CounterExample): string {
  return `${kind}, read by ${reader}: ${place}\n  claimed: ${says}\n  seen: ${seen}\n${program}`;
}
