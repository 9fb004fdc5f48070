// All claims that runs are held against.

import type { ClaimKind } from '../claims.js';
import { mutation } from './mutation.js';
import { density, nullish, origins, ranges, sizes } from './values.js';

export const CLAIM_KINDS: readonly ClaimKind[] = [ranges, origins, nullish, density, sizes, mutation];
