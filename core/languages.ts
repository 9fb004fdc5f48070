// Which files memfix reads, and how they are parsed outside of ESLint.

import * as parser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';

export const EXTENSIONS = ['js', 'cjs', 'mjs', 'jsx', 'ts', 'cts', 'mts', 'tsx'] as const;

/** ESLint's `files` patterns for all of them. */
export const FILE_PATTERNS: string[] = EXTENSIONS.map((extension) => `**/*.${extension}`);

/** One object for each kind of file, so that what hangs on it can be kept. JSX is on wherever casts in angle brackets cannot stand. */
export function languageOptionsFor(filePath: string): TSESLint.FlatConfig.LanguageOptions {
  const typed = /\.[cm]?ts$/.test(filePath);
  if (/\.c[jt]s$/.test(filePath)) return typed ? TYPED_COMMONJS : COMMONJS;
  return typed ? TYPED_MODULE : MODULE;
}

const MODULE = languageOptions('module', true);
const COMMONJS = languageOptions('commonjs', true);
const TYPED_MODULE = languageOptions('module', false);
const TYPED_COMMONJS = languageOptions('commonjs', false);

function languageOptions(sourceType: 'module' | 'commonjs', jsx: boolean): TSESLint.FlatConfig.LanguageOptions {
  return { parser, sourceType, parserOptions: { ecmaFeatures: { jsx } } };
}
