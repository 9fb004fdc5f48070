// `npm run fuzz -- [programs] [seed]`: confronts the analysis with more random programs than CI does.

import { CLAIM_KINDS } from './claims/index.js';
import { described, fuzz } from './fuzz.js';
import { reduced } from './reduce.js';

const [programs = 100_000, seed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number);
console.log(`${programs} programs from seed ${seed}`);
const started = performance.now();
const findings = await fuzz({ kinds: CLAIM_KINDS, programs, seed, most: 10 });
console.log(
  `${findings.programs} programs in ${Math.round((performance.now() - started) / 1000)} s. Claims that came true:`,
);
for (const [kind, count] of [...findings.checked].sort()) console.log(`  ${kind}: ${count}`);
for (const example of findings.counterExamples) console.log(`\n${described(await reduced(example, CLAIM_KINDS))}`);
process.exitCode = findings.counterExamples.length > 0 ? 1 : 0;
