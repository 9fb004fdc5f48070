// Where the last array of a chain is walked: in its place, or once it has got a name, where that is read.

import type { TSESTree } from '@typescript-eslint/utils';
import { isSameAt, namingOf, type Naming } from '../../analysis/naming.js';
import { mentionsNames, variableOf } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { consumerOf, type Consumer } from './consumer.js';

export interface Walk {
  readonly consumer: Consumer;
  /** How the array is named before it is walked. */
  readonly naming: Naming | null;
}

export function walkOf(code: SourceCode, array: TSESTree.CallExpression): Walk | null {
  const naming = namingOf(code, array);
  if (!naming) {
    const consumer = consumerOf(code, array);
    return consumer && { consumer, naming };
  }
  const consumer = consumerOf(code, naming.read);
  const isFirst = consumer !== null && isEvaluatedFirst(consumer, naming.statement);
  return isFirst ? { consumer, naming } : null;
}

/** Whether the statement reads the array before it does anything else. */
function isEvaluatedFirst(consumer: Consumer, statement: Node): boolean {
  switch (statement.type) {
    case 'LabeledStatement':
      return isEvaluatedFirst(consumer, statement.body);
    case 'ForOfStatement':
      return consumer.kind === 'forOf' && consumer.node === statement;
    case 'ExpressionStatement':
      return isOfCall(consumer, statement.expression);
    case 'ReturnStatement':
      return statement.argument !== null && isOfCall(consumer, statement.argument);
    case 'VariableDeclaration': {
      const [first] = statement.declarations;
      return first?.id.type === 'Identifier' && first.init !== null && isOfCall(consumer, first.init);
    }
    default:
      return false;
  }
}

/** `total = ys.reduce(…)` */
function isOfCall(consumer: Consumer, expression: Node): boolean {
  if (consumer.kind === 'forOf' || consumer.kind === 'filling') return false;
  const isAssignment =
    expression.type === 'AssignmentExpression' && expression.operator === '=' && expression.left.type === 'Identifier';
  return consumer.call === (isAssignment ? expression.right : expression);
}

/** Whether `source` gives the same array when it is evaluated where the name is read. */
export function canMove(code: SourceCode, source: Node, { read, between, statement }: Naming): boolean {
  const bare = unwrapped(source);
  if (bare.type === 'Identifier') {
    const variable = variableOf(code, bare);
    return variable !== null && isSameAt(code, variable, read, between);
  }
  if (between.length > 0) return false;
  // The names of the loop's variables mean those variables in its head already.
  const loop = statement.type === 'LabeledStatement' ? statement.body : statement;
  const declared = loop.type === 'ForOfStatement' ? (code.getDeclaredVariables?.(loop.left) ?? []) : [];
  return !mentionsNames(code, source, new Set(declared.map(({ name }) => name)));
}
