// Does every index fall into the array? A plain array grows at an index behind its end, and takes a name where the index
// is none; a typed array drops both.

import { every, type Answer } from '../../analysis/answer.js';
import { Bounds } from '../../analysis/bounds.js';
import type { ElementRead, FixedArray } from '../../analysis/fixed-arrays.js';
import { valuesOf, withNumbers } from '../../analysis/numbers.js';
import type { SourceCode } from '../../core/source-code.js';

export function isEachIndexWithin(code: SourceCode, array: FixedArray): Answer {
  const { reads, writes } = array;
  // `flags['push']` is a function in one and nothing in the other.
  const named = [...reads, ...writes].map(({ node }): Answer =>
    valuesOf(code, node.property).other ? 'unknown' : 'yes',
  );
  const written = every(writes.map((write) => isWithin(code, array, write)));
  if (written !== 'unknown') return every([...named, written]);
  return every([...named, isOutsideUnseen(code, array)]);
}

function isWithin(code: SourceCode, array: FixedArray, { node, owner }: ElementRead): Answer {
  const { number } = valuesOf(code, node.property);
  if (number && !number.nan && number.max < 0) return 'no';
  return withNumbers(code, (numbers) =>
    new Bounds(code, node.property, array, owner, (expression) => numbers.of(expression)).isWithin(),
  )
    ? 'yes'
    : 'unknown';
}

/** What is written outside does no harm where nobody reads outside, and nobody asks for the length. */
function isOutsideUnseen(code: SourceCode, array: FixedArray): Answer {
  const { reads, calls, walks, lengths } = array;
  const looksAtAll = walks.length > 0 || lengths.length > 0 || calls.some(({ name }) => name !== 'fill');
  if (looksAtAll) return 'unknown';
  return every(reads.map((read) => isWithin(code, array, read))) === 'yes' ? 'yes' : 'unknown';
}
