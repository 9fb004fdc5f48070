// `memfix rules`: every rule, by preset.

import { docsUrl } from '../core/eslint-rule.js';
import type { Pattern } from '../core/pattern.js';
import { PRESETS } from '../core/presets.js';
import type { Colors } from './colors.js';
import { readRulePage, rewrittenBy } from './rule-page.js';
import { columnsOf, counted } from './text-layout.js';

export function ruleListOf(patterns: readonly Pattern[], format: 'pretty' | 'json', colors: Colors): string {
  const rules = inOrder(patterns).map(({ rule }) => rule);
  if (format === 'json') {
    const entries = rules.map(({ id, preset, family, gain, description, requiresTypeChecking = false }) => {
      const commands = rewritesOf(id);
      return { id, preset, family, gain, rewrittenBy: commands, description, requiresTypeChecking, url: docsUrl(id) };
    });
    return `${JSON.stringify(entries, null, 2)}\n`;
  }
  const rows = rules.map(({ id, preset, gain, description }) => {
    return [id, preset, gain, rewritesOf(id).join(', ') || '-', colors.dim(description)];
  });
  const table = columnsOf([['rule', 'preset', 'wins', 'rewritten by', 'disallows'], ...rows]);
  const [head = '', ...lines] = table;
  const footer = `${counted(rules.length, 'rule')}. A preset holds those of the narrower ones too. npx memfix explain <rule> tells more.`;
  return `${[colors.bold(head), ...lines, '', footer].join('\n')}\n`;
}

function rewritesOf(ruleId: string): string[] {
  return rewrittenBy(readRulePage(ruleId) ?? '');
}

function inOrder(patterns: readonly Pattern[]): Pattern[] {
  return [...patterns].sort(
    ({ rule: a }, { rule: b }) => PRESETS.indexOf(a.preset) - PRESETS.indexOf(b.preset) || (a.id < b.id ? -1 : 1),
  );
}
