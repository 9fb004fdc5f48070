import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { afterAll, describe, expect, it } from 'vitest';
import { originOf } from '../../analysis/origin.js';
import { isNeverNullishByType, kindByType } from '../../analysis/types.js';
import { nodeOf, parse } from './parse.js';

const root = mkdtempSync(path.join(tmpdir(), 'memfix-types-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const TEXT = `
interface Page { readonly name: string; readonly ids: Set<number>; readonly rows?: readonly number[]; bytes: Uint8Array }
class Map2 { values(): number[] { return []; } }
declare const page: Page, own: Map2, any: any, both: Set<number> | Map<number, number>, ages: Map<string, Page>;
use(page.ids, page.rows, page.bytes, page.name, page.name.length, ages.get('a')?.ids, [...ages][0], own, any, any.x, both);
`;

/** Each file in a project of its own. */
function parseTyped(file: string, text: string, noUncheckedIndexedAccess = true): ReturnType<typeof parse> {
  const folder = mkdtempSync(path.join(root, 'project-'));
  writeFileSync(path.join(folder, file), text);
  const compilerOptions = { strict: true, allowJs: true, target: 'esnext', noUncheckedIndexedAccess };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  return parse(text, path.join(folder, file), { projectService: true, tsconfigRootDir: folder });
}

describe('kindByType', () => {
  const code = parseTyped('page.ts', TEXT);
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

describe('isNeverNullishByType', () => {
  const NULLISH = `
declare const a: string, b: string | undefined, c: { d?: number; e: number[] }, u: unknown, n: never;
function f<T>(t: T, l: readonly string[]) { use(a, b, c.d, c.e, c.e[0], u, n, t, l[0], b!, l.length, any); }
`;

  it.each([
    ['index.ts', ['a', 'c.e', 'b!', 'l.length']],
    // Without `noUncheckedIndexedAccess` an element counts as there, so nothing is believed.
    ['loose.ts', []],
  ])('%s', (file, sure) => {
    const code = parseTyped(file, NULLISH, file === 'index.ts');
    const call = nodeOf(code, /use\(.*\)/.exec(NULLISH)?.[0] ?? '', AST_NODE_TYPES.CallExpression);
    const never = call.arguments.filter((argument) => isNeverNullishByType(code, argument));
    expect(never.map((argument) => code.getText(argument))).toEqual(sure);
  });
});
