// Writes the four places of a new rule from templates: a small rule that works, to be replaced piece by piece.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const TEMPLATES = path.join(import.meta.dirname, 'templates');
const EXAMPLE_ID = 'no-example-waste';

/**
 * @returns the files that it wrote, relative to `root`.
 * @throws Error when the id is none, or a file of that name exists.
 */
export function scaffold(root: string, id: string): string[] {
  if (!/^no-[a-z]+(?:-[a-z]+)+$/.test(id)) {
    throw new Error(`an id is \`no-\` and the waste as adjective and noun, such as no-boxed-numbers, not ${id}`);
  }
  const files = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.template'))
    .map((name) => ({ name, target: name.replaceAll(EXAMPLE_ID, id).replace(/\.template$/, '') }));
  const taken = files.find(({ target }) => existsSync(path.join(root, target)));
  if (taken) throw new Error(`${taken.target} exists already`);
  for (const { name, target } of files) {
    mkdirSync(path.dirname(path.join(root, target)), { recursive: true });
    const text = readFileSync(path.join(TEMPLATES, name), 'utf8');
    writeFileSync(
      path.join(root, target),
      text.replaceAll(EXAMPLE_ID, id).replaceAll('ExampleWaste', pascalCase(id.slice('no-'.length))),
    );
  }
  return files.map(({ target }) => target).sort();
}

function pascalCase(words: string): string {
  return words.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
