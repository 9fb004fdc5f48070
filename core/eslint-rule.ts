// A pattern as an ESLint rule. The plugin, the command and the transforms all run this, so they find the same.

import type { TSESLint } from '@typescript-eslint/utils';
import { dependenciesOf } from './dependencies.js';
import type { Edit } from './edit.js';
import type { Finding } from './finding.js';
import { findingOf, reasonText } from './locate.js';
import type { Pattern } from './pattern.js';
import { isGenerated, isMinified, isTestFile } from './quiet-files.js';
import { settingsFrom } from './settings.js';
import type { Node } from './source-code.js';

export interface EslintRuleDocs {
  readonly description: string;
  readonly url: string;
  readonly recommended: boolean;
  readonly requiresTypeChecking: boolean;
}

export type EslintRule = TSESLint.RuleModule<string, readonly [object?], EslintRuleDocs>;

const SUGGESTION = 'rewriteAfterReview';

export function docsUrl(ruleId: string): string {
  return `https://github.com/memfix/memfix/blob/main/docs/rules/${ruleId}.md`;
}

/** @param onFinding hears of every finding, before ESLint's directives are applied. */
export function eslintRuleOf(pattern: Pattern, onFinding?: (finding: Finding) => void): EslintRule {
  const { rule } = pattern;
  return {
    meta: {
      type: 'suggestion',
      docs: {
        description: `disallow ${rule.description}`,
        url: docsUrl(rule.id),
        recommended: rule.preset === 'recommended',
        requiresTypeChecking: rule.requiresTypeChecking ?? false,
      },
      fixable: 'code',
      hasSuggestions: true,
      messages: {
        ...Object.fromEntries(Object.entries(rule.messages).map(([id, text]) => [id, `${text}{{note}}`])),
        [SUGGESTION]: 'Rewrite it all the same, after a look: {{reason}}.',
      },
      ...optionsOf(rule),
    },
    create(context) {
      const code = context.sourceCode;
      const settings = settingsFrom(context.settings['memfix']);
      if (!rule.tokens.some((token) => code.text.includes(token))) return {};
      if (!settings.includeTests && isTestFile(context.filename, context.cwd)) return {};
      if (isGenerated(code.text) || isMinified(code.text)) return {};
      const file = {
        ...settings,
        typescript: /\.[cm]?tsx?$/.test(context.filename),
        get dependencies() {
          return dependenciesOf(context.filename);
        },
      };
      const listeners: Record<string, (node: Node) => void> = {};
      for (const [selector, listener] of pattern.listen(code, context.options[0], file)) {
        listeners[selector] = (node) => {
          for (const found of listener(node)) {
            const finding = findingOf(code, rule, found);
            onFinding?.(finding);
            context.report(reportOf(finding, found.match.node, rule));
          }
        };
      }
      return listeners;
    },
  };
}

/** A rule without options refuses any; an editor shows what is the default. */
function optionsOf({ options, defaults }: Pattern['rule']): Pick<EslintRule['meta'], 'schema' | 'defaultOptions'> {
  if (Object.keys(options).length === 0) return { schema: [], defaultOptions: [] };
  return {
    schema: [{ type: 'object', properties: { ...options }, additionalProperties: false }],
    defaultOptions: [defaults],
  };
}

function reportOf(finding: Finding, node: Node, rule: Pattern['rule']): TSESLint.ReportDescriptor<string> {
  const reason = finding.reason === null ? '' : reasonText(rule, finding.reason);
  const note = {
    safe: '',
    review: ` Look before you rewrite: ${reason}.`,
    report: ` No rewrite is offered: ${reason}.`,
  }[finding.tier];
  const { messageId, edits } = finding;
  const data = { ...finding.data, note };
  const fix = (fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] => edits.map((edit) => fixOf(edit, fixer));
  if (finding.tier === 'safe') return { node, messageId, data, fix };
  if (finding.tier === 'report') return { node, messageId, data };
  return { node, messageId, data, suggest: [{ messageId: SUGGESTION, data: { reason }, fix }] };
}

function fixOf({ range, text }: Edit, fixer: TSESLint.RuleFixer): TSESLint.RuleFix {
  return fixer.replaceTextRange([range[0], range[1]], text);
}
