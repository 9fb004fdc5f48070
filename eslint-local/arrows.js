// Imports between the project's folders point one way: `cli`, `plugin` → `codemods` → `rules` → `analysis`, and `core`
// holds what all of them share. A folder may import from those named here, and from itself.

import path from 'node:path';

/** @type {Readonly<Record<string, readonly string[]>>} */
const MAY_IMPORT = {
  core: [],
  runtime: [],
  analysis: ['core'],
  rules: ['analysis', 'core'],
  codemods: ['rules', 'analysis', 'core'],
  plugin: ['codemods', 'core'],
  cli: ['plugin', 'codemods', 'core'],
};

/** Single files that may have more: the three answers are what verdicts are made of. */
const EXCEPTIONS = new Set(['core/verdict.ts → analysis/answer.ts']);

/** Rules and analysis neither report nor build code, and only `core` knows with what code is built. */
const BUILDERS = ['eslint', 'jscodeshift', 'recast'];

/** @type {Readonly<Record<string, readonly string[]>>} */
const MAY_NOT_USE = { analysis: BUILDERS, rules: BUILDERS, codemods: BUILDERS };

/** @type {import('eslint').Rule.RuleModule} */
export const arrows = {
  meta: {
    type: 'problem',
    docs: { description: 'keep the imports between folders pointing one way' },
    schema: [],
    messages: {
      againstArrow: '{{from}}/ must not import from {{to}}/: arrows point cli, plugin → codemods → rules → analysis.',
      builder: '{{from}}/ must not import {{to}}: only core/ builds code and only faces report.',
    },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const from = folderOf(file);
    /** @param {{ source?: any }} node */
    const visit = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      if (!source.value.startsWith('.')) {
        const to = source.value.split('/')[0] ?? '';
        if (MAY_NOT_USE[from]?.includes(to)) context.report({ node: source, messageId: 'builder', data: { from, to } });
        return;
      }
      const target = path.posix.join(path.posix.dirname(file), source.value).replace(/\.js$/, '.ts');
      const to = folderOf(target);
      const allowed = MAY_IMPORT[from];
      if (!allowed || to === from || allowed.includes(to) || !(to in MAY_IMPORT)) return;
      if (EXCEPTIONS.has(`${file} → ${target}`)) return;
      context.report({ node: source, messageId: 'againstArrow', data: { from, to } });
    };
    return {
      ImportDeclaration: visit,
      ImportExpression: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
      // The type `import('…').X` of TypeScript.
      TSImportType: visit,
    };
  },
};

/** @param {string} file */
function folderOf(file) {
  return file.split('/')[0] ?? '';
}
