// What a rule lacks: the places that a pattern has, and that everything it says is exercised and documented.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findInText } from '../../core/find.js';
import { EXTENSIONS } from '../../core/languages.js';
import { sharedReasons } from '../../core/locate.js';
import type { Pattern, RuleInfo } from '../../core/pattern.js';
import { editsIn } from '../fixture/faces.js';
import { KINDS, type Fixture } from '../fixture/fixture.js';
import { listCases, loadCase } from '../fixture/load.js';

/** Headings of a rule's page, in order. */
export const SECTIONS = [
  'What it finds',
  'Why it costs memory',
  'Before and after',
  'When it is rewritten',
  'Options',
  'When not to use it',
] as const;

const FEWEST = { rewrite: 8, report: 4, silent: 8 } as const;

/** Everything that is wrong with the pattern in the project at `root`, in words. */
export function objectionsTo(pattern: Pattern, root: string): string[] {
  const { rule } = pattern;
  const missing = placesOf(rule.id).filter((place) => !existsSync(path.join(root, place)));
  const present = placesOf(rule.id).filter((place) => !missing.includes(place));
  return [
    ...missing.map((place) => `${place} is missing`),
    ...present.flatMap((place) => todosIn(root, place)),
    ...objectionsToWords(rule),
    ...objectionsToFixtures(pattern, path.join(root, 'fixtures', rule.id)),
    ...objectionsToPage(rule, path.join(root, 'docs/rules', `${rule.id}.md`)),
    ...objectionsToEmptyFiles(pattern),
  ];
}

/** What belongs to no pattern, or lacks its codemod. */
export function strayFiles(root: string, ids: readonly string[]): string[] {
  const known = new Set(ids);
  const stray = (folder: string, extension: string): string[] =>
    (existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [])
      .filter((name) => name.endsWith(extension) && name !== 'index.ts')
      .filter((name) => !known.has(name.slice(0, name.length - extension.length)))
      .map((name) => `${folder}/${name}`);
  return [
    ...stray('rules', '.ts'),
    ...stray('codemods', '.ts'),
    ...stray('fixtures', ''),
    ...stray('docs/rules', '.md'),
  ];
}

function placesOf(id: string): string[] {
  return [
    `rules/${id}.ts`,
    `codemods/${id}.ts`,
    ...KINDS.map((kind) => `fixtures/${id}/${kind}`),
    `fixtures/${id}/gain.ts`,
    `docs/rules/${id}.md`,
  ];
}

function todosIn(root: string, place: string): string[] {
  if (path.extname(place) === '') return [];
  return readFileSync(path.join(root, place), 'utf8').includes('TODO') ? [`${place} still has a TODO`] : [];
}

function objectionsToWords(rule: RuleInfo): string[] {
  const objections: string[] = [];
  if (!/^no-[a-z]+(?:-[a-z]+)+$/.test(rule.id))
    objections.push(`the id ${rule.id} is not \`no-\` and the waste in words`);
  if (!/^[a-z`].*[^.]$/.test(rule.description)) {
    objections.push('the description does not begin in lower case, or ends with a full stop');
  }
  for (const [id, text] of Object.entries(rule.messages)) {
    if (!/^[A-Z`{].*\.$/.test(text)) objections.push(`the message ${id} is no sentence with a full stop`);
  }
  for (const [name, text] of Object.entries(rule.reasons)) {
    if (!/^[a-z`].*[^.]$/.test(text)) objections.push(`the reason ${name} is no clause that completes "because …"`);
    if (name in sharedReasons) objections.push(`the reason ${name} is one that all rules share`);
  }
  for (const [name, { type, description }] of Object.entries(rule.options)) {
    if (!type || !description) objections.push(`the option ${name} has no type or no description`);
  }
  if (Object.keys(rule.options).sort().join() !== Object.keys(rule.defaults).sort().join()) {
    objections.push('options and defaults are not the same');
  }
  if (rule.tokens.some((token) => token.trim() === '')) objections.push('a token is empty: every file holds it');
  return objections;
}

function objectionsToFixtures(pattern: Pattern, folder: string): string[] {
  const { rule } = pattern;
  const fixtures: Fixture[] = [];
  const objections: string[] = [];
  for (const kind of KINDS) {
    try {
      const cases = listCases(path.join(folder, kind), kind);
      if (cases.length < FEWEST[kind])
        objections.push(`${cases.length} ${kind} fixtures are fewer than ${FEWEST[kind]}`);
      fixtures.push(...cases.map((one) => loadCase(one, rule)));
    } catch (error) {
      objections.push((error as Error).message);
    }
  }
  const expected = fixtures.flatMap((fixture) => fixture.expected);
  const unused = (name: string, what: string, isUsed: boolean): string[] =>
    isUsed ? [] : [`no fixture exercises the ${what} ${name}`];
  return [
    ...objections,
    ...Object.keys(rule.messages).flatMap((name) =>
      unused(
        name,
        'messageId',
        expected.some(({ messageId }) => messageId === name),
      ),
    ),
    ...Object.keys({ ...rule.reasons, ...(canLoseComment(pattern, fixtures) && sharedReasons) }).flatMap((name) =>
      unused(
        name,
        'reason',
        expected.some(({ reason }) => reason === name),
      ),
    ),
    ...Object.keys(rule.options).flatMap((name) =>
      unused(
        name,
        'option',
        fixtures.some(({ options }) => options !== null && name in options),
      ),
    ),
  ];
}

/** Whether some rewrite replaces more than single words, so that a comment could stand in what is replaced. */
function canLoseComment(pattern: Pattern, fixtures: readonly Fixture[]): boolean {
  // A comment demotes only what would be `safe`.
  if (!fixtures.some(({ expected }) => expected.some(({ tier }) => tier === 'safe'))) return false;
  return fixtures.some((fixture) => {
    const text = fixture.text.replace(/^\uFEFF/, '');
    return editsIn(pattern, fixture).some(({ range }) => !/^[\w$]*$/.test(text.slice(...range)));
  });
}

function objectionsToPage(rule: RuleInfo, file: string): string[] {
  if (!existsSync(file)) return [];
  const page = readFileSync(file, 'utf8');
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  const names = [rule.messages, rule.reasons, sharedReasons, rule.options].flatMap((words) => Object.keys(words));
  return [
    ...(headings.join() === SECTIONS.join()
      ? []
      : [`the page's sections are ${headings.join(', ')}, not ${SECTIONS.join(', ')}`]),
    ...names.filter((name) => !page.includes(`\`${name}\``)).map((name) => `the page does not mention \`${name}\``),
    ...(page.replaceAll(/\s/g, '').includes('<!--gain--><!--/gain-->') ? ['the page has no measured table'] : []),
    ...(page.includes('<!-- example ') ? [] : ['the page shows no fixture before and after']),
    ...(page.includes('<!-- gain -->') ? [] : ['the page has no place for the measured table']),
  ];
}

/** Without code, but with the tokens, or the rule would not even look. */
function objectionsToEmptyFiles(pattern: Pattern): string[] {
  return EXTENSIONS.flatMap((extension) =>
    ['', `// ${pattern.rule.tokens.join(' ')}\n`].flatMap((text) => {
      const filePath = path.resolve(`empty.${extension}`);
      const { findings, problem } = findInText({
        filePath,
        root: path.dirname(filePath),
        text,
        patterns: [{ pattern, severity: 'error' }],
      });
      if (problem) return [`it fails on an empty .${extension} file: ${problem.message}`];
      return findings.length > 0 ? [`it finds something in an empty .${extension} file`] : [];
    }),
  );
}
