// Every rule has all that a rule needs; one alone: `npx vitest run test/registry.test.ts -t no-boxed-numbers`.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codemodIds, registryOf } from '../scripts/generated.js';
import { REPOSITORY } from './fixture/workshop.js';
import { patternOf } from './fixture/project.js';
import { objectionsTo, strayFiles } from './registry/objections.js';

const ids = codemodIds(REPOSITORY);

describe('the registry', () => {
  it('holds every codemod', () => {
    expect(ids).not.toEqual([]);
    expect(readFileSync(path.join(REPOSITORY, 'codemods/index.ts'), 'utf8')).toBe(registryOf(ids));
  });

  it('leaves no file without its pattern', () => {
    expect(strayFiles(REPOSITORY, ids)).toEqual([]);
  });
});

describe.each(ids)('%s', (id) => {
  it('has all that a rule needs', async () => {
    const pattern = await patternOf(REPOSITORY, id);
    expect(pattern.rule.id).toBe(id);
    expect(objectionsTo(pattern, REPOSITORY)).toEqual([]);
  });
});
