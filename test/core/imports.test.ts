import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../core/edit.js';
import { importEdits, type ImportedName } from '../../core/imports.js';
import { SourceWriter } from '../../core/source-writer.js';
import { nodeOf, parse } from '../analysis/parse.js';

const b: ImportedName = { module: 'm', name: 'b', local: 'b', isThere: false };

/** @param unused the text of the part of the first statement that is needed no longer. */
function edited(text: string, add: readonly ImportedName[], unused: string | null = null, filePath = 'a.ts'): string {
  const code = parse(text, filePath);
  const [beside] = code.ast.body;
  if (!beside) throw new Error('there is no statement');
  const part = unused === null ? null : nodeOf(code, unused);
  return applyEdits(text, importEdits(new SourceWriter(code), { add, beside, unused: part }));
}

describe('names that are added', () => {
  it('writes a new import beside the old one, in its form, quotes and manner', () => {
    expect(edited("import { a } from 'n';\n", [b])).toBe("import { a } from 'n';\nimport { b } from 'm';\n");
    expect(edited('const a = require("n")\nf(a)\n', [b], null, 'a.cjs')).toBe(
      'const a = require("n")\nconst { b } = require("m")\nf(a)\n',
    );
  });

  it('puts the name into the list that the module has already, with or without `node:`', () => {
    const fs = { ...b, module: 'node:fs' };
    expect(edited("import { a } from 'fs';\n", [fs])).toBe("import { a, b } from 'fs';\n");
    expect(edited("const { a } = require('node:fs');\n", [fs])).toBe("const { a, b } = require('node:fs');\n");
  });

  it('adds no value to an import of types, or to a list that takes the rest', () => {
    expect(edited("import type { A } from 'm';\n", [b])).toBe("import type { A } from 'm';\nimport { b } from 'm';\n");
    expect(edited("const { a, ...all } = require('m');\n", [b])).toBe(
      "const { a, ...all } = require('m');\nconst { b } = require('m');\n",
    );
  });

  it('writes another local name in the words of the form', () => {
    const other = { ...b, local: 'b2' };
    expect(edited("import { a } from 'm';\n", [other])).toBe("import { a, b as b2 } from 'm';\n");
    expect(edited("const { a } = require('m');\n", [other])).toBe("const { a, b: b2 } = require('m');\n");
  });

  it('leaves alone what is there, but holds its place, so that no other rewrite of the round removes it', () => {
    const code = parse("import { b } from 'm';\n");
    const [beside] = code.ast.body;
    if (!beside) throw new Error('there is no statement');
    const edits = importEdits(new SourceWriter(code), { add: [{ ...b, isThere: true }], beside, unused: null });
    expect(edits).toEqual([{ range: [0, 22], text: "import { b } from 'm';", kept: [[0, 22]] }]);
  });
});

describe('names that go', () => {
  it('replaces the statement, or one of its names', () => {
    expect(edited("import { a } from 'n';\n", [b], 'a')).toBe("import { b } from 'm';\n");
    expect(edited("import { a, c } from 'n';\n", [b], 'a')).toBe("import { c } from 'n';\nimport { b } from 'm';\n");
    expect(edited("import { a, c } from 'm';\n", [b], 'c')).toBe("import { a, b } from 'm';\n");
  });

  it('removes the statement where nothing takes its place', () => {
    expect(edited("import { a } from 'n';\nf();\n", [], 'a')).toBe('f();\n');
    expect(edited("const { a } = require('n');\nf();\n", [], 'a')).toBe('f();\n');
  });

  it('keeps the default import, and drops the braces that would be empty', () => {
    expect(edited("import n, { a } from 'n';\n", [b], 'a')).toBe("import n from 'n';\nimport { b } from 'm';\n");
    expect(edited("import n, { a, c } from 'n';\n", [], 'a')).toBe("import n, { c } from 'n';\n");
  });
});
