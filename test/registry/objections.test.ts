// The registry's checks on a scaffolded rule: it works as it stands, lacks just what the checks say, and each defect
// brings an objection.

import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definePattern, type Pattern } from '../../core/pattern.js';
import { generatedFiles, registryOf } from '../../scripts/generated.js';
import { scaffold } from '../../scripts/scaffold.js';
import { fileNameOf } from '../fixture/fixture.js';
import { fixWithJscodeshift } from '../fixture/jscodeshift-face.js';
import { loadCase } from '../fixture/load.js';
import { casesOf, patternOf } from '../fixture/project.js';
import { proveFixture } from '../fixture/prove.js';
import { toyRule } from '../fixture/toy-pattern.js';
import { typeChecksOf } from '../fixture/type-checks.js';
import { compile, REPOSITORY, Workshop } from '../fixture/workshop.js';
import { objectionsTo, strayFiles } from './objections.js';

const ID = 'no-needless-toy';
const workshop = new Workshop();
const pristine = path.join(workshop.folder, 'pristine');
const root = path.join(workshop.folder, 'project');

let pattern: Pattern;
beforeAll(async () => {
  for (const folder of ['core', 'analysis']) {
    mkdirSync(pristine, { recursive: true });
    symlinkSync(path.join(REPOSITORY, folder), path.join(pristine, folder));
  }
  scaffold(pristine, ID);
  pattern = await patternOf(pristine, ID);
});
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  cpSync(pristine, root, { recursive: true });
});
afterAll(() => {
  workshop.close();
});

const file = (name: string): string => path.join(root, name);
const read = (name: string): string => readFileSync(file(name), 'utf8');
const write = (name: string, text: string): void => {
  writeFileSync(file(name), text);
};
const page = `docs/rules/${ID}.md`;
const gain = `fixtures/${ID}/gain.ts`;

/** A rule that lacks nothing, in `root`. */
function complete(): Pattern {
  generate();
  for (const name of [`rules/${ID}.ts`, `codemods/${ID}.ts`, page, gain])
    write(name, read(name).replaceAll('TODO', 'Done'));
  write(page, read(page).replace('<!-- gain -->', '<!-- gain -->\n\n12 MB\n\n'));
  const copied = {
    rewrite: ['call-with-one-argument.input.ts', 'call-with-one-argument.output.ts'],
    report: ['spread-arguments.js'],
    silent: ['method-of-the-same-name.ts'],
  };
  for (const [kind, names] of Object.entries(copied)) {
    for (const index of 'abcdefg') {
      for (const name of names)
        cpSync(file(`fixtures/${ID}/${kind}/${name}`), file(`fixtures/${ID}/${kind}/${index}-${name}`));
    }
  }
  return { ...pattern, rule: { ...pattern.rule, description: 'toys' } };
}

function generate(): void {
  for (const [name, text] of generatedFiles(root, [pattern.rule])) write(name, text);
}

describe('a scaffolded rule', () => {
  it('proves all its fixtures', { timeout: 60_000 }, async () => {
    const fixtures = casesOf(root, ID).map((one) => loadCase(one, pattern.rule));
    expect(fixtures).not.toEqual([]);
    const pairs = fixtures.map((one) => ({ name: fileNameOf(one), input: one.text, output: one.output ?? one.text }));
    const types = typeChecksOf(pairs.filter(({ name }) => name.endsWith('.ts')));
    for (const one of fixtures) {
      await proveFixture(pattern, one, workshop, () => Promise.resolve(types.newDiagnosticsOf(fileNameOf(one))));
    }
  });

  it('type-checks as strictly as the project', { timeout: 60_000 }, () => {
    const { config } = ts.readConfigFile(path.join(REPOSITORY, 'tsconfig.json'), (name) =>
      readFileSync(name, 'utf8'),
    ) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, REPOSITORY);
    const names = [`rules/${ID}.ts`, `codemods/${ID}.ts`, `fixtures/${ID}/gain.ts`].map(file);
    const program = ts.createProgram(names, { ...options, noEmit: true });
    for (const name of names) {
      const source = program.getSourceFile(name);
      const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      expect(source, name).toBeDefined();
      expect(
        diagnostics.map(({ messageText }) => messageText),
        name,
      ).toEqual([]);
    }
  });

  it('runs in jscodeshift', { timeout: 60_000 }, async () => {
    workshop.compiled('core/transform.ts');
    for (const name of [`rules/${ID}`, `codemods/${ID}`]) {
      workshop.write(`compiled/${name}.js`, compile(read(`${name}.ts`), `${ID}.ts`));
    }
    const fixtures = casesOf(root, ID).flatMap((one) => (one.kind === 'rewrite' ? [loadCase(one, pattern.rule)] : []));
    const results = await fixWithJscodeshift(workshop, workshop.compiled(`codemods/${ID}.ts`), fixtures);
    expect(results.size).toBeGreaterThan(0);
    for (const one of fixtures) expect(results.get(fileNameOf(one)), one.name).toBe(one.output);
  });

  it('is told what it lacks', () => {
    generate();
    expect(objectionsTo(pattern, root).sort()).toEqual(
      [
        `rules/${ID}.ts still has a TODO`,
        `codemods/${ID}.ts still has a TODO`,
        `fixtures/${ID}/gain.ts still has a TODO`,
        `${page} still has a TODO`,
        '3 rewrite fixtures are fewer than 8',
        '1 report fixtures are fewer than 4',
        '1 silent fixtures are fewer than 8',
        'the description does not begin in lower case, or ends with a full stop',
        'the page has no measured table',
      ].sort(),
    );
  });
});

describe('a complete rule', () => {
  it('has nothing against it', () => {
    expect(objectionsTo(complete(), root)).toEqual([]);
    expect(strayFiles(root, [ID])).toEqual([]);
  });

  it.each([
    `rules/${ID}.ts`,
    `codemods/${ID}.ts`,
    `fixtures/${ID}/rewrite`,
    `fixtures/${ID}/report`,
    `fixtures/${ID}/silent`,
    gain,
    page,
  ])('needs %s', (place) => {
    const whole = complete();
    rmSync(file(place), { recursive: true });
    expect(objectionsTo(whole, root)).toContain(`${place} is missing`);
  });

  it.each<[string, RegExp]>([
    ['call-with-several-arguments', /exercises the reason manyArguments/],
    ['comment-among-the-arguments', /exercises the reason comment/],
  ])('needs every reason exercised: without %s', (name, objection) => {
    const whole = complete();
    rmSync(file(`fixtures/${ID}/rewrite/${name}.input.ts`));
    rmSync(file(`fixtures/${ID}/rewrite/${name}.output.ts`));
    expect(objectionsTo(whole, root).join()).toMatch(objection);
  });

  it.each<[string, object, string]>([
    ['an id without the waste', { id: 'prefer-toys' }, 'the id prefer-toys'],
    ['a description with a full stop', { description: 'toys.' }, 'the description'],
    ['a message without full stop', { messages: { wastefulCall: 'A toy' } }, 'the message wastefulCall'],
    ['a reason with a full stop', { reasons: { manyArguments: 'there are many.' } }, 'the reason manyArguments'],
    ['a reason that all share', { reasons: { comment: 'mine' } }, 'the reason comment is one that all'],
    ['a message that no fixture has', { messages: { other: 'A toy.' } }, 'exercises the messageId other'],
    ['a reason that no fixture has', { reasons: { other: 'a toy' } }, 'exercises the reason other'],
    [
      'an option that no fixture has',
      { options: { other: { type: 'string', description: 'A toy.' } } },
      'the option other',
    ],
    ['an undocumented message', { messages: { other: 'A toy.' } }, 'the page does not mention `other`'],
    ['an undocumented reason', { reasons: { other: 'a toy' } }, 'the page does not mention `other`'],
    ['an undocumented option', { options: { other: {} } }, 'the page does not mention `other`'],
    ['an option without type', { options: { other: { description: 'A toy.' } } }, 'the option other has no type'],
    ['a default without option', { defaults: { other: 1 } }, 'options and defaults'],
    ['an empty token', { tokens: [''] }, 'a token is empty'],
  ])('must not have %s', (_, changes, objection) => {
    const whole = complete();
    const changed = { ...whole, rule: { ...whole.rule, ...changes } };
    expect(objectionsTo(changed, root).join('\n')).toContain(objection);
  });

  it('has a page with its sections in order, a measured table and an example', () => {
    const whole = complete();
    const text = read(page);
    write(page, text.replace('## Options', '## Choices'));
    expect(objectionsTo(whole, root).join()).toContain('sections');
    write(page, text.replace(/(## Options[^]*)(## When not to use it[^]*)/, '$2$1'));
    expect(objectionsTo(whole, root).join()).toContain('sections');
    write(page, text.replace('12 MB', ''));
    expect(objectionsTo(whole, root)).toEqual(['the page has no measured table']);
    write(page, text.replaceAll('gain -->', 'gained -->'));
    expect(objectionsTo(whole, root)).toEqual(['the page has no place for the measured table']);
    write(page, text.replaceAll('<!-- example', '<!-- sample'));
    expect(objectionsTo(whole, root)).toEqual(['the page shows no fixture before and after']);
  });

  it('finds nothing in an empty file', () => {
    const whole = complete();
    const eager = definePattern(
      {
        ...toyRule,
        tokens: ['wasteful'],
        detect: () => ({
          *Program(node) {
            yield {
              node,
              messageId: 'wastefulCall',
              data: {},
              verdict: { tier: 'report', reason: 'spreadArgument' },
            } as never;
          },
        }),
      },
      () => [],
    );
    expect(objectionsTo({ ...whole, listen: eager.listen }, root).join()).toContain(
      'finds something in an empty .js file',
    );
    const broken = {
      ...whole,
      listen: (): never => {
        throw new Error('broken');
      },
    };
    expect(objectionsTo(broken, root).join()).toContain('fails on an empty .ts file');
  });

  it('leaves no stray file', () => {
    complete();
    write('rules/no-other-toy.ts', '');
    write('docs/rules/no-other-toy.md', '');
    expect(strayFiles(root, [ID])).toEqual(['rules/no-other-toy.ts', 'docs/rules/no-other-toy.md']);
  });
});

describe('what is generated', () => {
  it('is the same when it is generated again', () => {
    complete();
    generate();
    const once = new Map(generatedFiles(root, [pattern.rule]));
    for (const [name, text] of once) expect(read(name), name).toBe(text);
    expect([...once.keys()]).toEqual(['codemods/index.ts', page]);
  });

  it('enters every codemod into the registry, sorted', () => {
    write('codemods/no-a-b.ts', '');
    expect(generatedFiles(root, []).get('codemods/index.ts')).toContain(
      `{ pattern as noNeedlessToy } from './${ID}.js'`,
    );
    expect(registryOf(['no-a-b', ID])).toContain('= [noAB, noNeedlessToy];');
  });

  it('goes into the README only between its markers', () => {
    write('README.md', '# Toys\n\n<!-- rules -->\n<!-- /rules -->\n\nend\n');
    const text = generatedFiles(root, [pattern.rule]).get('README.md') ?? '';
    expect(text).toMatch(
      /^# Toys\n\n<!-- rules -->\n\n\|[^]*\[no-needless-toy\]\(docs[^]*\n\n<!-- \/rules -->\n\nend\n$/,
    );
    write('README.md', '# Toys\n');
    expect(generatedFiles(root, [pattern.rule]).has('README.md')).toBe(false);
  });

  it('shows examples without header, markers and inputs', () => {
    generate();
    const text = read(page);
    expect(text).toContain('return wasteful(value) * 2;\n}\n```');
    expect(text).toContain('return frugal(value) * 2;\n}\n```');
    for (const hidden of ['// safe', '^ wastefulCall', 'inputs']) expect(text).not.toContain(hidden);
  });

  it('fails on an example that is no fixture, and on a page without its head', () => {
    write(page, read(page).replaceAll('example call-with-one-argument', 'example none'));
    expect(() => generatedFiles(root, [pattern.rule])).toThrow('shows none, which is no rewrite fixture');
    write(page, '## What it finds\n');
    expect(() => generatedFiles(root, [pattern.rule])).toThrow('<!-- rule -->');
  });
});

describe('scaffold', () => {
  it.each(['boxed', 'no-toys', 'No-boxed-toys', 'no-boxed_toys', '../no-boxed-toys', 'no-boxed-'])(
    'refuses the id %s',
    (id) => {
      expect(() => scaffold(root, id)).toThrow('an id is');
    },
  );

  it('overwrites nothing', () => {
    expect(() => scaffold(root, ID)).toThrow('exists already');
    rmSync(file('rules'), { recursive: true });
    expect(() => scaffold(root, ID)).toThrow('exists already');
    expect(() => read(`rules/${ID}.ts`)).toThrow();
  });
});
