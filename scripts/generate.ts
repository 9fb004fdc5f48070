// `npm run generate`: writes what is derived (see generated.ts). With `--check` it writes nothing, and fails when
// something would change.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Pattern } from '../core/pattern.js';
import { codemodIds, generatedFiles } from './generated.js';

const root = process.cwd();
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const rules = await Promise.all(
  codemodIds(root).map(async (id) => {
    const url = pathToFileURL(path.join(root, 'codemods', `${id}.ts`)).href;
    const { pattern } = (await import(url)) as { pattern: Pattern };
    return pattern.rule;
  }),
);
const stale = [...generatedFiles(root, rules)].filter(([file, text]) => {
  const target = path.join(root, file);
  return !existsSync(target) || readFileSync(target, 'utf8') !== text;
});
for (const [file, text] of stale) {
  if (!values.check) writeFileSync(path.join(root, file), text);
  console.log(`${values.check ? 'out of date' : 'written'}: ${file}`);
}
if (values.check && stale.length > 0) {
  console.error('Run `npm run generate` and commit what it writes.');
  process.exitCode = 1;
}
