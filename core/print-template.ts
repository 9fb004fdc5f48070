// Prints a code template with recast, and finds out where its placeholders stand.

import { createRequire } from 'node:module';
import type { JSCodeshift } from 'jscodeshift';
import type { Layout } from './layout.js';
import type { Slot } from './parentheses.js';

/** Kept pieces stand in templates under these names, which no real code uses. */
export const placeholder = {
  name: (index: number): string => `$memfix${index}$`,
  pattern: /\$memfix(\d+)\$/g,
};

/** `block` prints its statements within braces. */
export type TemplateKind = 'expression' | 'statements' | 'block';

export interface PrintedTemplate {
  /** With `\n` line endings and no indentation of its own. */
  readonly text: string;
  /** ESTree type of the whole: of the expression, or `Program`. */
  readonly type: string;
  /** The expression's own. */
  readonly operator?: string;
  readonly slots: ReadonlyMap<number, Slot>;
}

interface Recast {
  prettyPrint(ast: unknown, options: object): { code: string };
}
type Block = BabelNode & { readonly body: readonly BabelNode[] };
interface BabelNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

// CommonJS, and 150 ms to load: only when the first rewrite is printed.
const require = createRequire(import.meta.url);
let tools: { j: JSCodeshift; recast: Recast } | undefined;
function load(): { j: JSCodeshift; recast: Recast } {
  tools ??= {
    j: (require('jscodeshift') as JSCodeshift).withParser('tsx'),
    recast: require('recast') as Recast,
  };
  return tools;
}

/** What stands for a tab while recast prints. */
const SPACES = 4;
const TAB_STEPS = /^(?: {4})+/gm;

/** recast gives each object its own lines; one that holds a single kept piece, or two short ones, stays on the line. */
const SMALL_OBJECT = /\{\n\s+([\w$]+: (?:\$memfix\d+\$|\d+))\n\s*\}/g;
const SHORT_PAIR = /\{\n\s+([\w$]+: [^\n{}]{1,60},)\n\s+([\w$]+: [^\n{}]{1,20})\n\s*\}/g;
/** One that holds nothing but a few names stays there too, without the empty line that recast puts before it. */
const NAMES = /\{\n\s+((?:(?!.*\$memfix)[\w$.: ]+,?\n\s*){1,5})\}/g;
const GAP = /;\n\n(?=[ \t]*return \{ [\w$.:, ]+ \};)/g;

/** recast gives every branch a line of its own; a jump stays on the line of its condition. */
const JUMPS = /^([ \t]*if \(.*\))\n\s+((?:continue|return)\b.*;)(?:\n(?=\n))?$/gm;

const printed = new Map<string, PrintedTemplate>();

/** @throws SyntaxError when the template is no valid code: a defect of the codemod. */
export function printTemplate(template: string, kind: TemplateKind, layout: Layout): PrintedTemplate {
  const key = JSON.stringify([template, kind, layout]);
  const known = printed.get(key);
  if (known) return known;
  const { j, recast } = load();
  // `continue` stands in a loop only.
  const source =
    kind === 'expression'
      ? `async function* $() { (${template}\n); }`
      : `async function* $() { for (;;) { ${template}\n } }`;
  const [wrapper] = j(source).find(j.FunctionDeclaration).nodes();
  if (/`[^`]*\n[^`]*`/.test(source)) throw new SyntaxError(`a template literal of new code spans lines: ${source}`);
  const body = wrapper?.body as unknown as Block;
  const block = kind === 'expression' ? body : (body.body[0]?.['body'] as Block);
  const statements = block.body;
  const options = {
    tabWidth: layout.indent === '\t' ? SPACES : layout.indent.length,
    quote: layout.quote,
    lineTerminator: '\n',
    arrowParensAlways: layout.arrowParens,
    objectCurlySpacing: true,
  };
  const node = kind === 'expression' ? (statements[0]?.['expression'] as BabelNode) : null;
  const print = (ast: BabelNode): string => {
    const whole = recast.prettyPrint(withoutOriginals(ast), options).code;
    const code = whole
      .replaceAll(SMALL_OBJECT, '{ $1 }')
      .replaceAll(SHORT_PAIR, '{ $1 $2 }')
      .replaceAll(NAMES, (_, names: string) => `{ ${names.trim().replaceAll(/\s+/g, ' ')} }`)
      .replaceAll(GAP, ';\n')
      .replaceAll(JUMPS, '$1 $2');
    // recast's own tabs begin at the second step.
    return layout.indent === '\t' ? code.replaceAll(TAB_STEPS, (spaces) => '\t'.repeat(spaces.length / SPACES)) : code;
  };
  const text = node ? print(node) : kind === 'block' ? print(block) : statements.map(print).join('\n');
  const result: PrintedTemplate = {
    text,
    type: node ? node.type : 'Program',
    ...(typeof node?.['operator'] === 'string' ? { operator: node['operator'] } : {}),
    slots: new Map(
      node
        ? slotsOf(node, { parent: '', field: '', startsStatement: false })
        : statements.flatMap((statement) => slotsIn(statement)),
    ),
  };
  printed.set(key, result);
  return result;
}

function slotsOf(node: BabelNode, slot: Slot): [number, Slot][] {
  const index = node.type === 'Identifier' ? /^\$memfix(\d+)\$$/.exec(String(node['name']))?.[1] : undefined;
  return index === undefined ? slotsIn(node, slot) : [[Number(index), slot]];
}

/** Fields whose text begins the text of their node. */
const LEADING = new Set(['object', 'callee', 'tag', 'left', 'test', 'expression']);

/** @param own where `node` itself stands. */
function slotsIn(node: BabelNode, own?: Slot): [number, Slot][] {
  return Object.entries(node).flatMap(([field, value]) => {
    if (field === 'loc' || field === 'comments' || field === 'tokens' || field === 'original') return [];
    const children = (Array.isArray(value) ? value : [value]).filter(isBabelNode);
    return children.flatMap((child, index) => {
      const computed = (field === 'property' || field === 'key') && node['computed'] === true;
      const leads =
        node.type === 'SequenceExpression' ? index === 0 : node.type !== 'NewExpression' && LEADING.has(field);
      // In `new (a.b)()` a call for `a` would end what is constructed.
      const constructed = field === 'object' && own?.parent === 'NewExpression' && own.field === 'callee';
      return slotsOf(child, {
        parent: constructed ? 'NewExpression' : node.type,
        field: constructed ? 'callee' : computed ? 'computed-property' : field,
        startsStatement:
          node.type === 'ExpressionStatement' ||
          (node.type === 'ArrowFunctionExpression' && field === 'body') ||
          (leads && own?.startsStatement === true),
        ...(typeof node['operator'] === 'string' ? { operator: node['operator'] } : {}),
      });
    });
  });
}

function isBabelNode(value: unknown): value is BabelNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** recast reprints nodes that remember their original text as they were; these must be laid out afresh. */
function withoutOriginals(node: BabelNode): BabelNode {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) =>
      ['loc', 'original', 'tokens', 'comments', 'start', 'end'].includes(key) ? undefined : printable(value),
    ),
  ) as BabelNode;
}

/** Without the parentheses that the template had, and without what recast prints as other code. */
function printable(value: unknown): unknown {
  if (!isBabelNode(value)) return value;
  const { extra, ...node } = value;
  const { operator, argument } = node;
  // Prints as `/undefined/`, on account of its value.
  if (node.type === 'RegExpLiteral') return { ...node, value: undefined };
  if (node.type === 'NumericLiteral') return { ...node, extra };
  // Its semicolon would be dropped where the file has none.
  if (node.type === 'EmptyStatement') return { type: 'BlockStatement', body: [], directives: [] };
  // Prints as `--a`.
  if (
    node.type === 'UnaryExpression' &&
    isBabelNode(argument) &&
    String(argument['operator']).startsWith(String(operator))
  ) {
    return { ...node, argument: { type: 'ParenthesizedExpression', expression: argument } };
  }
  return node;
}
