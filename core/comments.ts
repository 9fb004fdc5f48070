// Comments in the way: a rewrite that would lose one is demoted to `review`.

import type { Edit } from './edit.js';
import type { SourceCode } from './source-code.js';

/** Whether a comment stands inside an edit's range and is not carried along. */
export function losesComment(code: SourceCode, edits: readonly Edit[]): boolean {
  return edits.some(({ range, kept }) =>
    code
      .getAllComments()
      .some(
        (comment) =>
          comment.range[0] >= range[0] &&
          comment.range[1] <= range[1] &&
          !kept.some(([start, end]) => comment.range[0] >= start && comment.range[1] <= end),
      ),
  );
}
