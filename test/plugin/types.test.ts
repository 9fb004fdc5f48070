// The types of the built package, as a project with its own ESLint sees them.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { packageInfo } from '../../core/package.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A project in which `eslint` is the package of that name in our own node_modules. */
function projectWith(eslint: string, files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-types-'));
  folders.push(folder);
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '@typescript-eslint'), { recursive: true });
  // Copied, not linked: what it imports has to be found in the project.
  const isDeclaration = (file: string): boolean => !/\.\w+$/.test(path.basename(file)) || file.endsWith('.d.ts');
  cpSync(path.join(packageInfo.folder, 'dist'), path.join(modules, 'memfix', 'dist'), {
    recursive: true,
    filter: isDeclaration,
  });
  cpSync(path.join(packageInfo.folder, 'package.json'), path.join(modules, 'memfix', 'package.json'));
  const link = (name: string, target: string): void =>
    symlinkSync(path.join(packageInfo.folder, 'node_modules', target), path.join(modules, name));
  link('eslint', eslint);
  link('@typescript-eslint/utils', '@typescript-eslint/utils');
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}

function errorsOf(files: readonly string[]): string[] {
  const program = ts.createProgram({
    rootNames: files,
    options: {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      noEmit: true,
      types: [],
      // The declarations of ESLint 9 do not hold with exactOptionalPropertyTypes.
      skipLibCheck: true,
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const USES = `
  export default defineConfig([
    ...memfix.configs.recommended,
    memfix.configs['all-type-checked'],
    { plugins: { memfix }, rules: { 'memfix/x': 'error' } },
    { extends: [memfix.configs.strict], files: ['src/**'] },
  ]);
  const entries: Linter.Config[] = memfix.configs['strict-type-checked'];
  const plugin: ESLint.Plugin = memfix;
  const version: string = memfix.meta.version;
  export const used = [entries, plugin, version];
`;

test.each(['eslint', 'eslint-v9'])('with %s', (eslint) => {
  const files = projectWith(eslint, {
    'eslint.config.mts': `
      import { defineConfig } from 'eslint/config';
      import type { ESLint, Linter } from 'eslint';
      import memfix from 'memfix';
      ${USES}
    `,
    'other.config.cts': `
      import { defineConfig } from 'eslint/config';
      import memfix = require('memfix');
      module.exports = defineConfig(memfix.configs.recommended);
      declare const module: { exports: unknown };
    `,
  });
  expect(errorsOf(files)).toEqual([]);
});

test('a preset that does not exist is an error', () => {
  const files = projectWith('eslint', {
    'a.mts': `import memfix from 'memfix'; export default memfix.configs.recomended;`,
  });
  expect(errorsOf(files)).toEqual([expect.stringContaining(`Did you mean 'recommended'`)]);
});
