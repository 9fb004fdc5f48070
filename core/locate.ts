// From a match, alive in one run, to a finding: demotion by comments, and the place in words.

import type { Finding } from './finding.js';
import type { FoundMatch, RuleInfo } from './pattern.js';
import type { Verdict } from './rule.js';
import type { Node, SourceCode } from './source-code.js';
import { SourceWriter } from './source-writer.js';
import { losesComment } from './comments.js';

/** Reasons that any rule's finding may have beside its own. */
export const sharedReasons = {
  comment: 'a comment stands in the code that the rewrite replaces',
} as const;

/** The clause that completes "because …" for a reason of this rule. */
export function reasonText(rule: RuleInfo, reason: string): string {
  const text = rule.reasons[reason] ?? (sharedReasons as Record<string, string>)[reason];
  if (text === undefined) throw new Error(`${rule.id} gave the reason ${reason}, which it does not declare`);
  return text;
}

/** @throws Error when the rewrite gives no edits: a codemod must rewrite whatever its rule holds to be rewritable. */
export function findingOf(code: SourceCode, rule: RuleInfo, found: FoundMatch): Finding {
  const { match } = found;
  let verdict: Verdict = match.verdict;
  const edits = verdict.tier === 'report' ? [] : found.rewrite(new SourceWriter(code));
  if (verdict.tier !== 'report' && edits.length === 0) throw new Error(`${rule.id} found a rewrite but built none`);
  if (verdict.tier === 'safe' && losesComment(code, edits)) verdict = { tier: 'review', reason: 'comment' };
  return {
    ruleId: rule.id,
    range: match.node.range,
    messageId: match.messageId,
    data: match.data,
    tier: verdict.tier,
    reason: verdict.tier === 'safe' ? null : verdict.reason,
    enclosingFunction: enclosingFunctionName(match.node),
    edits,
  };
}

function enclosingFunctionName(node: Node): string | null {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    const name = functionName(current);
    if (name !== null) return name;
  }
  return null;
}

function functionName(node: Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
      return node.id?.name ?? null;
    case 'MethodDefinition':
      return node.key.type === 'Identifier' ? node.key.name : null;
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      if (node.id) return node.id.name;
      const { parent } = node;
      if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : null;
      const holdsKey = parent.type === 'Property' || parent.type === 'PropertyDefinition';
      return holdsKey && parent.key.type === 'Identifier' ? parent.key.name : null;
    }
    default:
      return null;
  }
}
