// What a function's body reads of the world around it, while it runs.
//
// Guarantee: what the body computes, once its parameters are bound, can only change through a variable of `variables`
// or `globals` getting another value, or through an object of `objects` being changed in the way that is read. Functions
// of this file that it mentions are looked into. What code out of sight reads is not listed: ask effects.ts whether any
// runs. Objects that were made by the body and that nobody else can hold are left out.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Kind } from './builtins.js';
import { functionNamedBy, globalName } from './callees.js';
import { targetOf, type CallNode, type CallTarget } from './calls.js';
import { childrenOf } from './children.js';
import { contains, isFunction, loopTarget, type FunctionNode } from './enclosing.js';
import { staysInSight } from './flow.js';
import { originOf } from './origin.js';
import { variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';
import type { Node, SourceCode } from '../core/source-code.js';

/** A property by its name, the elements (and length or size) of a collection, or whatever the object has. */
export type Field = { readonly name: string } | 'elements' | 'anything';

export interface ObjectRead {
  readonly node: Node;
  /** The variable whose object is read: a parameter of the function, or one from outside; `null`: some object. */
  readonly variable: Variable | null;
  readonly field: Field;
  readonly kind: Kind | null;
}

export interface Reads {
  /** Variables from outside of the function. */
  readonly variables: ReadonlySet<Variable>;
  /** Names that no declaration in the file explains, but for the language's own. */
  readonly globals: ReadonlySet<string>;
  readonly objects: readonly ObjectRead[];
  /** The function itself and all those of this file that it may run. */
  readonly functions: ReadonlySet<FunctionNode>;
}

/** @param isHidden whether nobody but the body can change the object of a variable of the body when it is read there. */
export function readsOf(
  code: SourceCode,
  reader: FunctionNode,
  isHidden: (variable: Variable) => boolean = (variable) => staysInSight(code, variable),
): Reads {
  const scan = new Scan(code, reader, isHidden);
  scan.run(reader.body);
  return scan;
}

/** Globals that hold the same for ever. */
const CONSTANT_GLOBALS =
  /^(?:undefined|NaN|Infinity|Math|Number|String|Boolean|BigInt|Symbol|Object|Array|Map|Set|WeakMap|WeakSet|Date|RegExp|JSON|Reflect|Promise|console|parseInt|parseFloat|isNaN|isFinite|structuredClone|(?:en|de)codeURI(?:Component)?|\w*Error|\w*Array)$/;

/** Built-ins that look at an argument, but not at what its elements and properties refer to. */
const SHALLOW = /^(?:Object\.(?:keys|values|entries|fromEntries|hasOwn|freeze|assign)|Array\.(?:from|of))$/;

/** Built-ins that look at an argument only as a value. */
const BLIND = /^(?:Boolean|Object\.is|Array\.isArray|Number\.is\w+)$/;

const DEEP_METHODS = new Set(['join', 'toString', 'toLocaleString', 'flat', 'sort', 'toSorted']);

class Scan implements Reads {
  readonly variables = new Set<Variable>();
  readonly globals = new Set<string>();
  readonly objects: ObjectRead[] = [];
  readonly functions = new Set<FunctionNode>();

  constructor(
    readonly code: SourceCode,
    readonly reader: FunctionNode,
    readonly isHidden: (variable: Variable) => boolean,
  ) {
    this.functions.add(reader);
  }

  run(root: Node): void {
    const stack: Node[] = [root];
    for (let node = stack.pop(); node; node = stack.pop()) {
      this.#visit(node);
      for (const child of childrenOf(this.code, node)) stack.push(child);
    }
  }

  #visit(node: Node): void {
    switch (node.type) {
      case 'Identifier':
        this.#name(node);
        break;
      case 'MemberExpression':
        this.#member(node);
        break;
      case 'CallExpression':
      case 'NewExpression':
        this.#call(node);
        break;
      case 'ForOfStatement':
        this.#read(node, node.right, 'elements');
        this.#element(node);
        break;
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        for (const parameter of node.params) this.#pattern(parameter, null);
        break;
      case 'ForInStatement':
        this.#read(node, node.right, 'anything');
        break;
      case 'SpreadElement':
        this.#read(node, node.argument, node.parent.type === 'ObjectExpression' ? 'anything' : 'elements');
        break;
      case 'VariableDeclarator':
        if (node.init) this.#pattern(node.id, node.init);
        break;
      case 'AssignmentExpression':
        if (node.operator === '=') this.#pattern(node.left, node.right);
        else if (!/^(?:&&|\|\||\?\?)=$/.test(node.operator)) this.#convert(node.left, node.right);
        break;
      case 'TemplateLiteral':
        this.#convert(...node.expressions);
        break;
      case 'BinaryExpression':
        this.#binary(node);
        break;
      case 'UnaryExpression':
        if (/^[+\-~]$/.test(node.operator)) this.#convert(node.argument);
        break;
      case 'UpdateExpression':
        this.#convert(node.argument);
        break;
      case 'YieldExpression':
        if (node.delegate && node.argument) this.#read(node, node.argument, 'elements');
        break;
      default:
        break;
    }
  }

  #name(node: TSESTree.Identifier): void {
    const variable = variableOf(this.code, node);
    if (!variable) {
      if (isValueName(node) && !CONSTANT_GLOBALS.test(node.name)) this.globals.add(node.name);
      return;
    }
    if (!this.#isOwn(variable)) this.variables.add(variable);
    const named = functionNamedBy(this.code, node);
    if (!named || this.functions.has(named)) return;
    this.functions.add(named);
    // An inner function is walked where it stands.
    if (!contains(this.reader.body, named)) this.run(named);
  }

  #member(node: TSESTree.MemberExpression): void {
    const { parent } = node;
    // What is written or called is another matter: see `#call` and effects.ts.
    if (parent.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=') return;
    if (parent.type === 'CallExpression' && parent.callee === node && this.#isBuiltin(parent)) return;
    if (globalName(this.code, node) !== null && node.object.type === 'Identifier') return;
    const name = propertyName(node);
    if (node.computed && name === null) this.#convert(node.property);
    this.#read(node, node.object, fieldNamed(name, this.#isIndex(node)));
  }

  #isIndex({ computed, property }: TSESTree.MemberExpression): boolean {
    return computed && originOf(this.code, property)?.kind === 'number';
  }

  #isBuiltin(call: CallNode): boolean {
    const { kind } = targetOf(this.code, call);
    return kind === 'method' || kind === 'function';
  }

  #call(call: CallNode): void {
    const target = targetOf(this.code, call);
    if (target.kind === 'method') {
      this.#read(call, target.receiver, 'elements');
      if (DEEP_METHODS.has(target.name)) this.#readAll(call);
    }
    if (target.kind === 'local' || target.kind === 'unknown') return;
    for (const argument of call.arguments) {
      if (argument.type !== 'SpreadElement') this.#argument(call, target, argument);
    }
  }

  #argument(call: CallNode, target: CallTarget, argument: Node): void {
    const name = 'name' in target ? target.name : '';
    if (target.kind === 'function' && BLIND.test(name)) return;
    // What is stored is not looked at; a callback is walked where it stands.
    if (target.kind === 'method' && target.method.retains) return;
    if (isFunction(unwrapped(argument)) || isPrimitive(originOf(this.code, argument)?.kind ?? null)) return;
    this.#read(call, argument, 'anything');
    const isShallow = target.kind === 'constructor' || (target.kind === 'function' && SHALLOW.test(name));
    if (!isShallow) this.#readAll(call);
  }

  #binary(node: TSESTree.BinaryExpression): void {
    if (/^[=!]==$|^instanceof$/.test(node.operator)) return;
    if (node.operator === 'in') this.#read(node, node.right, 'anything');
    else this.#convert(node.left, node.right);
  }

  /** Dates, and arrays in strings, are converted by what they hold. */
  #convert(...operands: readonly Node[]): void {
    for (const operand of operands) {
      if (operand.type === 'PrivateIdentifier' || isLength(operand)) continue;
      const kind = originOf(this.code, operand)?.kind ?? null;
      if (isPrimitive(kind)) continue;
      this.#read(operand, operand, 'anything');
      if (kind === 'array') this.#readAll(operand);
    }
  }

  /** What each step's value is taken apart into; the pairs that a Map gives are made for the step. */
  #element(loop: TSESTree.ForOfStatement): void {
    const { right } = loop;
    const target = loopTarget(loop);
    if (target.type !== 'ArrayPattern' || !this.#givesNewPairs(right)) this.#pattern(target, null);
    else if (hasInnerPattern(target)) this.#readAll(target);
  }

  #givesNewPairs(iterable: Node): boolean {
    const origin = originOf(this.code, iterable);
    if (origin?.kind === 'map' || origin?.steps === 'entries') return true;
    return origin?.made?.type === 'CallExpression' && globalName(this.code, origin.made.callee) === 'Object.entries';
  }

  /** @param source the expression that is taken apart, `null` where it is not in sight. */
  #pattern(pattern: Node, source: Node | null): void {
    const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    if (target.type === 'ArrayPattern') this.#take(target, source, 'elements');
    else if (target.type === 'ObjectPattern') {
      for (const property of target.properties) {
        const name = property.type === 'Property' ? propertyName(property) : null;
        this.#take(property, source, fieldNamed(name, false));
      }
    } else return;
    if (hasInnerPattern(target)) this.#readAll(target);
  }

  #take(node: Node, source: Node | null, field: Field): void {
    if (source) this.#read(node, source, field);
    else this.objects.push({ node, variable: null, field, kind: null });
  }

  #readAll(node: Node): void {
    this.objects.push({ node, variable: null, field: 'anything', kind: null });
  }

  #read(node: Node, object: Node, field: Field): void {
    const bare = unwrapped(object);
    const origin = originOf(this.code, bare);
    const kind = origin?.kind ?? null;
    if (isPrimitive(kind) || kind === 'function') return;
    if (origin?.walks) {
      this.#read(node, origin.walks, 'elements');
      return;
    }
    // `ids` of `idsOf(ids.values())`: each step looks at a collection, and which one is not in sight here.
    if (kind === 'iterator') this.objects.push({ node, variable: null, field: 'elements', kind: null });
    if (bare.type !== 'Identifier') {
      if (!origin?.fresh) this.objects.push({ node, variable: null, field, kind });
      return;
    }
    const variable = variableOf(this.code, bare);
    if (!variable) {
      if (!CONSTANT_GLOBALS.test(bare.name)) this.objects.push({ node, variable: null, field, kind });
      return;
    }
    if (this.#isOwn(variable) && this.isHidden(variable)) return;
    const isKnown = !this.#isOwn(variable) || this.#isParameter(variable);
    this.objects.push({ node, variable: isKnown ? variable : null, field, kind });
  }

  /** Bound or made anew by each call of the function, or of one that it runs. */
  #isOwn(variable: Variable): boolean {
    return [...this.functions].some(
      (owner) =>
        // The function around the reader may be run by it too, but its variables are older.
        (owner === this.reader || !contains(owner, this.reader)) &&
        variable.identifiers.some((identifier) => contains(owner, identifier) && identifier !== nameOf(owner)),
    );
  }

  #isParameter(variable: Variable): boolean {
    return variable.identifiers.some((identifier) =>
      this.reader.params.some((parameter) => contains(parameter, identifier)),
    );
  }
}

function nameOf(owner: FunctionNode): Node | null {
  return owner.type === 'FunctionDeclaration' ? owner.id : null;
}

function fieldNamed(name: string | null, isIndex: boolean): Field {
  if (isIndex || name === 'length' || name === 'size' || (name !== null && /^\d+$/.test(name))) return 'elements';
  return name === null ? 'anything' : { name };
}

/** A length is a number, whatever has it. */
function isLength(node: Node): boolean {
  const name = propertyName(unwrapped(node));
  return name === 'length' || name === 'size';
}

function hasInnerPattern(pattern: TSESTree.ArrayPattern | TSESTree.ObjectPattern): boolean {
  const targets =
    pattern.type === 'ArrayPattern'
      ? pattern.elements
      : pattern.properties.map((property) => (property.type === 'Property' ? property.value : property));
  return targets.some((target) => {
    const inner = target?.type === 'AssignmentPattern' ? target.left : target;
    return inner?.type === 'ArrayPattern' || inner?.type === 'ObjectPattern';
  });
}

/** Not the name of a property, key or label. */
function isValueName(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent.type === 'Property') return parent.value === node || parent.computed;
  return !/^(?:LabeledStatement|BreakStatement|ContinueStatement|MethodDefinition|PropertyDefinition|MetaProperty)$/.test(
    parent.type,
  );
}

function isPrimitive(kind: Kind | null): boolean {
  return (
    kind === 'string' ||
    kind === 'number' ||
    kind === 'boolean' ||
    kind === 'bigint' ||
    kind === 'null' ||
    kind === 'undefined'
  );
}
