// The fixtures of every rule; one rule alone: `npx vitest run test/fixtures.test.ts -t no-boxed-numbers`.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileNameOf, isTypeScript, KINDS, type Fixture } from './fixture/fixture.js';
import { fixWithJscodeshift } from './fixture/jscodeshift-face.js';
import { listCases, loadCase } from './fixture/load.js';
import { folderOf, casesOf, patternOf } from './fixture/project.js';
import { proveFixture } from './fixture/prove.js';
import { typeChecksOf, type TypeChecks, type TypedText } from './fixture/type-checks.js';
import { REPOSITORY, Workshop } from './fixture/workshop.js';

const ids = readdirSync(path.join(REPOSITORY, 'rules'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.basename(name, '.ts'));

const workshop = new Workshop();
afterAll(() => {
  workshop.close();
});

it('finds rules', () => {
  expect(ids).not.toEqual([]);
});

describe.each(ids)('%s', (id) => {
  it('has a rule and a codemod of its name', async () => {
    expect((await patternOf(REPOSITORY, id)).rule.id).toBe(id);
  });

  it.each(KINDS)('has %s fixtures', (kind) => {
    expect(listCases(folderOf(REPOSITORY, id, kind), kind)).not.toEqual([]);
  });

  it.each(casesOf(REPOSITORY, id).map((one) => [`${one.kind}/${one.name}.${one.extension}`, one] as const))(
    '%s',
    { timeout: 120_000 },
    async (_, one) => {
      const pattern = await patternOf(REPOSITORY, id);
      const fixture = loadCase(one, pattern.rule);
      const newDiagnostics = async (): Promise<string[]> =>
        (await typeChecks()).newDiagnosticsOf(typedName(id, fixture));
      await proveFixture(pattern, fixture, workshop, newDiagnostics);
    },
  );

  it('rewrites the same in jscodeshift', { timeout: 120_000 }, async () => {
    const { rule } = await patternOf(REPOSITORY, id);
    const fixtures = casesOf(REPOSITORY, id).flatMap((one) => (one.kind === 'rewrite' ? [loadCase(one, rule)] : []));
    const results = await fixWithJscodeshift(workshop, workshop.compiled(`codemods/${id}.ts`), fixtures);
    const outputs = fixtures.map((fixture) => [fileNameOf(fixture), fixture.output]);
    expect(Object.fromEntries(results)).toEqual(Object.fromEntries(outputs));
  });
});

let program: Promise<TypeChecks> | undefined;

/** One program for the TypeScript pairs of all rules. */
async function typeChecks(): Promise<TypeChecks> {
  program ??= Promise.all(ids.map(typedTextsOf)).then((texts) => typeChecksOf(texts.flat()));
  return program;
}

/** A fixture that cannot be loaded fails in its own test. */
async function typedTextsOf(id: string): Promise<TypedText[]> {
  const pattern = await patternOf(REPOSITORY, id).catch(() => null);
  if (!pattern) return [];
  return casesOf(REPOSITORY, id).flatMap((one) => {
    if (one.kind !== 'rewrite' || !isTypeScript(one)) return [];
    try {
      const fixture = loadCase(one, pattern.rule);
      return [{ name: typedName(id, fixture), input: fixture.text, output: fixture.output ?? '' }];
    } catch {
      return [];
    }
  });
}

function typedName(id: string, fixture: Fixture): string {
  return `${id}/${fileNameOf(fixture)}`;
}
