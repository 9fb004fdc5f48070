// What a value is and where it was born.
//
// Guarantee: an answer other than `null` is proved by a literal, a constructor, a known built-in, an annotation, or by
// all writes to a variable; never by a name alone. A `fresh` value was made by this very expression, so nobody else can
// hold it yet. Annotations tell the truth, casts included (docs/assumptions.md).

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { kindOfAnnotation } from './annotations.js';
import { isGuardedAsArray } from './array-guards.js';
import { awaitedType, isAwaitedAll } from './awaiting.js';
import { builtinConstructor, builtinFunction, builtinMethod, type Kind } from './builtins.js';
import { callsOf } from './call-sites.js';
import { functionNamedBy, globalName } from './callees.js';
import { declaredTypeOf, elementTypeOf } from './declared-types.js';
import { isFunction, type FunctionNode } from './enclosing.js';
import { keepsElements } from './kept-elements.js';
import { fieldOf, isFieldWritten } from './fields.js';
import { fileReadOf } from './file-reads.js';
import { makesInstances } from './instances.js';
import { perFile } from './per-file.js';
import { isGlobal, isWrittenOnce, scopeOf, variableOf, type Variable } from './variables.js';
import { returnedBy } from './returns.js';
import { kindByType } from './types.js';
import { walkParameterOf, type WalkParameter } from './walk-parameters.js';
import { propertyName } from './wrappers.js';

export interface Origin {
  readonly kind: Kind;
  readonly fresh: boolean;
  /** For `iterator`: the expression of the collection that it walks; for `typedArray` and `instance` see `made`. */
  readonly walks?: Node;
  /** For an iterator: what each step gives. */
  readonly steps?: 'keys' | 'values' | 'entries';
  /** The constructing expression, where there is one. */
  readonly made?: Node;
}

/** The kind of an expression's value; `null` when it is not known, or not always the same. */
export function originOf(code: SourceCode, expression: Node): Origin | null {
  return new Origins(code).of(expression);
}

/** The kind of the value that a variable holds whenever it holds one. */
export function originOfVariable(code: SourceCode, variable: Variable): Origin | null {
  return new Origins(code).ofVariable(variable);
}

export function isKind(code: SourceCode, expression: Node, ...kinds: readonly Kind[]): boolean {
  const origin = originOf(code, expression);
  return origin !== null && kinds.includes(origin.kind);
}

/**
 * Whether every value that the variable ever holds was made for it, by the expression that is written to it: nobody
 * else held it before. Parameters, loop variables and patterns hold what others made.
 */
export function holdsOnlyFresh(code: SourceCode, variable: Variable): boolean {
  const writes = variable.references.filter((reference) => reference.isWrite());
  return (
    variable.defs.every((definition) => definition.type === 'Variable') &&
    writes.length > 0 &&
    writes.every(({ identifier }) => {
      const { parent } = identifier;
      if (parent.type === 'VariableDeclarator' && parent.id === identifier) {
        return parent.init !== null && (originOf(code, parent.init)?.fresh ?? false);
      }
      const isPlain = parent.type === 'AssignmentExpression' && parent.operator === '=' && parent.left === identifier;
      return isPlain && (originOf(code, parent.right)?.fresh ?? false);
    })
  );
}

/** By variable, call or field. */
const answers = perFile(() => new Map<object, Origin | null>());

/** Callers of callers are asked up to here: further up there are ever more of them. */
const FARTHEST = 2;

/** So often a question may come round to what is being asked about. */
const MOST_CUTS = 100;

class Origins {
  /** Variables and functions that are being asked about: a cycle proves nothing. */
  readonly #pending = new Set<object>();
  /** What a variable holds if its first value tells, while its other ones are asked about. */
  readonly #assumed = new Map<object, Origin>();
  /** What is asked about a second time, under an assumption. */
  readonly #again = new Set<object>();
  /** How often a question was not answered because it was being asked already, or was too far away. */
  #cuts = 0;
  /** How many functions up the callers have been asked what they pass. */
  #depth = 0;

  constructor(readonly code: SourceCode) {}

  of(node: Node): Origin | null {
    return this.#bySyntax(node) ?? this.#byType(node);
  }

  #byType(node: Node): Origin | null {
    const kind = kindByType(this.code, node);
    return kind === null ? null : { kind, fresh: false };
  }

  #bySyntax(node: Node): Origin | null {
    switch (node.type) {
      case 'ArrayExpression':
        return { kind: 'array', fresh: true, made: node };
      case 'ObjectExpression':
        return { kind: 'object', fresh: true, made: node };
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'ClassExpression':
        return { kind: 'function', fresh: true, made: node };
      case 'TemplateLiteral':
        return { kind: 'string', fresh: true };
      case 'Literal':
        return ofLiteral(node);
      case 'Identifier':
        return this.#ofIdentifier(node);
      case 'TSAsExpression':
      case 'TSTypeAssertion':
        return this.#ofCast(node);
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'ChainExpression':
        return this.of(node.expression);
      case 'NewExpression':
        return this.#ofNew(node);
      case 'AwaitExpression':
        return this.#ofAwaited(node);
      case 'CallExpression':
        return this.#guarded(node, () => this.#ofCall(node));
      case 'MemberExpression':
        return this.#ofMember(node) ?? this.#ofGuarded(node);
      case 'ConditionalExpression':
        return same(this.of(node.consequent), this.of(node.alternate));
      case 'LogicalExpression':
        return this.#ofLogical(node.operator, node);
      case 'AssignmentExpression':
        if (node.operator === '=') return held(this.of(node.right));
        return /^(?:&&|\|\||\?\?)=$/.test(node.operator)
          ? held(this.#ofLogical(node.operator.slice(0, -1), node))
          : this.#ofArithmetic(node.operator.slice(0, -1), node);
      case 'SequenceExpression': {
        const last = node.expressions.at(-1);
        return last ? this.of(last) : null;
      }
      case 'BinaryExpression':
        return this.#ofArithmetic(node.operator, node);
      case 'UnaryExpression':
        return this.#ofUnary(node);
      case 'UpdateExpression':
        return this.of(node.argument)?.kind === 'number' ? { kind: 'number', fresh: true } : null;
      default:
        return null;
    }
  }

  ofVariable(variable: Variable): Origin | null {
    return held(this.#guarded(variable, () => this.#ofVariable(variable)));
  }

  #ofIdentifier(node: TSESTree.Identifier): Origin | null {
    const variable = variableOf(this.code, node);
    if (variable) return this.ofVariable(variable) ?? this.#ofGuarded(node);
    if (node.name === 'undefined') return { kind: 'undefined', fresh: true };
    if (node.name === 'NaN' || node.name === 'Infinity') return { kind: 'number', fresh: true };
    return null;
  }

  #ofGuarded(node: Node): Origin | null {
    return isGuardedAsArray(this.code, node) ? { kind: 'array', fresh: false } : null;
  }

  #ofVariable(variable: Variable): Origin | null {
    const [definition, ...others] = variable.defs;
    if (!definition || others.length > 0) return null;
    if (definition.type === 'FunctionName' || definition.type === 'ClassName') {
      return variable.references.some((reference) => reference.isWrite()) ? null : { kind: 'function', fresh: false };
    }
    const { name } = definition;
    const annotated = name.type === 'Identifier' && name.typeAnnotation ? this.#ofType(name.typeAnnotation) : null;
    if (annotated) return annotated;
    if (name.parent?.type === 'Property') return this.#ofDeclared(name);
    // `[first, ...rest]`, in a declaration or a parameter: a new array, whatever is walked.
    const isRest = name.parent?.type === 'RestElement' && name.parent.parent.type === 'ArrayPattern';
    const isOnly = variable.references.every((reference) => !reference.isWrite() || reference.init === true);
    if (isRest && isOnly) return { kind: 'array', fresh: true };
    if (definition.type === 'Parameter') return this.#ofParameter(variable, definition.node, name);
    if (definition.type !== 'Variable') return null;
    return this.#ofWrites(variable, definition.node);
  }

  #ofParameter(variable: Variable, definedBy: Node, name: Node): Origin | null {
    if (!isFunction(definedBy) || !isWrittenOnce(variable)) return null;
    if (definedBy.params.some((parameter) => isRestOf(parameter, name))) return { kind: 'array', fresh: true };
    const walk = walkParameterOf(name);
    if (walk) return this.#ofWalk(walk);
    const index = definedBy.params.findIndex((parameter) => parameter === name);
    const isFar = this.#depth >= FARTHEST;
    if (isFar) this.#cuts += 1;
    const calls = index < 0 || isFar ? null : callsOf(this.code, definedBy);
    if (!calls?.length || hasArguments(this.code, definedBy)) return null;
    this.#depth += 1;
    let result: Origin | null | undefined;
    // `total(xs.slice(1))` within `total`: if `xs` was an array so far, it is one again.
    const isWithin = (call: Node): boolean =>
      definedBy.range[0] <= call.range[0] && call.range[1] <= definedBy.range[1];
    for (const call of [...calls].sort((a, b) => Number(isWithin(a)) - Number(isWithin(b)))) {
      const argument = call.arguments[index];
      const isPlain = argument && !call.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement');
      const passed = isPlain ? this.of(argument) : null;
      result = result === undefined ? passed : same(result, passed);
      if (!result) break;
      if (!isNullish(result)) this.#assumed.set(variable, { kind: result.kind, fresh: false });
    }
    this.#assumed.delete(variable);
    this.#depth -= 1;
    // What each call passes is of one kind, but not one and the same object.
    return result ? { kind: result.kind, fresh: false } : null;
  }

  #ofWalk({ array, gives }: WalkParameter): Origin | null {
    if (this.of(array)?.kind !== 'array') return null;
    return gives === 'index' ? { kind: 'number', fresh: true } : held(this.#ofElement(array));
  }

  /** All writes agree: the initialiser, and each assignment of a plain value. */
  #ofWrites(variable: Variable, declarator: TSESTree.VariableDeclarator): Origin | null {
    if (declarator.id.type !== 'Identifier') return null;
    const loop = declarator.parent.parent;
    if ((loop.type === 'ForInStatement' || loop.type === 'ForOfStatement') && loop.left === declarator.parent) {
      // `for (let line of lines) line = parse(line);`
      if (variable.references.some((one) => one.isWrite() && one.identifier !== declarator.id)) return null;
      return loop.type === 'ForInStatement' ? { kind: 'string', fresh: true } : this.#ofElement(loop.right);
    }
    let result: Origin | null | undefined;
    for (const reference of variable.references) {
      if (!reference.isWrite()) continue;
      const written = this.#ofWrite(reference.identifier, reference.writeExpr ?? null, variable);
      result = result === undefined ? written : same(result, written);
      const assumed = this.#assumed.get(variable);
      if (!result || (assumed && assumed.kind !== result.kind)) {
        this.#assumed.delete(variable);
        return null;
      }
      // `xs = xs.concat(x)`: if it was an array so far, it is one again.
      if (!isNullish(result)) this.#assumed.set(variable, { kind: result.kind, fresh: false });
    }
    this.#assumed.delete(variable);
    // Without an initialiser it is `undefined` until the first assignment; whoever reads it then holds no object, but
    // takes it for no number either.
    return result && (declarator.init || !isPrimitive(result)) ? result : null;
  }

  #ofWrite(identifier: Node, value: Node | null, variable: Variable): Origin | null {
    const { parent } = identifier;
    if (parent?.type === 'VariableDeclarator' && parent.id === identifier) return value ? this.of(value) : null;
    if (parent?.type === 'AssignmentExpression' && parent.left === identifier) {
      return parent.operator === '=' ? this.of(parent.right) : this.#ofCompound(parent, variable);
    }
    // `x++` leaves a number a number.
    if (parent?.type === 'UpdateExpression') return { kind: 'number', fresh: true };
    return null;
  }

  /** `x += v`: a number stays one when `v` is one; a string stays one whatever `v` is. */
  #ofCompound(assignment: TSESTree.AssignmentExpression, variable: Variable): Origin | null {
    if (/^(?:&&|\|\||\?\?)=$/.test(assignment.operator)) return this.of(assignment.right);
    const right = this.of(assignment.right)?.kind;
    const init = variable.defs[0]?.node;
    const start = init?.type === 'VariableDeclarator' && init.init ? this.of(init.init)?.kind : undefined;
    if (assignment.operator === '+=' && (start === 'string' || right === 'string'))
      return { kind: 'string', fresh: true };
    return right === 'number' ? { kind: 'number', fresh: true } : null;
  }

  #ofElement(iterable: Node): Origin | null {
    const origin = this.of(iterable);
    if (origin?.kind === 'string') return { kind: 'string', fresh: true };
    if (origin?.kind === 'iterator' && origin.steps === 'keys' && origin.walks) {
      return this.of(origin.walks)?.kind === 'array' ? { kind: 'number', fresh: true } : null;
    }
    const variable = variableOf(this.code, iterable);
    const isAsMade = iterable === origin?.made || (variable !== null && keepsElements(this.code, variable));
    const made = origin?.kind === 'array' && isAsMade ? origin.made : null;
    const callee = made?.type === 'CallExpression' ? globalName(this.code, made.callee) : null;
    if (callee === 'Object.keys') return { kind: 'string', fresh: true };
    if (made?.type === 'CallExpression' && propertyName(made.callee) === 'split')
      return { kind: 'string', fresh: true };
    const declared = declaredTypeOf(this.code, iterable);
    const element = declared && elementTypeOf(this.code, declared);
    return element ? this.#ofType(element) : made?.type === 'CallExpression' ? this.#ofElementMadeBy(made) : null;
  }

  /** `lines.filter(f)` has elements of `lines`, `lines.map(f)` what `f` returns. */
  #ofElementMadeBy({ callee, arguments: [first] }: TSESTree.CallExpression): Origin | null {
    if (callee.type !== 'MemberExpression' || this.of(callee.object)?.kind !== 'array') return null;
    const method = propertyName(callee);
    if (method === 'filter' || method === 'slice') return held(this.#ofElement(callee.object));
    const callback = method === 'map' && first ? functionNamedBy(this.code, first) : null;
    return callback && held(this.#ofResult(callback));
  }

  #ofCast(node: TSESTree.TSAsExpression | TSESTree.TSTypeAssertion): Origin | null {
    return this.of(node.expression) ?? this.#ofType(node.typeAnnotation);
  }

  #ofDeclared(node: Node): Origin | null {
    const declared = declaredTypeOf(this.code, node);
    return declared && this.#ofType(declared);
  }

  #ofType(type: Node): Origin | null {
    const kind = kindOfAnnotation(this.code, type);
    return kind === null ? null : { kind, fresh: false };
  }

  #ofNew(node: TSESTree.NewExpression): Origin | null {
    if (node.callee.type !== 'Identifier') return null;
    const variable = variableOf(this.code, node.callee);
    if (variable) return makesInstances(this.code, variable) ? { kind: 'instance', fresh: false, made: node } : null;
    const kind = builtinConstructor(node.callee.name);
    const fresh = kind !== 'typedArray' || this.#hasOwnMemory(node);
    return kind === null ? null : { kind, fresh, made: node };
  }

  /** `new Uint8Array(buffer)` is a view on memory that others can hold; from a length or elements it has its own. */
  #hasOwnMemory({ arguments: [first, ...others] }: TSESTree.NewExpression): boolean {
    return !first || (others.length === 0 && this.of(first) !== null);
  }

  #ofAwaited(node: TSESTree.AwaitExpression): Origin | null {
    if (fileReadOf(this.code, node)) return { kind: 'string', fresh: true };
    if (isAwaitedAll(this.code, node)) return { kind: 'array', fresh: true, made: node };
    const type = awaitedType(this.code, node);
    return type && this.#ofType(type);
  }

  #ofCall(node: TSESTree.CallExpression): Origin | null {
    if (fileReadOf(this.code, node)) return { kind: 'string', fresh: true };
    const global = globalName(this.code, node.callee);
    if (global !== null) return this.#ofGlobalCall(node, global);
    if (node.callee.type === 'MemberExpression') return this.#ofMethodCall(node, node.callee);
    const callee = functionNamedBy(this.code, node.callee);
    return callee ? this.#ofResult(callee) : null;
  }

  #ofGlobalCall(node: TSESTree.CallExpression, name: string): Origin | null {
    if (name === 'Array') return { kind: 'array', fresh: true, made: node };
    const known = builtinFunction(name);
    const [first] = node.arguments;
    if (known?.returnsArgument === 0) return first ? held(this.of(first)) : null;
    if (name === 'structuredClone') {
      const cloned = first ? this.of(first) : null;
      return cloned && { kind: cloned.kind, fresh: true, made: node };
    }
    return known?.gives ? { kind: known.gives, fresh: true, made: node } : null;
  }

  #ofMethodCall(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression): Origin | null {
    const name = propertyName(callee);
    const receiver = name === null ? null : this.of(callee.object);
    const method = receiver && name !== null ? builtinMethod(receiver.kind, name) : null;
    if (!method || !receiver) return null;
    // `a?.map(f)` may be undefined; what is asked about is the object, if there is one.
    if (method.returnsReceiver) return receiver;
    if (method.gives === 'iterator') {
      const steps = stepsOf(receiver.kind, name);
      return { kind: 'iterator', fresh: true, walks: callee.object, made: node, ...(steps && { steps }) };
    }
    return method.gives ? { kind: method.gives, fresh: true, made: node } : null;
  }

  /** The result of a function of this file, from its annotation or from all its `return`s. */
  #ofResult(callee: FunctionNode): Origin | null {
    if (callee.async) return { kind: 'promise', fresh: true };
    if (callee.generator) return { kind: 'generator', fresh: true };
    if (callee.returnType) return this.#ofType(callee.returnType);
    const { body } = callee;
    if (body.type !== 'BlockStatement') return held(this.of(body));
    return this.#guarded(callee, () => {
      let result: Origin | null | undefined;
      for (const returned of returnedBy(this.code, callee) ?? []) {
        const one = this.of(returned);
        result = result === undefined ? one : same(result, one);
        if (!result) return null;
      }
      // What was made in there, and from what, is out of reach here.
      return result ? { kind: result.kind, fresh: false } : null;
    });
  }

  #ofMember(node: TSESTree.MemberExpression): Origin | null {
    const name = propertyName(node);
    if (name === 'length') {
      const kind = this.of(node.object)?.kind;
      return kind === 'array' || kind === 'typedArray' || kind === 'string' ? { kind: 'number', fresh: true } : null;
    }
    if (name === 'size') {
      const kind = this.of(node.object)?.kind;
      return kind === 'map' || kind === 'set' ? { kind: 'number', fresh: true } : null;
    }
    if (isGlobal(this.code, node.object, 'Math') || isGlobal(this.code, node.object, 'Number')) {
      return name !== null && /^[A-Z]/.test(name) ? { kind: 'number', fresh: true } : null;
    }
    if (node.object.type === 'ThisExpression') return name === null ? null : this.#ofField(node, name);
    const origin = this.#ofDeclared(node);
    // Beyond the end of an array there is no number, but `undefined`.
    return origin && (name !== null || !isPrimitive(origin)) ? origin : null;
  }

  /** `this.name`, from the annotation of the class's field, or from a `#field`'s writes, all of which are in the class. */
  #ofField(node: TSESTree.MemberExpression, name: string): Origin | null {
    const field = fieldOf(node, name);
    if (!field) return null;
    if (field.typeAnnotation) return this.#ofType(field.typeAnnotation);
    const isOwn = name.startsWith('#') || field.accessibility === 'private' || field.readonly;
    if (!isOwn || !field.value || isFieldWritten(this.code, field, name)) return null;
    const { value } = field;
    return held(this.#guarded(field, () => this.of(value)));
  }

  #ofLogical(operator: string, node: { left: Node; right: Node }): Origin | null {
    const [left, right] = [this.of(node.left), this.of(node.right)];
    // `count && items`: 0, where there are none. Of objects, `undefined` on the left is looked past, but not of numbers.
    const isPassedOn = operator === '&&' && [left, right].every((side) => side !== null && !isPrimitive(side));
    return isPassedOn ? right : same(left, right);
  }

  #ofArithmetic(operator: string, node: { left: Node; right: Node }): Origin | null {
    if (/^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(operator)) return { kind: 'boolean', fresh: true };
    const left = this.of(node.left)?.kind;
    const right = this.of(node.right)?.kind;
    if (operator === '+') {
      if (left === 'string' || right === 'string') return { kind: 'string', fresh: true };
      return left === 'number' && right === 'number' ? { kind: 'number', fresh: true } : null;
    }
    if (operator === '>>>') return { kind: 'number', fresh: true };
    // `1 * x` throws when `x` is a BigInt, so one number is enough.
    return left === 'number' || right === 'number' ? { kind: 'number', fresh: true } : null;
  }

  #ofUnary(node: TSESTree.UnaryExpression): Origin | null {
    switch (node.operator) {
      case '!':
      case 'delete':
        return { kind: 'boolean', fresh: true };
      case 'typeof':
        return { kind: 'string', fresh: true };
      case 'void':
        return { kind: 'undefined', fresh: true };
      case '+':
        return { kind: 'number', fresh: true };
      default:
        return this.of(node.argument)?.kind === 'number' ? { kind: 'number', fresh: true } : null;
    }
  }

  /** Answers are kept but where a cycle or the distance of callers cut the question short. */
  #guarded(key: object, answer: () => Origin | null): Origin | null {
    const known = answers(this.code).get(key);
    if (known !== undefined) return known;
    if (this.#pending.has(key)) {
      this.#cuts += 1;
      // Variables that follow from each other in many ways are given up.
      if (this.#cuts > MOST_CUTS) return null;
      const assumed = this.#assumed.get(key);
      if (assumed || this.#assumed.size === 0 || this.#again.has(key)) return assumed ?? null;
      // `xs.concat(x)` is asked about, so is `xs`, and `xs = xs.concat(x)`: now it is known what `xs` may be taken for.
      this.#again.add(key);
      const origin = answer();
      this.#again.delete(key);
      return origin;
    }
    const cutsBefore = this.#cuts;
    this.#pending.add(key);
    try {
      const origin = answer();
      // What is asked about first is not cut short by what is asked about besides.
      if (this.#cuts === cutsBefore || this.#pending.size === 1) answers(this.code).set(key, origin);
      return origin;
    } finally {
      this.#pending.delete(key);
    }
  }
}

/** The same value under a name: no longer fresh. */
function held(origin: Origin | null): Origin | null {
  return origin?.fresh ? { ...origin, fresh: false } : origin;
}

function same(a: Origin | null, b: Origin | null): Origin | null {
  if (!a || !b) return null;
  // `let x = null; x = [];`: who asks about the object asks about the array. A number may become 0 or NaN: no.
  if (isNullish(a) && !isPrimitive(b)) return b;
  if (isNullish(b) && !isPrimitive(a)) return a;
  if (a.kind !== b.kind) return null;
  return a.walks === b.walks && a.made === b.made ? a : { kind: a.kind, fresh: a.fresh && b.fresh };
}

function isNullish({ kind }: Origin): boolean {
  return kind === 'null' || kind === 'undefined';
}

function isPrimitive({ kind }: Origin): boolean {
  return kind === 'number' || kind === 'boolean' || kind === 'bigint' || kind === 'string';
}

function ofLiteral(node: TSESTree.Literal): Origin {
  if ('regex' in node) return { kind: 'regexp', fresh: true, made: node };
  if ('bigint' in node) return { kind: 'bigint', fresh: true };
  if (node.value === null) return { kind: 'null', fresh: true };
  return { kind: typeof node.value as 'string' | 'number' | 'boolean', fresh: true };
}

function stepsOf(kind: Kind, method: string | null): 'keys' | 'values' | 'entries' | null {
  if (method === 'entries') return 'entries';
  // A Set's keys are its values.
  if (method === 'keys') return kind === 'set' ? 'values' : 'keys';
  return method === 'values' ? 'values' : null;
}

/** `arguments[0] = …` sets a parameter in sloppy mode. */
function hasArguments(code: SourceCode, node: FunctionNode): boolean {
  return (scopeOf(code, node)?.set.get('arguments')?.references.length ?? 0) > 0;
}

function isRestOf(parameter: Node, name: Node): boolean {
  return parameter.type === 'RestElement' && parameter.argument === name;
}
