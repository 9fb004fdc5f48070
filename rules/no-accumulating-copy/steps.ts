// Where an accumulator gets its next value, and what that value is on each path.

import type { TSESTree } from '@typescript-eslint/utils';
import { copyOf, type Container, type Copy } from '../../analysis/copies.js';
import { isDense } from '../../analysis/density.js';
import { originOf } from '../../analysis/origin.js';
import { variableNamedBy, type Variable } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** What an expression gives as the accumulator's next value. */
export type Outcome =
  /** The accumulator itself. */
  | { readonly kind: 'same'; readonly node: Node }
  | { readonly kind: 'copy'; readonly copy: Copy }
  | {
      readonly kind: 'choice';
      readonly node: TSESTree.ConditionalExpression;
      readonly consequent: Outcome;
      readonly alternate: Outcome;
    }
  /** A new collection that nobody else holds. */
  | { readonly kind: 'fresh'; readonly node: Node };

export type Step =
  /** `acc => copy` */
  | { readonly kind: 'body'; readonly arrow: TSESTree.ArrowFunctionExpression; readonly outcome: Outcome }
  /** `return copy;` */
  | { readonly kind: 'return'; readonly statement: TSESTree.ReturnStatement; readonly outcome: Outcome }
  /** `acc = copy;`, also as the body of an arrow function whose result nobody takes. */
  | {
      readonly kind: 'assignment';
      readonly statement: TSESTree.ExpressionStatement | TSESTree.ArrowFunctionExpression;
      readonly assignment: TSESTree.AssignmentExpression;
      readonly outcome: Outcome;
    }
  /** `const next = copy;`, where `next` takes the accumulator's place. */
  | { readonly kind: 'clone'; readonly declaration: TSESTree.VariableDeclaration; readonly outcome: Outcome };

/**
 * @param container what is accumulated; as long as that is not known, anything counts as fresh.
 * @returns `null` when one of the paths gives anything else.
 */
export function outcomeOf(
  code: SourceCode,
  expression: Node,
  variable: Variable,
  container: Container | null,
): Outcome | null {
  const node = unwrapped(expression);
  if (variableNamedBy(code, node) === variable) return { kind: 'same', node };
  if (node.type === 'ConditionalExpression') {
    const consequent = outcomeOf(code, node.consequent, variable, container);
    const alternate = outcomeOf(code, node.alternate, variable, container);
    return consequent && alternate && { kind: 'choice', node, consequent, alternate };
  }
  const copy = copyOf(code, node, variable);
  if (copy) return container === null || copy.container === container ? { kind: 'copy', copy } : null;
  return container === null || isFreshPlain(code, node, container) ? { kind: 'fresh', node } : null;
}

/** Whether the expression makes a plain collection of the kind: one that a copy has nothing to take away from. */
export function isFreshPlain(code: SourceCode, expression: Node, container: Container): boolean {
  const node = unwrapped(expression);
  if (node.type === 'ConditionalExpression') {
    return isFreshPlain(code, node.consequent, container) && isFreshPlain(code, node.alternate, container);
  }
  const origin = originOf(code, node);
  if (!origin?.fresh || origin.kind !== container) return false;
  if (container === 'array') return isDense(code, node) === 'yes';
  return container !== 'object' || isPlainLiteral(node);
}

/** A literal without accessors and without `__proto__: x`. */
function isPlainLiteral(node: Node): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every(
      (property) =>
        property.type === 'SpreadElement' ||
        (property.kind === 'init' &&
          (property.computed || property.shorthand || propertyName(property) !== '__proto__')),
    )
  );
}

export function* copiesIn(outcome: Outcome): Generator<Copy> {
  if (outcome.kind === 'copy') yield outcome.copy;
  if (outcome.kind === 'choice') {
    yield* copiesIn(outcome.consequent);
    yield* copiesIn(outcome.alternate);
  }
}

/** Whether another collection takes the accumulator's place on one of the paths. */
export function hasFresh(outcome: Outcome): boolean {
  if (outcome.kind === 'choice') return hasFresh(outcome.consequent) || hasFresh(outcome.alternate);
  return outcome.kind === 'fresh';
}

/** Where the accumulator is named as the next value itself. */
export function* sameIn(outcome: Outcome): Generator<Node> {
  if (outcome.kind === 'same') yield outcome.node;
  if (outcome.kind === 'choice') {
    yield* sameIn(outcome.consequent);
    yield* sameIn(outcome.alternate);
  }
}

/** The node that the step replaces. */
export function nodeOf(step: Step): Node {
  switch (step.kind) {
    case 'body':
      return step.arrow.body;
    case 'return':
    case 'assignment':
      return step.statement;
    case 'clone':
      return step.declaration;
  }
}

/** What kind of collection the first copy among the values is. */
export function containerIn(code: SourceCode, values: readonly Node[], variable: Variable): Container | null {
  for (const value of values) {
    const outcome = outcomeOf(code, value, variable, null);
    const [copy] = outcome ? copiesIn(outcome) : [];
    if (copy) return copy.container;
  }
  return null;
}
