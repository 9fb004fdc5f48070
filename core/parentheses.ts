// Where spliced code needs parentheses. Sound rather than sparing: an operator in an operand's place always gets them.

/** The place that a piece of code takes in new code: the parent's node type (ESTree) and the field. */
export interface Slot {
  readonly parent: string;
  readonly field: string;
  /** The slot's text begins the enclosing expression statement or `export default`. */
  readonly startsStatement: boolean;
}

interface Spliced {
  readonly type: string;
  readonly text: string;
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
};

/** Fields inside brackets of their own, where even a sequence stands bare. */
const BRACKETED: Readonly<Record<string, readonly string[]>> = {
  ExpressionStatement: ['expression'],
  ReturnStatement: ['argument'],
  ThrowStatement: ['argument'],
  IfStatement: ['test'],
  WhileStatement: ['test'],
  DoWhileStatement: ['test'],
  ForStatement: ['init', 'test', 'update'],
  ForInStatement: ['right'],
  SwitchStatement: ['discriminant'],
  TemplateLiteral: ['expressions'],
};

export function needsParentheses({ type, text }: Spliced, slot: Slot): boolean {
  if (slot.startsStatement && /^(?:\{|function\b|class\b|async\s+function\b|let\s*\[)/.test(text)) return true;
  if (slot.field === 'computed-property') return false;
  if (BRACKETED[slot.parent]?.includes(slot.field)) return false;
  if (DELIMITED[slot.parent]?.includes(slot.field)) {
    if (slot.parent === 'ArrowFunctionExpression' && text.startsWith('{')) return true;
    return type === 'SequenceExpression';
  }
  if (!TIGHT.has(type)) return true;
  if (slot.field === 'callee' || slot.field === 'object' || slot.field === 'tag') {
    if (type === 'ChainExpression') return true;
    if (type === 'FunctionExpression' || type === 'ClassExpression' || type === 'ObjectExpression') return true;
    if (slot.field === 'object' && /^\d+$/.test(text)) return true;
    if (slot.parent === 'NewExpression' && /\(|^import\b/.test(text)) return true;
    // `new Map` without arguments: `new Map.size` would construct `Map.size`.
    if (type === 'NewExpression' && !text.endsWith(')')) return true;
  }
  return false;
}
