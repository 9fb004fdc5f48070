// What leaves the run over one file: plain data, for workers, caches and reports.

import type { Edit } from './edit.js';
import type { Tier } from './rule.js';
import type { Range } from './source-code.js';

export interface Finding {
  /** Without the plugin's prefix. */
  readonly ruleId: string;
  readonly range: Range;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly tier: Tier;
  /** The named reason why the tier is not `safe`; `null` for `safe`. */
  readonly reason: string | null;
  /** The innermost named function around the finding, or `null` at the top of the file. */
  readonly enclosingFunction: string | null;
  /** Empty for `report`. */
  readonly edits: readonly Edit[];
}
