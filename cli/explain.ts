// `memfix explain <rule>`: the rule's page, for a terminal.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { docsUrl } from '../core/eslint-rule.js';
import { packageInfo } from '../core/package.js';
import type { Pattern } from '../core/pattern.js';
import type { Colors } from './colors.js';

export function explanationOf({ rule }: Pattern, colors: Colors): string {
  const page = readPage(rule.id) ?? `# ${rule.id}\n\nFinds ${rule.description}.\n`;
  const facts = [
    `preset ${rule.preset}`,
    `family ${rule.family}`,
    `wins ${rule.gain}`,
    ...(rule.requiresTypeChecking ? ['needs type information'] : []),
  ];
  return `${rendered(page, colors).trimEnd()}\n\n${colors.dim(`${facts.join(' · ')}\n${docsUrl(rule.id)}`)}\n`;
}

function readPage(ruleId: string): string | undefined {
  try {
    return readFileSync(path.join(packageInfo.folder, 'docs', 'rules', `${ruleId}.md`), 'utf8');
  } catch {
    return undefined;
  }
}

/** Without colours the page stays Markdown, but for its comments. */
function rendered(markdown: string, colors: Colors): string {
  const page = markdown.replaceAll(/<!--[\s\S]*?-->\n?/g, '').replaceAll(/\n{3,}/g, '\n\n');
  if (!colors.isColorSupported) return page;
  let inCode = false;
  return page
    .split('\n')
    .flatMap((line) => {
      if (/^\s*(?:```|~~~)/.test(line)) {
        inCode = !inCode;
        return [];
      }
      return [inCode ? colors.cyan(`    ${line}`) : renderedLine(line, colors)];
    })
    .join('\n');
}

function renderedLine(line: string, { bold, cyan, underline }: Colors): string {
  const heading = /^(#+) (.*)$/.exec(line);
  if (heading) return heading[1] === '#' ? bold(underline(heading[2] ?? '')) : bold(heading[2] ?? '');
  return line
    .replaceAll(/`([^`]+)`/g, (_, code: string) => cyan(code))
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, words: string) => bold(words))
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)');
}
