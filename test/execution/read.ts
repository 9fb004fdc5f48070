// Parses programs, thousands a minute: `Linter.verify`, as test/analysis/parse.ts has it, takes twice as long.

import { parseForESLint } from '@typescript-eslint/parser';
import { SourceCode as ESLintSourceCode } from 'eslint';
import { childrenOf } from '../../analysis/effects.js';
import type { SourceCode } from '../../core/source-code.js';
import { nodesOf } from './places.js';

export function read(text: string): SourceCode {
  const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
    sourceType: 'module',
    range: true,
    loc: true,
    tokens: true,
    comment: true,
  });
  // ESLint's types know ESTree only; the parser made a tree of typescript-estree.
  const code = new ESLintSourceCode({ text, ast, scopeManager, visitorKeys } as never) as unknown as SourceCode;
  for (const parent of nodesOf(code)) for (const child of childrenOf(code, parent)) child.parent = parent;
  return code;
}
