import { describe, expect, it } from 'vitest';
import { bulkOf, bulkOfExpression } from '../../analysis/bulk.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

function bulkOfText(expression: string, before = ''): string | null {
  const code = parse(
    `import { readFileSync } from 'node:fs';\nasync function f(path, n, response) { ${before} use(${expression}); }\nexport { f };`,
    'snippet.js',
  );
  const bulk = bulkOfExpression(code, nodeOf(code, expression));
  return bulk && `${bulk.what}: ${bulk.kind}`;
}

describe('bulkOfExpression', () => {
  it.each([
    ["readFileSync(path, 'utf8')", 'a whole file: string'],
    ['readFileSync(path)', 'a whole file: null'],
    ["readFileSync(path, 'utf8').split('\\n')", 'what was made from a whole file: array'],
    ["readFileSync(path, 'utf8').split('\\n').sort()", 'what was made from a whole file: array'],
    ['await response.text()', 'a whole response body: string'],
    ['JSON.parse(readFileSync(path))', 'what was parsed from a whole file: null'],
    ['new Float64Array(n)', 'an allocation of many elements: typedArray'],
    ['new Array(10_000).fill(0)', 'an allocation of many elements: array'],
    ['Array.from({ length: n })', 'an allocation of many elements: array'],
    ['Buffer.alloc(n)', 'an allocation of many elements: typedArray'],
    ['structuredClone(new Array(n))', 'an allocation of many elements: array'],
  ])('%s: %s', (expression, bulk) => {
    expect(bulkOfText(expression)).toBe(bulk);
  });

  it.each([
    'path',
    'response.text()',
    "path.split('\\n')",
    'new Array(100)',
    'Array.from({ length: 8 })',
    'new Array([n])',
    'new Map()',
    'JSON.parse(path)',
  ])('%s: no evidence', (expression) => {
    expect(bulkOfText(expression)).toBeNull();
  });

  it('looks through names', () => {
    expect(bulkOfText('lines', "const lines = readFileSync(path, 'utf8').split('\\n');")).toBe(
      'what was made from a whole file: array',
    );
    expect(bulkOfText('rows', 'const rows = []; for (const row of path) rows.push(row);')).toBeNull();
  });
});

describe('bulkOf', () => {
  it.each([
    [
      'const rows = []; for (const row of source) rows.push(row); return rows.length;',
      'a collection that a loop fills',
    ],
    ['const rows = []; for (const row of [1, 2]) rows.push(row); return rows.length;', null],
    ['const rows = []; for (let i = 0; i < 100; i += 1) rows.push(i); return rows.length;', null],
    ['const rows = []; for (const key of Object.keys(source)) rows.push(key); return rows.length;', null],
    ['const rows = {}; for (const row of source) rows[row] = 1; return rows.a;', null],
    ['const rows = []; for (const row of source) rows.push(row); return rows;', null],
  ])('%s: %s', (body, what) => {
    const code = parse(`export function f(source) { ${body} }`, 'snippet.js');
    const variable = variableOf(code, nodeOf(code, 'rows'));
    expect(variable && (bulkOf(code, variable)?.what ?? null)).toBe(what);
  });
});
