// `memfix explain <rule>`: the rule's page, for a terminal.

import { docsUrl } from '../core/eslint-rule.js';
import type { Pattern } from '../core/pattern.js';
import type { Colors } from './colors.js';
import type { Output } from './host.js';
import { renderMarkdown } from './markdown.js';
import { readRulePage } from './rule-page.js';

/** Where no terminal listens the page stays Markdown. */
export function explanationOf({ rule }: Pattern, output: Output, colors: Colors): string {
  const page = readRulePage(rule.id) ?? `# memfix/${rule.id}\n\nThis rule disallows ${rule.description}.`;
  const shown = colors.isColorSupported ? renderMarkdown(page, output.columns ?? 100, colors) : page;
  return `${shown}\n\n${colors.dim(docsUrl(rule.id))}\n`;
}
