// docs/assumptions.md says for which programs memfix is wrong. It must be: a program that memfix leaves alone would
// claim an assumption that nobody makes.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { patterns } from '../../codemods/index.js';
import { fixText } from '../../core/fix.js';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/assumptions.md'), 'utf8');
const programs = [...page.matchAll(/^## (\d\..*)\n[^#]*?```(js|ts)\n([\s\S]*?)```/gm)].map(
  ([, title = '', extension = '', program = '']) => ({ title, extension, program }),
);
const folder = mkdtempSync(path.join(os.tmpdir(), 'memfix-assumptions-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the program prints, and the message of what it throws. */
function outputOf(program: string): string {
  const file = path.join(folder, 'program.mjs');
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022 };
  writeFileSync(file, ts.transpileModule(program, { compilerOptions }).outputText);
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  return stdout + (/^\w*Error: .*/m.exec(stderr)?.[0] ?? '');
}

describe('assumptions', () => {
  test('there are five, each with a program', () => {
    expect(programs.map(({ title }) => title.charAt(0))).toEqual(['1', '2', '3', '4', '5']);
    expect(page.match(/^## \d/gm)).toHaveLength(5);
  });

  test.each(programs)('$title', ({ extension, program }) => {
    const { text, applied, problem } = fixText(
      {
        filePath: path.join(folder, `program.${extension}`),
        root: folder,
        text: program,
        patterns: patterns.map((pattern) => ({ pattern, severity: 'warn' })),
      },
      new Set(['safe']),
    );
    expect(problem).toBeNull();
    expect(applied).toHaveLength(1);
    const before = outputOf(program);
    expect(before).not.toBe('');
    expect(outputOf(text)).not.toBe(before);
  });
});
