// All claims that runs are held against.

import type { ClaimKind } from '../claims.js';
import { effects } from './effects.js';
import { consumption, flows, freshness, givenAway, heldAnew, readOnce, walks } from './holders.js';
import { bounds, lengths } from './indexes.js';
import { interference } from './interference.js';
import { mutation } from './mutation.js';
import { completion, liveness, order, repetition, timedUses } from './time.js';
import { callees, keys, strings, truth } from './words.js';
import { density, nullish, origins, ranges, sizes } from './values.js';

export const CLAIM_KINDS: readonly ClaimKind[] = [
  ranges,
  origins,
  nullish,
  density,
  sizes,
  mutation,
  flows,
  freshness,
  consumption,
  readOnce,
  walks,
  effects,
  bounds,
  lengths,
  completion,
  order,
  liveness,
  timedUses,
  repetition,
  interference,
  keys,
  strings,
  callees,
  truth,
  givenAway,
  heldAnew,
];
