// Evidence of how large a file is, by what it is called: a reason to speak or to be silent, never to rewrite.

import { initializerOf, variableOf } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export type Amount = 'large' | 'small' | 'unknown';

const DATA = /\.(?:csv|dat|data|jsonl|log|ndjson|sql|tsv)(?:\b|$)|\blogs?\b|\b(?:corpus|dataset|dump|ndjson)\b/i;
const SOURCES =
  /(?:^|[\\/])(?:\.\w[\w.-]*|[A-Z]{4,}|Dockerfile|Makefile)$|\.(?:[cm]?[jt]sx?|adoc|conf|cfg|css|env|html?|ignore|ini|json|less|lock|mdx?|properties|proto|scss|svg|toml|vue|ya?ml)$/;

/** @param file what names it. */
export function amountOf(code: SourceCode, file: Node): Amount {
  const { texts, names } = wordsOf(code, file, 0);
  const last = texts.at(-1);
  if (last !== undefined && SOURCES.test(last)) return 'small';
  const words = names.map((name) => name.replaceAll(/(?<=[a-z\d])(?=[A-Z])|_/g, ' '));
  if (/\b(?:config|manifest|readme|rc|settings|source|template)\b/i.test(words.join(' '))) return 'small';
  return [...texts, ...words].some((text) => DATA.test(text) || /\b(?:csv|tsv|jsonl)\b/i.test(text))
    ? 'large'
    : 'unknown';
}

interface Words {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

const DEEPEST = 5;

/** What stands for a part of a text that is not written there. */
const UNKNOWN = '*';

/** What is written in the expression that makes the path, in order. */
function wordsOf(code: SourceCode, expression: Node, depth: number): Words {
  const node = unwrapped(expression);
  const all = (parts: readonly Node[], ...names: string[]): Words => {
    const found = parts.map((part) => wordsOf(code, part, depth + 1));
    return { texts: found.flatMap(({ texts }) => texts), names: [...names, ...found.flatMap((item) => item.names)] };
  };
  if (depth > DEEPEST) return all([]);
  switch (node.type) {
    case 'Literal':
      return { texts: typeof node.value === 'string' ? [node.value] : [], names: [] };
    case 'TemplateLiteral':
      return {
        texts: [node.quasis.map(({ value }) => value.cooked ?? '').join(UNKNOWN)],
        names: all(node.expressions).names,
      };
    case 'Identifier': {
      const variable = variableOf(code, node);
      const init = variable && initializerOf(variable);
      return all(init ? [init] : [], node.name);
    }
    case 'MemberExpression':
      return all([], ...(node.computed || node.property.type !== 'Identifier' ? [] : [node.property.name]));
    case 'BinaryExpression': {
      const { names } = all([node.left, node.right]);
      const [left, right] = [node.left, node.right].map((side) => wordsOf(code, side, depth + 1).texts);
      return { texts: [(left?.at(-1) ?? UNKNOWN) + (right?.[0] ?? UNKNOWN)], names };
    }
    case 'CallExpression':
    case 'NewExpression':
      return all(node.arguments);
    case 'ConditionalExpression':
      return all([node.consequent, node.alternate]);
    case 'LogicalExpression':
      return all([node.left, node.right]);
    default:
      return all([]);
  }
}
