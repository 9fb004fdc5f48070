import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { afterAll, describe, expect, it } from 'vitest';
import { originOf } from '../../analysis/origin.js';
import { kindByType } from '../../analysis/types.js';
import { nodeOf, parse } from './parse.js';

const folder = mkdtempSync(path.join(tmpdir(), 'memfix-types-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const TEXT = `
interface Page { readonly name: string; readonly ids: Set<number>; readonly rows?: readonly number[]; bytes: Uint8Array }
class Map2 { values(): number[] { return []; } }
declare const page: Page, own: Map2, any: any, both: Set<number> | Map<number, number>, ages: Map<string, Page>;
use(page.ids, page.rows, page.bytes, page.name, page.name.length, ages.get('a')?.ids, [...ages][0], own, any, any.x, both);
`;

function parseTyped(file: string): ReturnType<typeof parse> {
  writeFileSync(path.join(folder, file), TEXT);
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "allowJs": true, "target": "esnext" } }',
  );
  return parse(TEXT, path.join(folder, file), { projectService: true, tsconfigRootDir: folder });
}

describe('kindByType', () => {
  const code = parseTyped('page.ts');
  const call = nodeOf(code, /use\(.*\)/.exec(TEXT)?.[0] ?? '', AST_NODE_TYPES.CallExpression);

  it('knows the built-in types behind properties and calls, and no others', () => {
    expect(call.arguments.map((argument) => [code.getText(argument), kindByType(code, argument)])).toEqual([
      ['page.ids', 'set'],
      ['page.rows', 'array'],
      ['page.bytes', 'typedArray'],
      ['page.name', 'string'],
      ['page.name.length', 'number'],
      ["ages.get('a')?.ids", 'set'],
      ['[...ages][0]', 'array'],
      ['own', null],
      ['any', null],
      ['any.x', null],
      ['both', null],
    ]);
  });

  it('serves origins', () => {
    const [first] = call.arguments;
    expect(first && originOf(code, first)).toEqual({ kind: 'set', fresh: false });
  });

  it('says nothing without type information', () => {
    const plain = parse(TEXT);
    expect(kindByType(plain, nodeOf(plain, 'page.ids'))).toBe(null);
  });
});
