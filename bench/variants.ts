// The measured program before and after the rewrite, as modules that every Node version can run.

import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { fixText } from '../core/fix.js';
import type { Pattern } from '../core/pattern.js';
import { installRuntime } from './installed-runtime.js';

export interface Variants {
  /** File URLs of the two modules. */
  readonly before: string;
  readonly after: string;
  /** Path of the script that measures. */
  readonly child: string;
  remove(): void;
}

export interface VariantsRequest {
  readonly pattern: Pattern;
  /** Where `bench/measured-process.ts` is read from. */
  readonly repository: string;
  /** The root of the project that the program belongs to. */
  readonly root: string;
  /** The program, absolute. */
  readonly filePath: string;
}

/** @throws Error when the rewrite changes nothing. */
export function writeVariants({ pattern, repository, root, filePath }: VariantsRequest): Variants {
  const text = readFileSync(filePath, 'utf8');
  const { text: rewritten, problem } = fixText(
    { filePath, root, text, patterns: [{ pattern, severity: 'warn' }], settings: { helpers: 'import' } },
    new Set(['safe', 'review']),
  );
  if (problem) throw new Error(`${filePath}:${problem.line}:${problem.column} ${problem.message}`);
  if (rewritten === text) throw new Error(`${pattern.rule.id} changes nothing in ${path.relative(root, filePath)}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-gain-'));
  installRuntime(repository, folder);
  linkPackages(text, repository, folder);
  const write = (name: string, source: string): string => {
    const target = path.join(folder, name);
    writeFileSync(target, transpile(source));
    return target;
  };
  return {
    before: pathToFileURL(write('before.mjs', text)).href,
    after: pathToFileURL(write('after.mjs', rewritten)).href,
    child: write('measured-process.mjs', readFileSync(path.join(repository, 'bench/measured-process.ts'), 'utf8')),
    remove() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** The packages that the program imports; what they import themselves is found where they really are. */
function linkPackages(text: string, repository: string, folder: string): void {
  for (const { fileName } of ts.preProcessFile(text).importedFiles) {
    if (/^(?:node:|memfix\b)/.test(fileName)) continue;
    symlinkSync(
      path.join(repository, 'node_modules', fileName),
      path.join(folder, 'node_modules', fileName),
      'junction',
    );
  }
}

function transpile(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true },
  });
  return outputText;
}
