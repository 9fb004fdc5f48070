import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, mergedRange, selectDisjoint, type Edit } from '../../core/edit.js';

const edit = (start: number, end: number, text = '', kept: Edit['kept'] = []): Edit => ({
  range: [start, end],
  text,
  kept,
});

describe('applyEdits', () => {
  it('applies edits in any order, insertions and touching ones too', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, 'A'), edit(5, 6, 'F'), edit(2, 2, '_')])).toBe('Ab_cdEF');
    expect(applyEdits('abc', [])).toBe('abc');
    expect(applyEdits('abc', [edit(0, 3)])).toBe('');
    expect(applyEdits('abc', [edit(3, 3, 'd')])).toBe('abcd');
  });

  it.each([
    ['overlap', [edit(0, 2), edit(1, 3)]],
    ['contain each other', [edit(0, 3), edit(1, 2)]],
    ['leave the text', [edit(2, 4)]],
    ['run backwards', [edit(2, 1)]],
    ['begin before the text', [edit(-1, 1)]],
  ])('throws on edits that %s', (_, edits) => {
    expect(() => applyEdits('abc', edits)).toThrow(RangeError);
  });
});

describe('selectDisjoint', () => {
  const group = (...edits: Edit[]): { edits: Edit[] } => ({ edits });

  it('takes groups in order of their merged ranges', () => {
    const wide = group(edit(0, 1), edit(8, 9));
    const inside = group(edit(4, 5));
    const after = group(edit(10, 11));
    expect(selectDisjoint([after, inside, wide])).toEqual([wide, after]);
  });

  it('leaves what touches the one before to the next round, as ESLint does', () => {
    const first = group(edit(0, 2));
    expect(selectDisjoint([first, group(edit(2, 3))])).toEqual([first]);
    const second = group(edit(3, 4));
    expect(selectDisjoint([first, second])).toEqual([first, second]);
  });

  it('passes over groups without edits', () => {
    expect(selectDisjoint([group()])).toEqual([]);
  });

  it('chooses what ESLint chooses, in one round over any findings', () => {
    const require = createRequire(import.meta.url);
    // Not exported by the package, so it is found by its path.
    const file = path.join(path.dirname(require.resolve('eslint/package.json')), 'lib/linter/source-code-fixer.js');
    const { applyFixes } = require(file) as {
      applyFixes(text: string, messages: object[], fix: boolean): { output: string };
    };
    const text = 'abcdefghijklmnopqrstuvwxyz';
    const anyEdit = fc
      .tuple(fc.nat(text.length), fc.nat(4), fc.constantFrom('', 'X', 'YZ'))
      .map(([start, length, added]) => edit(start, Math.min(start + length, text.length), added));
    const anyGroup = fc.array(anyEdit, { minLength: 1, maxLength: 3 }).filter(isDisjoint);
    fc.assert(
      fc.property(fc.array(anyGroup, { maxLength: 8 }), (groups) => {
        const messages = groups.map((edits) => ({ line: 1, column: 1, message: '', fix: merged(text, edits) }));
        const chosen = selectDisjoint(groups.map((edits) => ({ edits })));
        const ours = applyEdits(
          text,
          chosen.flatMap(({ edits }) => edits),
        );
        expect(ours).toBe(applyFixes(text, messages, true).output);
      }),
      { numRuns: 2000 },
    );
  });
});

function isDisjoint(edits: readonly Edit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  return ordered.every(({ range }, index) => index === 0 || range[0] > (ordered[index - 1]?.range[1] ?? 0));
}

/** As ESLint makes one fix of several. */
function merged(text: string, edits: readonly Edit[]): { range: [number, number]; text: string } {
  const [first, ...rest] = edits;
  if (!first) throw new Error('no edit');
  const [start, end] = mergedRange([first, ...rest]);
  const shifted = edits.map(({ range, ...other }) => ({
    ...other,
    range: [range[0] - start, range[1] - start] as const,
  }));
  return { range: [start, end], text: applyEdits(text.slice(start, end), shifted) };
}
