// The source lines around a finding, its first line marked.

import { codeFrameColumns } from '@babel/code-frame';
import type { Linter } from 'eslint';

/** Longer lines are cut: a frame has to stay readable. */
const MOST_COLUMNS = 160;

export type FrameOf = (message: Pick<Linter.LintMessage, 'line' | 'column' | 'endLine' | 'endColumn'>) => string;

/** Frames of one text, one line above and below each place, every line indented by two. */
export function framesOf(text: string, color: boolean): FrameOf {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/);
  return ({ line, column, endLine, endColumn }) => {
    const first = Math.max(line - 1, 1);
    const shown = lines.slice(first - 1, line + 1);
    while (shown.length > 1 && shown.at(-1)?.trim() === '') shown.pop();
    const marked = lines[line - 1] ?? '';
    const end = endLine === line && endColumn !== undefined ? endColumn : marked.trimEnd().length + 1;
    const cut = shown.map((source) => (source.length > MOST_COLUMNS ? `${source.slice(0, MOST_COLUMNS)}…` : source));
    const frame = codeFrameColumns(
      cut.join('\n'),
      {
        start: { line, column: Math.min(column, MOST_COLUMNS + 1) },
        end: { line, column: Math.min(Math.max(end, column + 1), MOST_COLUMNS + 2) },
      },
      { linesAbove: 1, linesBelow: 1, highlightCode: color, forceColor: color, startLine: first } as FrameOptions,
    );
    return frame.replaceAll(/^/gm, '  ');
  };
}

/** `startLine` is missing from the published types. */
type FrameOptions = NonNullable<Parameters<typeof codeFrameColumns>[2]> & { startLine: number };
