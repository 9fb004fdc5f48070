// `npm run fuzz:rewrites -- [programs] [seed]`: puts the rewrites of all rules to the test on more random programs than
// CI does.

import { describedBreak, fuzzRewrites } from './rewrites.js';
import { ALL_RULES } from './rules.js';

const [programs = 20_000, seed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number);
console.log(`${programs} programs from seed ${seed}`);
const started = performance.now();
const { programs: done, applied, broken } = await fuzzRewrites({ patterns: ALL_RULES, programs, seed, most: 10 });
console.log(`${done} programs in ${Math.round((performance.now() - started) / 1000)} s. Rewrites:`);
for (const [rule, count] of [...applied].sort()) console.log(`  ${rule}: ${count}`);
for (const one of broken) console.log(`\n${describedBreak(one)}`);
process.exitCode = broken.length > 0 ? 1 : 0;
