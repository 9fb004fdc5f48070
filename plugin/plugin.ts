// Patterns as an ESLint plugin: their rules, and presets derived from what each rule says of itself.
//
// A preset turns its rules on as warnings. ESLint has one severity for all findings of a rule, and a rule finds beside
// what it can rewrite safely also what a person has to look at: that must not stop a commit. The command knows the
// tier of each finding, so there the `safe` ones are errors (see cli/severity.ts).

import type { ESLint, Linter, Rule } from 'eslint';
import { eslintRuleOf } from '../core/eslint-rule.js';
import { FILE_PATTERNS } from '../core/languages.js';
import { packageInfo } from '../core/package.js';
import type { Pattern } from '../core/pattern.js';
import { PRESETS, patternsIn, type Preset } from '../core/presets.js';

/** A `-type-checked` twin also holds the rules that find nothing without type information; it does not ask for any. */
export type PresetName = Preset | `${Preset}-type-checked`;

export interface MemfixPlugin extends ESLint.Plugin {
  meta: { name: string; version: string; namespace: 'memfix' };
  rules: Record<string, Rule.RuleModule>;
  configs: Record<PresetName, Linter.Config[]>;
}

export function pluginOf(patterns: readonly Pattern[]): MemfixPlugin {
  const plugin: Omit<MemfixPlugin, 'configs'> = {
    meta: { name: packageInfo.name, version: packageInfo.version, namespace: 'memfix' },
    // ESLint's types know ESTree only; the rules read whatever tree the parser made.
    rules: Object.fromEntries(
      patterns.map((pattern) => [pattern.rule.id, eslintRuleOf(pattern) as unknown as Rule.RuleModule]),
    ),
  };
  const preset = (name: Preset, typeChecked: boolean): Linter.Config => ({
    name: `memfix/${name}${typeChecked ? '-type-checked' : ''}`,
    files: FILE_PATTERNS,
    plugins: { memfix: plugin },
    rules: Object.fromEntries(patternsIn(patterns, name, typeChecked).map(({ rule }) => [`memfix/${rule.id}`, 'warn'])),
  });
  const configs = Object.fromEntries(
    PRESETS.flatMap((name): [PresetName, Linter.Config[]][] => [
      [name, [preset(name, false)]],
      [`${name}-type-checked`, [preset(name, true)]],
    ]),
  ) as MemfixPlugin['configs'];
  return Object.assign(plugin, { configs });
}
