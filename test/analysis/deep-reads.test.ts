import { describe, expect, it } from 'vitest';
import { deepReadsOf } from '../../analysis/deep-reads.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

function readsOf(uses: string): ReturnType<typeof deepReadsOf> {
  const text = `function f(x, unknown, other) { const subject = x; ${uses} }
    function total(rows) { let sum = 0; for (const row of rows) sum += row.n; return sum; }
    function first(rows) { return rows[0]; }
    function touch(row) { row.seen = true; }
    export { f };`;
  const code = parse(text, 'snippet.js');
  const variable = variableOf(code, nodeOf(code, 'subject'));
  const init = variable && initializerOf(variable);
  if (!init) throw new Error('no value');
  return deepReadsOf(code, init);
}

describe('a value that is only read down to its leaves', () => {
  it.each([
    'return subject.a.b + 1;',
    'for (const row of subject) for (const k in row) if (k in row) return `${row.n}`;',
    'return subject.rows.filter((row) => row.on).map((row) => row.name.trim()).join();',
    'return subject.rows.find((row) => row.id > 1)?.n * 2;',
    'const { a: { b = {} }, ...rest } = subject; rest.c = 1; return b.c > rest.d;',
    'const copy = [...subject.rows]; copy.sort((a, b) => a.n - b.n); copy.pop(); return `${copy[0].n}`;',
    'return total(subject.rows) + 1;',
    'return `${first(subject).n}`;',
    'return subject.rows.reduce((sum, row) => sum + row.n, 0);',
    'return JSON.stringify(subject) + Object.keys(subject).length;',
    'for (const [key, row] of Object.entries(subject)) if (row.n > 1) return key.length > 1;',
    'return [1, 2].map((n) => n * subject.factor).length;',
    'return subject.rows.map((row) => `${row.n + subject.offset}`).join();',
  ])('%s', (uses) => {
    expect(readsOf(uses)).not.toBeNull();
  });

  it.each([
    'subject.a = 1;',
    'delete subject.a.b;',
    'subject.rows.push(1);',
    'subject.rows.sort();',
    'return subject;',
    'return subject.a;',
    'return subject.rows.map((row) => row);',
    'return subject.rows.filter((row) => row.on);',
    'return [subject.a];',
    'return { ...subject };',
    'unknown(subject.a);',
    'subject.rows.forEach(unknown);',
    'other.a = subject.a;',
    'other.push(...subject.rows);',
    'return () => subject.a + 1;',
    'const row = subject.rows.at(-1); row.n = 1;',
    'const [row] = subject.rows; touch(row);',
    'const copy = [...subject.rows]; copy[0].n = 1;',
    'for (const row of subject.rows) row.n += 1;',
    'first(subject).n = 1;',
    'subject.rows.reduce((best, row) => (row.n > best.n ? row : best)).n = 1;',
    'subject.rows.reduce((best, row) => (row.n > best.n ? row : best), {}).n = 1;',
    'let row = subject.a; row = other; return row.n + 1;',
    'console.log(subject);',
    'subject.run();',
    'throw subject;',
  ])('not %s', (uses) => {
    expect(readsOf(uses)).toBeNull();
  });

  it('tells what it rests on', () => {
    expect(readsOf('return subject.a === other;')?.comparesParts).toBe(true);
    expect(readsOf('return other.includes(subject.a);')).toBeNull();
    expect(readsOf('return [1].includes(subject.a);')?.comparesParts).toBe(true);
    expect(readsOf('return subject.a === 1;')?.comparesParts).toBe(false);
    const names = (set: Iterable<{ name: string }> | undefined): string[] => [...(set ?? [])].map(({ name }) => name);
    const reads = readsOf('const rows = [...subject.rows]; const [row] = rows; rows.pop(); return row.n > 1;');
    // The source's own uses are those of the variable that it initialises.
    expect(names(reads?.holders)).toEqual(['subject', 'rows', 'row']);
    expect(names(reads?.owned)).toEqual(['rows']);
  });
});
