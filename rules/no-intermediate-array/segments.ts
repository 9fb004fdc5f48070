// A chain by the arrays that it walks: what takes the elements of one of them belongs together and shares their name.

import type { Chain, Stage } from './chain.js';

/** The stages that take the elements of one array: filters, then the `map` or `flatMap` that makes the next one. */
export interface Segment {
  readonly stages: readonly Stage[];
  readonly map: Stage | null;
}

/** The last one holds what the consumer is given, and has no `map`: where it fills something, the last `map` does that. */
export function segmentsOf({ stages }: Chain): Segment[] {
  const segments: Segment[] = [];
  let current: Stage[] = [];
  for (const stage of stages) {
    current.push(stage);
    if (stage.method === 'filter') continue;
    segments.push({ stages: current, map: stage });
    current = [];
  }
  segments.push({ stages: current, map: null });
  return segments;
}
