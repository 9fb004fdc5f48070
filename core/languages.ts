// Which files memfix reads, and how they are parsed outside of ESLint.

import * as parser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';

export const EXTENSIONS = ['js', 'cjs', 'mjs', 'jsx', 'ts', 'cts', 'mts', 'tsx'] as const;

/** ESLint's `files` patterns for all of them. */
export const FILE_PATTERNS: string[] = EXTENSIONS.map((extension) => `**/*.${extension}`);

/** JSX is on wherever TypeScript's own angle-bracket casts cannot stand. */
export function languageOptionsFor(filePath: string): TSESLint.FlatConfig.LanguageOptions {
  const jsx = !/\.[cm]?ts$/.test(filePath);
  return {
    parser,
    sourceType: /\.c[jt]s$/.test(filePath) ? 'commonjs' : 'module',
    parserOptions: { ecmaFeatures: { jsx } },
  };
}
