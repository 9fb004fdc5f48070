// Where spliced code needs parentheses. Sound rather than sparing: an operator in an operand's place always gets them.

/** The place that a piece of code takes in new code: the parent's node type (ESTree) and the field. */
export interface Slot {
  readonly parent: string;
  readonly field: string;
  /** The slot's text begins the enclosing expression statement, `export default`, or body of an arrow function. */
  readonly startsStatement: boolean;
  /** Of an operator's operand. */
  readonly operator?: string;
}

interface Spliced {
  readonly type: string;
  readonly text: string;
  readonly operator?: string;
}

/** Expressions that bind at least as tightly as a call: fine in every place but the ones named below. */
const TIGHT = new Set([
  'Identifier',
  'Literal',
  'StringLiteral',
  'NumericLiteral',
  'ThisExpression',
  'Super',
  'ArrayExpression',
  'ObjectExpression',
  'TemplateLiteral',
  'TaggedTemplateExpression',
  'MemberExpression',
  'CallExpression',
  'OptionalCallExpression',
  'OptionalMemberExpression',
  'NewExpression',
  'MetaProperty',
  'ImportExpression',
  'JSXElement',
  'JSXFragment',
  'FunctionExpression',
  'ClassExpression',
  'ChainExpression',
  'TSNonNullExpression',
]);

/** Fields that end at a comma, bracket or semicolon, so that everything but a sequence stands there bare. */
const DELIMITED: Readonly<Record<string, readonly string[]>> = {
  CallExpression: ['arguments'],
  NewExpression: ['arguments'],
  ArrayExpression: ['elements'],
  Property: ['value'],
  ObjectProperty: ['value'],
  SpreadElement: ['argument'],
  AssignmentExpression: ['right'],
  AssignmentPattern: ['right'],
  VariableDeclarator: ['init'],
  ArrowFunctionExpression: ['body'],
  YieldExpression: ['argument'],
  ForOfStatement: ['right'],
  ImportExpression: ['source'],
};

/** Fields inside brackets of their own, where even a sequence stands bare. */
const BRACKETED: Readonly<Record<string, readonly string[]>> = {
  ExpressionStatement: ['expression'],
  ReturnStatement: ['argument'],
  ThrowStatement: ['argument'],
  IfStatement: ['test'],
  WhileStatement: ['test'],
  DoWhileStatement: ['test'],
  ForStatement: ['test', 'update'],
  ForInStatement: ['right'],
  SwitchStatement: ['discriminant'],
  TemplateLiteral: ['expressions'],
};

/** The text of a piece of code, in parentheses where its slot needs them. */
export function fitted(code: Omit<Spliced, 'text'>, text: string, slot: Slot | null): string {
  const { type, operator } = code;
  return slot && needsParentheses({ type, text, ...(operator !== undefined && { operator }) }, slot)
    ? `(${text})`
    : text;
}

export function needsParentheses({ type, text, operator }: Spliced, slot: Slot): boolean {
  // `const a: A | B`: a colon ends every type.
  if (slot.parent === 'TSTypeReference') return false;
  // `const [a, b] of …`, or the body of a loop: no expression.
  if (/(?:Pattern|Statement)$/.test(type)) return false;
  if (slot.startsStatement && /^(?:\{|function\b|class\b|async\s+function\b|let\s*\[)/.test(text)) return true;
  // `'use strict';` would be a directive.
  if (slot.startsStatement && slot.parent === 'ExpressionStatement' && /^['"]/.test(text)) return true;
  // In the head of a loop `in` has another meaning.
  if (slot.parent === 'ForStatement' && slot.field === 'init') return !TIGHT.has(type);
  if (slot.field === 'computed-property') return type === 'SequenceExpression';
  if (BRACKETED[slot.parent]?.includes(slot.field)) return false;
  if (DELIMITED[slot.parent]?.includes(slot.field)) {
    if (slot.parent === 'VariableDeclarator' && text.includes(' in ')) return !TIGHT.has(type);
    return type === 'SequenceExpression';
  }
  if (slot.parent === 'BinaryExpression' && type === slot.parent) return !bindsWithin(operator, slot);
  if (slot.parent === 'LogicalExpression') {
    // Operators of two operands bind tighter than the logical ones; `in` has another meaning in the head of a loop.
    if (type === 'BinaryExpression' && operator !== undefined && operator !== 'in') return false;
    if (type === slot.parent && operator === slot.operator && slot.field === 'left') return false;
  }
  if (slot.parent === 'ConditionalExpression') {
    // The same is true of `? :`.
    if (type === 'BinaryExpression' && operator !== undefined && operator !== 'in') return false;
    if (type === 'UnaryExpression' || type === 'AwaitExpression') return false;
  }
  if (!TIGHT.has(type)) return true;
  // `a?.b!.c` and `(a?.b)!.c` differ; `new A!` constructs `A!`.
  if (slot.parent === 'TSNonNullExpression' && (isChain(type, text) || !isClosed(type, text))) return true;
  if (slot.field === 'callee' || slot.field === 'object' || slot.field === 'tag') {
    if (isChain(type, text)) return true;
    if (type === 'FunctionExpression' || type === 'ClassExpression' || type === 'ObjectExpression') return true;
    if (/^\d+$/.test(text)) return true;
    if (slot.parent === 'NewExpression' && /\(|^import\b/.test(text)) return true;
    if (!isClosed(type, text)) return true;
  }
  return false;
}

/** Operators of two operands that nobody has to think about when they stand side by side, from the loosest to the tightest. */
const RANKS: Readonly<Record<string, number>> = {
  '===': 1,
  '!==': 1,
  '==': 1,
  '!=': 1,
  '<': 2,
  '>': 2,
  '<=': 2,
  '>=': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
};

/** `a + b * c`, `a - b < c`, `a + b - c`: whether `operator` is evaluated first without parentheses, as everybody knows. */
function bindsWithin(operator: string | undefined, slot: Slot): boolean {
  const inner = RANKS[operator ?? ''] ?? 0;
  const outer = RANKS[slot.operator ?? ''] ?? 0;
  if (inner === 0 || outer === 0) return false;
  // `a < b === c` and `a / b * c` are for those who know the table by heart.
  return (inner > outer && inner > 2) || (inner === outer && inner === 3 && slot.field === 'left');
}

/** In the trees of TypeScript's and of Babel's parser. */
function isChain(type: string, text: string): boolean {
  return (
    type === 'ChainExpression' || type.startsWith('Optional') || (type === 'TSNonNullExpression' && text.includes('?.'))
  );
}

/** `new Map` without arguments is not: `new Map.size` would construct `Map.size`. */
function isClosed(type: string, text: string): boolean {
  return type !== 'NewExpression' || text.endsWith(')');
}
