import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import memfix from './dist/plugin/index.js';
import { arrows } from './eslint-local/arrows.js';

const NO_EMPTY_VERB = {
  selector: 'FunctionDeclaration[id.name=/^(check|handle|process)(?![a-z])/]',
  message: 'Say what the function finds, builds or decides: check, handle and process say nothing.',
};

export default defineConfig(
  globalIgnores(['dist/', '.memfix-tmp/', 'coverage/', 'fixtures/', 'demo/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      // Node types are compared with string literals, and `Record<never, never>` is how a rule says "no options".
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // Trees of other parsers lack what these types promise: a missing key, `null` and `undefined` are treated alike.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': ['error', NO_EMPTY_VERB],
    },
  },
  // What is built lints what it is built from.
  { settings: { memfix: { target: '20' } } },
  memfix.configs['all-type-checked'],
  {
    files: ['{core,analysis,rules,codemods,runtime,plugin,cli}/**/*.ts'],
    plugins: { local: { rules: { arrows } } },
    rules: { 'local/arrows': 'error' },
  },
  {
    files: ['{analysis,rules}/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        NO_EMPTY_VERB,
        {
          selector: 'MemberExpression[property.name=/^(loc|tokens|get\\w*Tokens?\\w*|isSpaceBetween|report)$/]',
          message: 'Detectors and analysis read nodes, ranges and scopes: tokens and loc are for codemods and faces.',
        },
      ],
    },
  },
  // Functions of `ts.sys` and `util.types` are taken apart, none of them reads `this`; samples do nothing on purpose.
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  { files: ['eslint-local/**', 'core/eslint-rule.ts'], extends: [eslintPlugin.configs.recommended] },
);
