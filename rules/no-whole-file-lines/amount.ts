// Evidence of how large a file is, by what it is called and by what is done with
// its lines: a reason to speak or to be silent, never to rewrite.

import { globalName } from '../../analysis/callees.js';
import { subtreeOf } from '../../analysis/children.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

export type Amount = 'large' | 'small' | 'unknown';

const DATA = /\.(?:csv|dat|data|jsonl|log|ndjson|sql|tsv)(?:\b|$)|\blogs?\b|\b(?:corpus|dataset|dump|ndjson)\b/i;
const TRIALS = /\b(?:examples?|fixtures?|mocks?|samples?|seeds?|tests?)\b/i;
const SOURCES =
  /(?:^|[\\/])(?:\.\w[\w.-]*|[A-Z]{4,}|Dockerfile|Makefile)$|\.(?:[cm]?[jt]sx?|adoc|conf|cfg|css|env|html?|ignore|ini|json|less|lock|mdx?|properties|proto|scss|svg|toml|vue|ya?ml)$/;

/**
 * @param file what names it.
 * @param pieces what is done with each line.
 */
export function amountOf(code: SourceCode, file: Node, pieces: readonly Node[]): Amount {
  const { texts, names } = wordsOf(code, file, 0);
  const last = texts.at(-1);
  if (last !== undefined && SOURCES.test(last)) return 'small';
  const words = names.map((name) => name.replaceAll(/(?<=[a-z\d])(?=[A-Z])|_/g, ' ').toLowerCase());
  if (/\b(?:config|env|ignore|manifest|readme|rc|settings|source|template)\b/.test(words.join(' '))) return 'small';
  const all = [...texts, ...words];
  const isOpen = isOpenEnded(code, file, 0);
  const isTrial = all.some((text) => TRIALS.test(text));
  if (!isTrial && all.some((text) => DATA.test(text) || /\b(?:csv|tsv|jsonl)\b/i.test(text))) return 'large';
  // A list of words is short as a rule, as is most of what a program brings along.
  const hasRecords = pieces.some((piece) => takesRecordApart(code, piece));
  if (!isTrial && hasRecords && (isOpen || /\.txt$/i.test(last ?? ''))) return 'large';
  return isOpen ? 'unknown' : 'small';
}

/** Whether the end of the path is anything but a text that is written there: `path.join(folder, name)`, an open file. */
function isOpenEnded(code: SourceCode, expression: Node, depth: number): boolean {
  const node = unwrapped(expression);
  const isOpen = (part: Node | undefined): boolean =>
    part === undefined || depth > DEEPEST || isOpenEnded(code, part, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value !== 'string';
    case 'Identifier': {
      const variable = variableOf(code, node);
      return isOpen((variable && initializerOf(variable)) ?? undefined);
    }
    case 'BinaryExpression':
      return isOpen(node.right) || isOpen(node.left);
    case 'NewExpression':
      return isOpen(node.arguments[0]);
    case 'CallExpression':
      return !/^(?:join|resolve)$/.test(propertyName(node.callee) ?? '') || isOpen(node.arguments.at(-1));
    default:
      return true;
  }
}

/** `line.split(',')`, `JSON.parse(line)`: there are records, of which there may be many. */
function takesRecordApart(code: SourceCode, piece: Node): boolean {
  if (globalName(code, piece) === 'JSON.parse') return true;
  for (const node of subtreeOf(code, piece)) {
    if (node.type === 'CallExpression') {
      const [first] = node.arguments;
      const isSplit = node.callee.type === 'MemberExpression' && propertyName(node.callee) === 'split';
      if (isSplit && first?.type === 'Literal' && /^[,;|\t]$/.test(String(first.value))) return true;
      if (globalName(code, node.callee) === 'JSON.parse') return true;
    }
  }
  return false;
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
