import { patterns } from '../../codemods/index.js';
import type { EnabledPattern } from '../../core/find.js';

/** Options under which a rule speaks of small data too. */
const OPTIONS: Readonly<Record<string, object>> = {
  'no-intermediate-array': { anySize: true },
  'no-boxed-numbers': { minSavedBytes: 0 },
};

export const ALL_RULES: readonly EnabledPattern[] = patterns.map((pattern) => {
  const options = OPTIONS[pattern.rule.id];
  return { pattern, severity: 'warn', ...(options && { options }) };
});
