// Whether a rule wins what it declares: a rule that does not is not shipped.

import type { Gain } from '../core/rule.js';
import type { SizeResult } from './measure.js';

/**
 * Differences below these are noise: of the heap and of the machine code that a run leaves behind (230 kB seen for one
 * generator), of the young generation's filling, of the clock.
 */
const NOISE = { retained: 400_000, peak: 4_000_000, allocated: 64_000, fastest: 0.5 } as const;

/** A gain has to be a fifth at least, and a loss is tolerated up to a fifth. */
const SHARE = 0.2;

const SLOWER = 1.5;

type Quantity = keyof typeof NOISE;

/** @param largest the result at the largest size. @returns what is wrong, or `null`. */
export function objectionTo(gain: Gain, largest: SizeResult, messages: readonly string[]): string | null {
  const improved = (quantity: Quantity): boolean => differs(quantity, largest, 'after', 'before');
  const worse = (quantity: Quantity): boolean => differs(quantity, largest, 'before', 'after');
  const slowdown = largest.after.fastest / largest.before.fastest;
  if (gain === 'bytes') {
    if (!improved('retained') && !improved('peak')) return 'neither retained bytes nor the peak fall by a fifth';
    if (worse('retained')) return 'retained bytes rise';
    if (worse('peak')) return 'the peak rises';
  }
  if (gain === 'garbage' && !improved('allocated')) return 'the bytes allocated do not fall by a fifth';
  if (gain === 'time' && !improved('fastest')) return 'the time does not fall by a fifth';
  if (gain !== 'time' && slowdown > SLOWER && worse('fastest') && !messages.some((text) => /slower/i.test(text))) {
    return `it takes ${slowdown.toFixed(1)} times as long and no message says that it is slower`;
  }
  return null;
}

function differs(quantity: Quantity, result: SizeResult, low: 'before' | 'after', high: 'before' | 'after'): boolean {
  const lower = result[low][quantity];
  const higher = result[high][quantity];
  if (lower === null || higher === null) return false;
  return higher - lower > NOISE[quantity] && lower <= higher * (1 - SHARE);
}
