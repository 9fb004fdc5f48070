// An edit is the only way in which memfix changes a file: a source range and its new text.

import type { Range } from './source-code.js';

export interface Edit {
  /** What is replaced; an empty range inserts. */
  readonly range: Range;
  readonly text: string;
  /** Source ranges whose text stands verbatim in `text`: a comment inside `range` but outside of these is lost. */
  readonly kept: readonly Range[];
}

/** The range from the first to the last edit: ESLint merges several edits of one finding into one over this range. */
export function mergedRange(edits: readonly [Edit, ...Edit[]]): Range {
  return [Math.min(...edits.map((edit) => edit.range[0])), Math.max(...edits.map((edit) => edit.range[1]))];
}

/**
 * Applies edits to a text.
 *
 * @throws RangeError when two edits overlap or an edit lies outside of the text: a rewrite must never do so.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  let result = '';
  let position = 0;
  for (const { range, text: newText } of ordered) {
    if (range[0] < position || range[1] < range[0] || range[1] > text.length) {
      throw new RangeError(`edit [${range[0]}, ${range[1]}] overlaps another edit or leaves the text`);
    }
    result += text.slice(position, range[0]) + newText;
    position = range[1];
  }
  return result + text.slice(position);
}

/**
 * Chooses the edit groups that one round may apply together, exactly as ESLint's `SourceCodeFixer` does: in order of
 * their merged ranges, a group that touches the one before it waits for the next round. So the command and ESLint's
 * `--fix` arrive at the same text.
 */
export function selectDisjoint<T extends { readonly edits: readonly Edit[] }>(groups: readonly T[]): T[] {
  const ranged = groups.flatMap((group) => {
    const [first, ...rest] = group.edits;
    return first ? [{ group, range: mergedRange([first, ...rest]) }] : [];
  });
  ranged.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const selected: T[] = [];
  let lastPosition = Number.NEGATIVE_INFINITY;
  for (const { group, range } of ranged) {
    if (lastPosition >= range[0]) continue;
    selected.push(group);
    lastPosition = range[1];
  }
  return selected;
}
