// `npm run bench:scale`: how the time for one file grows with the file, all rules against ESLint's own recommended rules
// in the same process. The inputs are such that an analysis which asks the same thing twice, or walks all references
// for each of them, blows up.

import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import { Linter } from 'eslint';
import { globbySync } from 'globby';
import { patterns } from '../codemods/index.js';
import { findInText } from '../core/find.js';
import { languageOptionsFor } from '../core/languages.js';

const INPUTS: Readonly<Record<string, (size: number) => string>> = {
  '10,000 references to one binding': (size) =>
    `export {};\nconst xs = [];\n${repeat(10_000 * size, (i) => `xs.push(${i});\n`)}for (const x of [...xs]) out(x);\n`,
  // Towers: at some 800 levels the parser itself runs out of stack.
  '2,000 functions, 200 deep': (size) =>
    repeat(10 * size, (tower) => {
      const open = repeat(200, (i) => `function f${tower}_${i}(xs) { const own = [...xs, ${i}];\n`);
      return `${open}${repeat(200, () => 'own.push(1); return () => own; }\n')}`;
    }),
  '20,000 lines of small functions': (size) =>
    repeat(2_000 * size, (i) =>
      [
        `export function make${i}(n, rows) {`,
        '  const flags = new Array(n).fill(false);',
        '  let all = [];',
        '  for (const row of rows) {',
        `    flags[row.id % ${i + 1}] = true;`,
        '    all = all.concat(row.items.map((item) => item.name));',
        '  }',
        '  for (const name of [...new Set(all)]) if (flags[name.length]) console.log(name);',
        '  return () => rows.length;',
        '}\n',
      ].join('\n'),
    ),
  'functions that call each other twice': (size) =>
    repeat(
      200 * size,
      (i) => `function f${i}(x) { const o = []; for (const v of f${i + 1}(x)) o.push(v); f${i + 1}(o); return o; }\n`,
    ),
  'a bundle of real modules, 1.5 MB': (size) => bundle(1_500_000 * size),
};

console.log('| input | size | ESLint, recommended | memfix, all rules | ratio |\n| --- | --- | --- | --- | --- |');
for (const [name, make] of Object.entries(INPUTS)) {
  for (const size of [1, 2]) {
    const text = make(size);
    lint(text);
    const [peer, own] = [seconds(() => lint(text)), seconds(() => find(text))];
    const kilobytes = Math.round(text.length / 1000);
    console.log(
      `| ${name}, times ${size} | ${kilobytes} kB | ${peer.toFixed(2)} s | ${own.toFixed(2)} s | ${(own / peer).toFixed(2)} |`,
    );
  }
}

function repeat(times: number, line: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => line(index)).join('');
}

/** Modules of ESLint, Babel and others, wrapped as a bundler does. */
function bundle(characters: number): string {
  const files = globbySync(['node_modules/{eslint/lib,@babel/*/lib,recast,jscodeshift,ast-types}/**/*.js']).sort();
  let text = '';
  for (const [index, file] of files.entries()) {
    if (text.length > characters) break;
    const module = readFileSync(file, 'utf8').replace(/^#!.*/, '');
    text += `var require_${index} = wrap({ "${file}"(exports, module) {\n${module}\n} });\n`;
  }
  return text;
}

function lint(text: string): void {
  const config = {
    ...js.configs.recommended,
    languageOptions: languageOptionsFor('scale.js') as Linter.LanguageOptions,
  };
  const [fatal] = new Linter().verify(text, config, 'scale.js').filter((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
}

function find(text: string): void {
  const enabled = patterns.map((pattern) => ({ pattern, severity: 'error' as const }));
  const { problem } = findInText({ filePath: 'scale.js', root: process.cwd(), text, patterns: enabled });
  if (problem) throw new Error(problem.message);
}

/** Of processor time, so that other processes count for little. */
function seconds(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
