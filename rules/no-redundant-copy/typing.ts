// Whether the source has the type of its copy, as TypeScript sees it: one that may be changed.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import { functionNamedBy } from '../../analysis/callees.js';
import type { Container } from '../../analysis/copies.js';
import { declaredTypeOf, unaliased } from '../../analysis/declared-types.js';
import { returnedBy } from '../../analysis/returns.js';
import { variableNamedBy, type Variable } from '../../analysis/variables.js';
import { isWritable } from '../../analysis/writability.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** `no` where the type is readonly, so that the copy is what makes it compile. */
export function hasTypeOfCopy(code: SourceCode, source: Node, container: Container): Answer {
  return new Typing(code, container).of(source);
}

/** A tuple's elements have types and a length of their own, which those of a copy have not. */
export function isTuple(code: SourceCode, source: Node): boolean {
  const declared = declaredTypeOf(code, source);
  const type = declared && unaliased(code, declared);
  const bare = type?.type === 'TSTypeOperator' ? type.typeAnnotation : type;
  return bare?.type === 'TSTupleType';
}

class Typing {
  readonly #pending = new Set<object>();

  constructor(
    readonly code: SourceCode,
    readonly container: Container,
  ) {}

  of(node: Node): Answer {
    switch (node.type) {
      case 'TSNonNullExpression':
      case 'ChainExpression':
        return this.of(node.expression);
      case 'TSAsExpression':
      case 'TSTypeAssertion':
        return this.#ofType(node.typeAnnotation);
      case 'TSSatisfiesExpression':
        return 'unknown';
      case 'ConditionalExpression':
        return every([this.of(node.consequent), this.of(node.alternate)]);
      case 'LogicalExpression':
        return every([this.of(node.left), this.of(node.right)]);
      case 'Identifier': {
        const variable = variableNamedBy(this.code, node);
        return variable ? this.#ofVariable(variable) : 'unknown';
      }
      case 'CallExpression':
        return this.#ofCall(node);
      case 'MemberExpression': {
        const declared = declaredTypeOf(this.code, node);
        return declared ? this.#ofType(declared) : 'unknown';
      }
      default:
        return 'yes';
    }
  }

  #ofVariable(variable: Variable): Answer {
    const [definition, ...others] = variable.defs;
    if (!definition || others.length > 0) return 'unknown';
    const { name } = definition;
    const annotated = name.parent?.type === 'RestElement' ? name.parent : name.type === 'Identifier' ? name : null;
    if (annotated?.typeAnnotation) return this.#ofType(annotated.typeAnnotation.typeAnnotation);
    if (definition.type !== 'Variable' || this.#pending.has(variable)) return 'unknown';
    this.#pending.add(variable);
    const written = variable.references.flatMap(({ writeExpr }) => (writeExpr ? [this.of(writeExpr)] : []));
    this.#pending.delete(variable);
    return written.length > 0 ? every(written) : 'unknown';
  }

  #ofCall(call: TSESTree.CallExpression): Answer {
    const callee = functionNamedBy(this.code, call.callee);
    if (!callee) return 'yes';
    if (callee.returnType) return this.#ofType(callee.returnType.typeAnnotation);
    if (this.#pending.has(callee)) return 'yes';
    this.#pending.add(callee);
    const results = returnedBy(this.code, callee)?.map((result) => this.of(result));
    this.#pending.delete(callee);
    return results ? every(results) : 'unknown';
  }

  #ofType(type: TSESTree.TypeNode): Answer {
    // What is `any` has no elements whose types a callback could take over.
    return unaliased(this.code, type)?.type === 'TSAnyKeyword'
      ? 'unknown'
      : isWritable(this.code, type, this.container);
  }
}
