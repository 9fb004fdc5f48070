// What running a piece of code may do.
//
// Guarantee: what is `null` or not listed does not happen, whatever the code is run on, under docs/assumptions.md
// (reading a property and converting a value run no user code). Functions of this file are looked into; code out of
// sight counts as doing everything.

import type { Node, SourceCode } from '../core/source-code.js';
import { hasToJson, mayDestructureGetter, mayRunGetter, mayRunSetter, maySpreadGetter } from './accessors.js';
import { isBytesCopied } from './bytes.js';
import { callbackOf, isRunOnTheSpot, targetOf, type CallNode, type CallTarget } from './calls.js';
import { functionNamedBy, globalName } from './callees.js';
import { childrenOf } from './children.js';
import { builtinFunction, isErrorConstructor, isWalkedQuietly } from './builtins.js';
import { isReadOnly, throwsAsLength, throwsByArguments, throwsByOperands } from './exceptions.js';
import { contains, isFunction, triesAround, type FunctionNode } from './enclosing.js';
import { holdsOnlyFresh, originOf } from './origin.js';
import { givenBy } from './given-by.js';
import { perFile } from './per-file.js';
import { constantNumber } from './size.js';
import { variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

/** A change of a variable's binding (`object` null) or of an object. */
export interface Write {
  readonly node: Node;
  /** The variable that is written, or whose object is; `null` for `this.x`, `f().x`, `a.b.c` (see `object`). */
  readonly variable: Variable | null;
  /** The expression of the object that is changed. */
  readonly object: Node | null;
  /** The property that is set, where it is known; `null` for an element or a mutating method. */
  readonly property: string | null;
}

export interface Effects {
  /** Code out of sight may run: an unknown call, a custom iterator. Whatever others can reach, it may read and change. */
  readonly unknownCode: Node | null;
  /** An exception may leave the code; at a `yield` the consumer may throw one in. */
  readonly throws: Node | null;
  /** As `throws`, but for consumers that only walk on, as `for…of` and spread do: they throw nothing in. */
  readonly fails: Node | null;
  /** `await` or `yield`: anything may happen meanwhile. */
  readonly suspends: Node | null;
  /** Output, clocks, random numbers. */
  readonly observable: Node | null;
  /** Code in sight changes a file or a folder, which is `observable` too. */
  readonly changesFiles: Node | null;
  readonly writes: readonly Write[];
}

const summaries = perFile(() => new Map<FunctionNode, Effects>());

/**
 * The effects of running `node` once: of an expression, a statement, or the body of a function that is called.
 *
 * @param quiet calls and walks of which the asker knows that they run no code but the functions they are given.
 */
export function effectsOf(code: SourceCode, node: Node, quiet?: ReadonlySet<Node>): Effects {
  const scan = new Scan(code, new Set(), quiet);
  scan.run(node);
  return scan;
}

/** The effects of calling a function of this file, defaults of parameters included. */
export function effectsOfCalling(code: SourceCode, callee: FunctionNode): Effects {
  return summaryOf(code, callee, new Set());
}

/** Whether running `node` leaves no trace and cannot fail: writes to what is declared inside of it are its own. */
export function isPure(code: SourceCode, node: Node): boolean {
  const effects = effectsOf(code, node);
  return !effects.throws && isQuiet(code, effects, node);
}

/** As `isPure`, but it may throw. */
export function isQuiet(code: SourceCode, effects: Effects, node: Node): boolean {
  if (effects.unknownCode || effects.suspends || effects.observable) return false;
  return effects.writes.every((write) => isOwnWrite(code, write, node));
}

/** A write to a variable of `node` itself, or to an object that was made for such a variable. */
export function isOwnWrite(code: SourceCode, { variable, object }: Write, node: Node): boolean {
  if (!variable?.identifiers.every((identifier) => contains(node, identifier))) return false;
  return object === null || holdsOnlyFresh(code, variable);
}

function summaryOf(code: SourceCode, callee: FunctionNode, pending: Set<FunctionNode>): Effects {
  const known = summaries(code).get(callee);
  if (known) return known;
  const scan = new Scan(code, pending);
  if (pending.has(callee)) {
    // A function that calls itself does again what its scan lists. In a longer cycle it would matter who asks first
    // (which `try` stands around which call), so that counts as unknown: every summary is final, and made once.
    if ([...pending].at(-1) !== callee) scan.giveUp(callee);
    return scan;
  }
  pending.add(callee);
  for (const parameter of callee.params) scan.run(parameter);
  scan.run(callee.body);
  pending.delete(callee);
  summaries(code).set(callee, scan);
  return scan;
}

class Scan implements Effects {
  unknownCode: Node | null = null;
  throws: Node | null = null;
  fails: Node | null = null;
  suspends: Node | null = null;
  observable: Node | null = null;
  changesFiles: Node | null = null;
  readonly #writes = new Set<Write>();
  #root: Node | null = null;

  constructor(
    readonly code: SourceCode,
    readonly pending: Set<FunctionNode>,
    readonly quiet?: ReadonlySet<Node>,
  ) {}

  get writes(): readonly Write[] {
    return [...this.#writes];
  }

  giveUp(node: Node): void {
    this.#unknown(node);
  }

  run(root: Node): void {
    this.#root = root;
    const stack: Node[] = [root];
    for (let node = stack.pop(); node; node = stack.pop()) {
      this.#visit(node);
      if (isFunction(node) && node !== root && !isRunOnTheSpot(this.code, node) && !this.#isGivenToQuiet(node))
        continue;
      for (const child of childrenOf(this.code, node)) stack.push(child);
    }
  }

  #visit(node: Node): void {
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression':
        this.#call(node);
        break;
      case 'TaggedTemplateExpression':
      case 'ImportExpression':
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#unknown(node);
        break;
      case 'ThrowStatement':
        this.#throw(node);
        break;
      case 'AwaitExpression':
        this.suspends ??= node;
        this.#throw(node);
        break;
      case 'YieldExpression':
        this.suspends ??= node;
        if (node.delegate && node.argument) this.#iterate(node.argument);
        // The consumer may throw into a generator, or end it.
        if (!this.throws && !this.#isCaught(node)) this.throws = node;
        break;
      case 'VariableDeclaration':
        // `using` calls `[Symbol.dispose]` when its block is left.
        if (node.kind === 'using' || node.kind === 'await using') this.#unknown(node);
        break;
      case 'ForOfStatement':
        if (node.await) this.suspends ??= node;
        this.#iterate(node.right);
        break;
      case 'SpreadElement':
        if (node.parent.type !== 'ObjectExpression') this.#iterate(node.argument);
        else if (maySpreadGetter(this.code, node)) this.#unknown(node);
        break;
      case 'VariableDeclarator':
        if (node.id.type === 'ArrayPattern' && node.init) this.#iterate(node.init);
        if (node.init) this.#bind(node.id);
        break;
      case 'BinaryExpression':
        if (throwsByOperands(this.code, node.operator, node.left, node.right)) this.#throw(node);
        break;
      case 'AssignmentExpression':
        if (node.left.type === 'ArrayPattern') this.#iterate(node.right);
        if (throwsAsLength(node) || throwsByOperands(this.code, node.operator, node.left, node.right))
          this.#throw(node);
        this.#bind(node.left);
        break;
      case 'UpdateExpression':
        this.#bind(node.argument);
        break;
      case 'UnaryExpression':
        if (node.operator === 'delete') this.#bind(node.argument);
        break;
      case 'MemberExpression':
        if (mayRunGetter(this.code, node)) this.#unknown(node);
        break;
      case 'ObjectPattern':
        if (mayDestructureGetter(this.code, node)) this.#unknown(node);
        break;
      default:
        break;
    }
    if (
      (node.type === 'ForOfStatement' || node.type === 'ForInStatement') &&
      node.left.type !== 'VariableDeclaration'
    ) {
      this.#bind(node.left);
    }
  }

  /** A callback of a call that is known to be quiet. */
  #isGivenToQuiet({ parent, async, generator }: FunctionNode): boolean {
    return !async && !generator && (this.quiet?.has(parent) ?? false);
  }

  #call(call: CallNode): void {
    if (this.quiet?.has(call)) {
      for (const argument of call.arguments) {
        const named = isFunction(argument) ? null : functionNamedBy(this.code, argument);
        if (named) this.#local(call, named);
      }
      return;
    }
    const target = targetOf(this.code, call);
    switch (target.kind) {
      case 'unknown':
        if (isErrorConstructor(globalName(this.code, call.callee) ?? '')) return;
        if (isBytesCopied(this.code, call)) this.#throw(call);
        else this.#unknown(call);
        return;
      case 'local':
        this.#local(call, target.callee);
        return;
      case 'constructor':
        this.#construct(call, target);
        return;
      case 'function':
        if (target.known.observable) this.observable ??= call;
        if (target.known.changesFiles) this.changesFiles ??= call;
        if (target.known.throws) this.#throw(call);
        if (target.name === 'JSON.stringify' && hasToJson(this.code)) this.#unknown(call);
        this.#walk(target, call.arguments[0]);
        if (target.known.mutates !== undefined) this.#change(call, call.arguments[target.known.mutates] ?? call);
        break;
      case 'method':
        if (target.method.throws && !hasSeed(call, target.name)) this.#throw(call);
        if (throwsByArguments(this.code, call, target.name)) this.#throw(call);
        if (target.method.mutates) this.#change(call, target.receiver);
        break;
    }
    this.#callback(call, target);
  }

  #construct(call: CallNode, { name }: Extract<CallTarget, { kind: 'constructor' }>): void {
    const [first] = call.arguments;
    if (name === 'Promise') this.#unknown(call);
    if (!first || name === 'Object' || name === 'Date') return;
    if (name === 'RegExp') this.#throw(call);
    else if (originOf(this.code, first)?.kind === 'number') {
      // A length: `new Array(-1)` throws.
      if (!(first.type === 'Literal' && Number(first.value) >= 0 && Number.isInteger(first.value))) this.#throw(call);
    } else if (name === 'Array') this.#throw(call);
    else this.#iterate(first);
  }

  #local(call: CallNode, callee: FunctionNode): void {
    // Calling a generator runs nothing yet but its defaults; calling an async function runs it to its first `await`.
    if (callee.generator && callee.params.every((parameter) => parameter.type === 'Identifier')) return;
    const effects = summaryOf(this.code, callee, this.pending);
    this.unknownCode ??= effects.unknownCode && call;
    if (effects.throws && !callee.async) this.#throw(call);
    if (!callee.async && !callee.generator) this.suspends ??= effects.suspends;
    else if (effects.suspends) this.unknownCode ??= call;
    this.observable ??= effects.observable && call;
    this.changesFiles ??= effects.changesFiles && call;
    // Its own variables are made anew by each call.
    this.#adopt(effects, callee);
  }

  #callback(call: CallNode, target: CallTarget): void {
    const callback = callbackOf(call, target);
    // An inline function is walked where it stands, but not an `async` one, or one in `(…) as F`.
    if (!callback || (isFunction(callback) && isRunOnTheSpot(this.code, callback))) return;
    const local = functionNamedBy(this.code, callback);
    if (local) this.#local(call, local);
    else if (originOf(this.code, callback)?.kind === 'undefined') return;
    else if (['replace', 'replaceAll'].includes('name' in target ? target.name : '')) this.#replacement(call, callback);
    else if (!builtinFunction(globalName(this.code, callback) ?? '')) this.#unknown(call);
  }

  #walk({ name, known }: Extract<CallTarget, { kind: 'function' }>, source: Node | undefined): void {
    if (!known.iterates || !source) return;
    // `Array.from({ length: n })` looks for an iterator and finds none.
    const length = name === 'Array.from' ? lengthAlone(source) : null;
    if (!length) this.#iterate(source);
    else if (!isLength(this.code, length)) this.#throw(source);
  }

  #replacement(call: CallNode, replacement: Node): void {
    if (originOf(this.code, replacement)?.kind !== 'string') this.#unknown(call);
  }

  /** Walking an iterable runs user code, unless a built-in made it. */
  #iterate(iterable: Node): void {
    if (this.quiet?.has(unwrapped(iterable)) || isWalkedQuietly(originOf(this.code, iterable)?.kind ?? null)) return;
    const bare = unwrapped(iterable);
    const generator = bare.type === 'CallExpression' ? functionNamedBy(this.code, bare.callee) : null;
    if (generator?.generator && !generator.async) {
      const effects = summaryOf(this.code, generator, this.pending);
      this.unknownCode ??= effects.unknownCode && bare;
      if (effects.fails) this.#throw(bare);
      this.observable ??= effects.observable && bare;
      this.changesFiles ??= effects.changesFiles && bare;
      this.#adopt(effects, generator);
    } else this.#unknown(iterable);
  }

  #adopt({ writes }: Effects, callee: FunctionNode): void {
    for (const write of writes) if (!isOwnWrite(this.code, write, callee)) this.#writes.add(write);
  }

  #bind(target: Node): void {
    const bare = unwrapped(target);
    switch (bare.type) {
      case 'Identifier': {
        const variable = variableOf(this.code, bare);
        this.#writes.add({ node: bare, variable, object: null, property: null });
        if (variable && isReadOnly(variable) && !variable.identifiers.includes(bare)) this.#throw(bare);
        break;
      }
      case 'MemberExpression':
        if (mayRunSetter(this.code, bare)) this.#unknown(bare);
        this.#change(bare, bare.object, propertyName(bare));
        break;
      case 'AssignmentPattern':
        this.#bind(bare.left);
        break;
      case 'RestElement':
        this.#bind(bare.argument);
        break;
      case 'ArrayPattern':
        for (const element of bare.elements) if (element) this.#bind(element);
        break;
      case 'ObjectPattern':
        for (const property of bare.properties) this.#bind(property.type === 'Property' ? property.value : property);
        break;
      default:
        break;
    }
  }

  #change(node: Node, object: Node, property: string | null = null): void {
    for (const bare of givenBy(this.code, object)) {
      this.#writes.add({ node, variable: variableOf(this.code, bare), object: bare, property });
    }
  }

  #unknown(node: Node): void {
    this.unknownCode ??= node;
    this.#throw(node);
  }

  #throw(node: Node): void {
    if (this.fails || this.#isCaught(node)) return;
    this.throws ??= node;
    this.fails = node;
  }

  #isCaught(node: Node): boolean {
    for (const attempt of triesAround(node)) {
      if (this.#root && !contains(this.#root, attempt)) return false;
      if (attempt.handler && contains(attempt.block, node)) return true;
    }
    return false;
  }
}

/** `reduce` throws only without a seed, on an empty array. */
function hasSeed(call: CallNode, name: string): boolean {
  return (name === 'reduce' || name === 'reduceRight') && call.arguments.length > 1;
}

/** `n` in `{ length: n }` */
function lengthAlone(given: Node): Node | null {
  const [property, ...others] = given.type === 'ObjectExpression' ? given.properties : [];
  if (property?.type !== 'Property' || others.length > 0 || property.kind !== 'init') return null;
  return propertyName(property) === 'length' ? property.value : null;
}

/** More than 2 ** 32 - 1 elements are too many. */
function isLength(code: SourceCode, length: Node): boolean {
  const constant = constantNumber(code, length);
  if (constant !== null) return constant < 2 ** 32;
  const kind =
    length.type === 'MemberExpression' && propertyName(length) === 'length'
      ? originOf(code, length.object)?.kind
      : undefined;
  return kind === 'array' || kind === 'string';
}
