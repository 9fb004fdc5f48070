// Parses a snippet as ESLint would and finds nodes in it, for the unit tests of analysis/.

import path from 'node:path';
import { Linter } from 'eslint';
import type { Node, SourceCode } from '../../core/source-code.js';
import { languageOptionsFor } from '../../core/languages.js';
import { childrenOf } from '../../analysis/children.js';

/** @param parserOptions such as those that ask for type information. @throws Error when the snippet does not parse. */
export function parse(text: string, filePath = 'snippet.ts', parserOptions: object = {}): SourceCode {
  let found: SourceCode | undefined;
  const collect = {
    create(context: { sourceCode: unknown }) {
      found = context.sourceCode as SourceCode;
      return {};
    },
  };
  const languageOptions = languageOptionsFor(filePath) as Linter.LanguageOptions;
  const messages = new Linter({ cwd: path.dirname(path.resolve(filePath)) }).verify(
    text,
    [
      {
        files: ['**/*.*'],
        plugins: { test: { rules: { collect } } },
        languageOptions: {
          ...languageOptions,
          parserOptions: { ...languageOptions.parserOptions, ...parserOptions },
        },
        rules: { 'test/collect': 'error' },
      },
    ],
    filePath,
  );
  const fatal = messages.find((message) => message.fatal);
  if (fatal || !found) throw new Error(fatal?.message ?? 'the collector did not run');
  return found;
}

/** The first node, in source order, whose text is exactly `text`, and of the given type if one is given. */
export function nodeOf<T extends Node['type']>(code: SourceCode, text: string, type?: T): Extract<Node, { type: T }> {
  const stack: Node[] = [code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ((!type || node.type === type) && code.getText(node) === text) return node as Extract<Node, { type: T }>;
    stack.push(...[...childrenOf(code, node)].reverse());
  }
  throw new Error(`no ${type ?? 'node'} reads ${text}`);
}
