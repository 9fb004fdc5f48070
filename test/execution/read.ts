// Parses programs, thousands a minute. Most are read by espree, as ESLint reads plain JavaScript, which takes a fifth of
// the time; the others by typescript-eslint's parser. Tokens and `loc` are left out: analysis reads none.

import { parseForESLint } from '@typescript-eslint/parser';
import { analyze } from 'eslint-scope';
import * as espree from 'espree';
import { childrenOf } from '../../analysis/children.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { nodesOf } from './places.js';

export type Reader = 'espree' | 'typescript';

export function read(text: string, reader: Reader): SourceCode {
  const getText = ({ range }: Node): string => text.slice(...range);
  // All that analysis asks of ESLint's object.
  const parts = { text, getText, parserServices: {}, ...(reader === 'espree' ? byEspree(text) : byTypeScript(text)) };
  const code = parts as unknown as SourceCode;
  for (const parent of nodesOf(code)) for (const child of childrenOf(code, parent)) child.parent = parent;
  return code;
}

function byEspree(text: string): object {
  const ast = espree.parse(text, { range: true, ecmaVersion: 2025, sourceType: 'module' });
  // The two packages know ESTree by different types.
  const scopeManager = analyze(ast as never, { ecmaVersion: 2025, sourceType: 'module' });
  return { ast, scopeManager, visitorKeys: espree.VisitorKeys };
}

function byTypeScript(text: string): object {
  const options = { range: true, loc: false, tokens: false, comment: false, lib: [] };
  return parseForESLint(text, { ...options, sourceType: 'module' });
}
