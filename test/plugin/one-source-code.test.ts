// oxlint hands one and the same `SourceCode` object to the rules for all files of a process, so nothing may be cached by
// it. Here ESLint does the same: rules get an object that stands for the file of the moment.

import { Linter, type Rule } from 'eslint';
import { expect, test } from 'vitest';
import memfix from '../../plugin/index.js';

/** Equal but for one name: in the second the list that is copied is another one. */
const FILES = {
  'grows.js': 'export function ids(rows) { let all = []; for (const r of rows) all = [...all, r.id]; return all; }',
  'other.js': 'export function ids(rows) { let all = []; for (const r of rows) all = [...old, r.id]; return all; }',
  'again.js': 'export function ids(rows) { let all = []; for (const r of rows) all = [...all, r.id]; return all; }',
};

test('each file is looked at on its own', () => {
  let current: object = {};
  const shared = new Proxy({}, { get: (_, key): unknown => Reflect.get(current, key) });
  const rules = Object.entries(memfix.rules).map(([id, rule]) => {
    const create: Rule.RuleModule['create'] = (context) => {
      current = context.sourceCode;
      return rule.create(Object.create(context, { sourceCode: { value: shared } }) as Rule.RuleContext);
    };
    return [id, { ...rule, create }];
  });
  const linter = new Linter();
  const found = Object.entries(FILES).map(([name, text]) => {
    const plugins = { memfix: { rules: Object.fromEntries(rules) as Record<string, Rule.RuleModule> } };
    const messages = linter.verify(text, { plugins, rules: { 'memfix/no-accumulating-copy': 'warn' } }, name);
    return [name, ...messages.map(({ ruleId }) => ruleId)];
  });
  expect(found).toEqual([
    ['grows.js', 'memfix/no-accumulating-copy'],
    ['other.js'],
    ['again.js', 'memfix/no-accumulating-copy'],
  ]);
});
