// `memfix/runtime` for code that is run in a folder of its own, as an installed package would give it.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Compiles the runtime from its source, so that nothing need be built before. */
export function installRuntime(repository: string, folder: string): void {
  const target = path.join(folder, 'node_modules/memfix');
  mkdirSync(target, { recursive: true });
  const manifest = { name: 'memfix', type: 'module', exports: { './runtime': './index.js' } };
  writeFileSync(path.join(target, 'package.json'), JSON.stringify(manifest));
  // The package around the folder may be memfix itself, whose own name would stand for what was built last.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const name of readdirSync(path.join(repository, 'runtime'))) {
    const { outputText } = ts.transpileModule(readFileSync(path.join(repository, 'runtime', name), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true },
    });
    writeFileSync(path.join(target, name.replace(/\.ts$/, '.js')), outputText);
  }
}
