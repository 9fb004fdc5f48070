// Two modules that import each other: the one that is entered second runs first, and may call functions of the other
// before a line of that one has run. What `fix` makes there must not be met before it has a value.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pattern } from '../../codemods/no-recreated-constant.js';
import { fixText } from '../../core/fix.js';
import type { Tier } from '../../core/rule.js';

const folder = mkdtempSync(path.join(tmpdir(), 'memfix-cycles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rewritten(name: string, text: string, tiers: readonly Tier[] = ['safe']): string {
  const patterns = [{ pattern, severity: 'warn' as const }];
  return fixText({ filePath: path.join(folder, name), root: folder, text, patterns }, new Set(tiers)).text;
}

/** What the program prints that begins with the first of the files. */
function printed(files: readonly (readonly [name: string, text: string])[]): string {
  for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
  const [entry] = files;
  return execFileSync(process.execPath, [path.join(folder, entry?.[0] ?? '')], { encoding: 'utf8', stdio: 'pipe' });
}

const TABLE = "new Set(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü'])";
const ASK = `letter => { const vowels = ${TABLE}; return vowels.has(letter); }`;
const BODY = `(letter) { const vowels = ${TABLE}; return vowels.has(letter); }`;
const TELL = `let told; try { told = isVowel('a'); } catch (error) { told = error.message; } console.log(told);\n`;

describe('a module that is called before it has run', () => {
  it.each([
    ['a declared function', `import './b.mjs';\nexport function isVowel${BODY}\n`, false],
    ['one that is exported below', `import './b.mjs';\nfunction isVowel${BODY}\nexport { isVowel };\n`, false],
    [
      'one that a declared function calls',
      `import './b.mjs';\nfunction ask${BODY}\nexport function isVowel(letter) { return ask(letter); }\n`,
      false,
    ],
    ['one behind a re-export', `export * from './b.mjs';\nexport function isVowel${BODY}\n`, false],
    ['a constant, which is not there before', `import './b.mjs';\nexport const isVowel = ${ASK};\n`, true],
    [
      'a method of a class, which is not there before',
      `import './b.mjs';\nclass Ask { static isVowel${BODY} }\nexport function isVowel(letter) { return Ask.isVowel(letter); }\n`,
      true,
    ],
  ])('%s', (_, text, isRewritten) => {
    const other = `import { isVowel } from './a.mjs';\n${TELL}`;
    const after = rewritten('a.mjs', text);
    expect(after !== text).toBe(isRewritten);
    const show = (a: string): string =>
      printed([
        ['a.mjs', a],
        ['b.mjs', other],
      ]);
    expect(show(after)).toBe(show(text));
  });

  it('would meet the constant before it has a value, where the rewrite is for review', () => {
    const text = `import './b.mjs';\nexport function isVowel${BODY}\n`;
    const after = rewritten('a.mjs', text, ['safe', 'review']);
    const other = ['b.mjs', `import { isVowel } from './a.mjs';\n${TELL}`] as const;
    expect(printed([['a.mjs', text], other])).toBe('true\n');
    expect(printed([['a.mjs', after], other])).toMatch(/^Cannot access 'vowels'/);
  });

  it.each([
    [
      'exported before the other is required',
      `exports.isVowel = isVowel;\nrequire('./b.cjs');\nfunction isVowel${BODY}\n`,
    ],
    ['exported after that', `require('./b.cjs');\nexports.isVowel = isVowel;\nfunction isVowel${BODY}\n`],
    ['exported first of all', `function isVowel${BODY}\nexports.isVowel = isVowel;\nconst b = require('./b.cjs');\n`],
    [
      'put on what others hold already',
      `Object.assign(module.exports, { isVowel });\nconst b = require('./b.cjs');\nfunction isVowel${BODY}\n`,
    ],
    [
      'put on a global',
      `globalThis.isVowel = isVowel;\nconst b = require('./b.cjs');\nfunction isVowel${BODY}\nmodule.exports = isVowel;\n`,
    ],
  ])('in CommonJS: %s', (_, text) => {
    const other = `const isVowel = require('./a.cjs').isVowel ?? globalThis.isVowel;\n${TELL}`;
    const after = rewritten('a.cjs', text);
    expect(after).not.toBe(text);
    const show = (a: string): string =>
      printed([
        ['a.cjs', a],
        ['b.cjs', other],
      ]);
    expect(show(after)).toBe(show(text));
  });
});
