// How results are told: each file as it is done, then the whole.

import type { FileOutcome, Tally } from './outcome.js';

export interface Reporter {
  file(outcome: FileOutcome): void;
  end(tally: Tally, seconds: number): void;
}
