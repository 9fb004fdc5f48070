// How grave a finding is in the command. A hook must block only on what can be fixed safely: a `safe` finding is an
// error, `review` and `report` findings are warnings, whether ESLint's configuration says `warn` or `error` (ESLint has
// one severity for all findings of a rule, the command knows the tier of each). A rule that is `off` stays off.

import type { Tier } from '../core/rule.js';

/** ESLint's number: 1 is a warning, 2 an error. */
export function severityOf(tier: Tier): 1 | 2 {
  return tier === 'safe' ? 2 : 1;
}
