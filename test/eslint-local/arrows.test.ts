// The rule that keeps the house's arrows pointing one way.

import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { arrows } from '../../eslint-local/arrows.js';

RuleTester.describe = describe;
RuleTester.it = it;

const at = (file: string, code: string): { filename: string; code: string } => ({
  filename: path.resolve(file),
  code,
});
const against = (from: string, to: string) => ({ messageId: 'againstArrow', data: { from, to } });
const builder = (from: string, to: string) => ({ messageId: 'builder', data: { from, to } });

new RuleTester({ languageOptions: { parser } }).run('arrows', arrows, {
  valid: [
    at('cli/bin.ts', "import { patterns } from '../codemods/index.js';"),
    at('plugin/index.ts', "import { patterns } from '../codemods/index.js'; import 'eslint';"),
    at(
      'codemods/no-x.ts',
      "import { rule } from '../rules/no-x.js'; import { definePattern } from '../core/pattern.js';",
    ),
    at('rules/no-x.ts', "import { usesOf } from '../analysis/uses.js'; import 'node:path';"),
    at('rules/no-x.ts', "import { other } from './no-y.js';"),
    at('codemods/no-x/writes.ts', "import { mentionsNames } from '../../analysis/variables.js';"),
    at('analysis/uses.ts', "import type { Node } from '../core/source-code.js';"),
    at('core/verdict.ts', "import type { Answer } from '../analysis/answer.js';"),
    at('core/print-template.ts', "import recast from 'recast';"),
    at('test/x.test.ts', "import '../cli/bin.js'; import '../core/rule.js';"),
    at('analysis/uses.ts', 'export const a = 1; import(b);'),
  ],
  invalid: [
    { ...at('core/find.ts', "import { rule } from '../rules/no-x.js';"), errors: [against('core', 'rules')] },
    {
      ...at('core/rule.ts', "import type { Answer } from '../analysis/answer.js';"),
      errors: [against('core', 'analysis')],
    },
    {
      ...at('core/verdict.ts', "import type { Use } from '../analysis/uses.js';"),
      errors: [against('core', 'analysis')],
    },
    { ...at('analysis/uses.ts', "export * from '../rules/no-x.js';"), errors: [against('analysis', 'rules')] },
    { ...at('analysis/deep/uses.ts', "import '../../codemods/no-x.js';"), errors: [against('analysis', 'codemods')] },
    {
      ...at('rules/no-x.ts', "export { pattern } from '../codemods/no-x.js';"),
      errors: [against('rules', 'codemods')],
    },
    { ...at('rules/no-x.ts', "let a: import('../plugin/index.js').Plugin;"), errors: [against('rules', 'plugin')] },
    { ...at('codemods/no-x.ts', "await import('../cli/bin.js');"), errors: [against('codemods', 'cli')] },
    { ...at('plugin/index.ts', "import '../rules/no-x.js';"), errors: [against('plugin', 'rules')] },
    { ...at('rules/no-x.ts', "import type { Rule } from 'eslint';"), errors: [builder('rules', 'eslint')] },
    { ...at('codemods/no-x.ts', "import j from 'jscodeshift';"), errors: [builder('codemods', 'jscodeshift')] },
    {
      ...at('analysis/uses.ts', "import { parse } from 'recast/parsers/typescript.js';"),
      errors: [builder('analysis', 'recast')],
    },
  ],
});
