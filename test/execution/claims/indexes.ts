// Claims about arrays of fixed length: indexes within them, and their length.

import { Bounds } from '../../../analysis/bounds.js';
import { fixedArraysOf } from '../../../analysis/fixed-arrays.js';
import { withNumbers } from '../../../analysis/numbers.js';
import type { ClaimKind } from '../claims.js';
import { hasValue, nodesOf } from '../places.js';

export const bounds: ClaimKind = {
  name: 'within bounds',
  make(code, _, claims) {
    for (const array of fixedArraysOf(code).all) {
      for (const { node, owner } of [...array.reads, ...array.writes]) {
        const { object, property } = node;
        const isWithin = withNumbers(code, (numbers) =>
          new Bounds(code, property, array, owner, (expression) => numbers.of(expression)).isWithin(),
        );
        if (!isWithin || !hasValue(object) || !hasValue(property)) continue;
        // What is called in between may come by here itself.
        if (nodesOf(code, property).some(({ type }) => /^(?:Call|Await|Yield)Expression$/.test(type))) continue;
        const claim = claims.add(node, 'within bounds');
        let length = 0;
        claims.watch.value(object, (value) => (length = Array.isArray(value) ? value.length : 0));
        claims.watch.value(property, (index) => {
          // The key of -0 is 0.
          const isIndex = Number.isInteger(index) && (index as number) >= 0;
          claim.observe(isIndex && (index as number) < length, () => `${String(index)} of ${length}`);
        });
      }
    }
  },
};

/** `fixedArraysOf`: no name of an array sees it shrink; nor grow, but by a write beyond its end. */
export const lengths: ClaimKind = {
  name: 'fixed length',
  make(code, _, claims) {
    for (const { names, allocation, grid } of fixedArraysOf(code).all) {
      if (grid) continue;
      const claim = claims.add(allocation.node, 'keeps its length');
      const known = new WeakMap<object, number>();
      if (hasValue(allocation.node)) {
        claims.watch.value(allocation.node, (value) => {
          if (Array.isArray(value)) known.set(value, value.length);
        });
      }
      for (const { identifier } of [...names].flatMap(({ references }) => references)) {
        if (!hasValue(identifier)) continue;
        claims.watch.value(identifier, (value) => {
          const length = Array.isArray(value) ? known.get(value) : undefined;
          claim.observe(
            length !== undefined && (value as unknown[]).length >= length,
            () => `${String(length)} elements became ${String((value as unknown[] | undefined)?.length)}`,
          );
        });
      }
    }
  },
};
