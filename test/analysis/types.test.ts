import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { afterAll, describe, expect, it } from 'vitest';
import { originOf } from '../../analysis/origin.js';
import { disposalByType, isNeverNullishByType, isWritableByType, kindByType } from '../../analysis/types.js';
import { isWritable } from '../../analysis/writability.js';
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

describe('isWritableByType', () => {
  const DECLARED = `
declare const a: string[], b: readonly string[], c: ReadonlyMap<string, number>, d: Map<string, number>, e: Set<number>;
declare const f: Record<string, number>, g: { readonly [key: string]: number }, h: { [key: string]: number; own: 1 };
declare const i: string[] | readonly number[], j: [number, number], k: any, l: { a: number }, m: Readonly<Record<string, number>>;
use(a, b, c, d, e, f, g, h, i, j, k, l, m);
`;
  const code = parseTyped('index.ts', DECLARED);
  const call = nodeOf(code, /use\(.*\)/.exec(DECLARED)?.[0] ?? '', AST_NODE_TYPES.CallExpression);

  it.each([
    ['array', 'a', 'b c i'],
    ['map', 'd', 'c b i'],
    ['set', 'e', 'b c i'],
    ['object', 'f', 'g m b c i'],
  ] as const)('of %s', (container, yes, no) => {
    const answers = (wanted: string): string[] =>
      call.arguments
        .filter((argument) => isWritableByType(code, argument, container) === wanted)
        .map((argument) => code.getText(argument));
    expect(answers('yes').sort()).toEqual(yes.split(' '));
    expect(answers('no').sort()).toEqual(no.split(' ').sort());
  });

  it('serves written types that are declared elsewhere', () => {
    const text = `type Box<T> = { readonly all: readonly T[] };\nlet names: Box<string>['all'];`;
    for (const [typed, answer] of [
      [parseTyped('index.ts', text), 'no'],
      [parse(text), 'unknown'],
    ] as const) {
      const { typeAnnotation } = nodeOf(typed, `names: Box<string>['all']`, AST_NODE_TYPES.Identifier);
      expect(typeAnnotation && isWritable(typed, typeAnnotation.typeAnnotation, 'array')).toBe(answer);
    }
  });
});

describe('disposalByType', () => {
  it('says what using and await using can release', () => {
    const text = `
declare const a: { [Symbol.dispose](): void }, b: { [Symbol.asyncDispose](): Promise<void> } | undefined, c: { dispose(): void };
class D { [Symbol.dispose]() {} }
declare const d: D, e: any, f: { ['@dispose@']: 1 };
use(a, b, c, d, e, f);
`;
    const code = parseTyped('index.ts', text);
    const call = nodeOf(code, 'use(a, b, c, d, e, f)', AST_NODE_TYPES.CallExpression);
    expect(call.arguments.map((argument) => disposalByType(code, argument))).toEqual([
      'sync',
      'async',
      null,
      'sync',
      null,
      null,
    ]);
  });
});
