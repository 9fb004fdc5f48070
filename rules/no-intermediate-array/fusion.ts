// How the stages of a chain run within the turns of its consumer: what each turn does first, and under which names.

import type { TSESTree } from '@typescript-eslint/utils';
import { isWrittenOnce } from '../../analysis/variables.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { meansFunction, type Pattern } from './callbacks.js';
import type { Chain, Stage } from './chain.js';
import { canNest, elementOf, isLoop, type Consumer } from './consumer.js';
import { DeclaredNames } from './declared-names.js';
import { membersOf, unified, type Holder } from './holders.js';
import { placeIn } from './place.js';
import { segmentsOf, type Segment } from './segments.js';
import { nameOf, type Code, type Fusion, type Step } from './turn.js';

export function fusionOf(code: SourceCode, chain: Chain, consumer: Consumer): Fusion | null {
  return losesThis(code, chain, consumer) ? null : new Fuser(code, chain, consumer).fuse();
}

/** In a function with a `this` of its own, that of an arrow function means something else. */
function losesThis(code: SourceCode, { stages }: Chain, consumer: Consumer): boolean {
  const hasOwn =
    (consumer.kind === 'forEach' || consumer.kind === 'reduce') && consumer.callback.type === 'FunctionExpression';
  return hasOwn && stages.some(({ callback }) => meansFunction(code, callback.node));
}

class Fuser {
  readonly #segments: readonly Segment[];
  readonly #element: Pattern | null;
  /** The one place where the consumer reads what a last `map` gives. */
  readonly #place: TSESTree.Identifier | null;
  readonly #names: DeclaredNames;
  readonly #steps: Step[] = [];
  #pair: Fusion['pair'] = null;

  constructor(
    readonly code: SourceCode,
    readonly chain: Chain,
    readonly consumer: Consumer,
  ) {
    const segments = segmentsOf(chain);
    this.#segments = consumer.kind === 'filling' ? segments.slice(0, -1) : segments;
    this.#element = elementOf(consumer);
    this.#place = placeIn(code, consumer, this.#segments);
    this.#names = new DeclaredNames(code, chain, consumer, this.#place);
  }

  fuse(): Fusion | null {
    const holders = this.#findHolders();
    const first = holders?.[0];
    const last = holders?.at(-1);
    if (!holders || first === undefined || last === undefined) return null;
    const isAdded = this.#segments.every((segment, index) => this.#addSteps(segment, holders, index));
    if (!isAdded) return null;
    const element = this.#element;
    if (element && typeof last === 'string' && element.type !== 'Identifier') {
      this.#addDeclaration(element, nameOf(last), null, this.#keyword);
    }
    if (!this.#names.areFree()) return null;
    const isOwn = first === element || (element?.type === 'Identifier' && first === element.name);
    const named = isOwn ? null : { name: first, type: this.#typeOfFirst() };
    return { element: named, last, pair: this.#pair, ...this.#substituted() };
  }

  /** A loop's variable stays what it was; a parameter may be written too: `forEach((row) => { row ??= {}; … })`. */
  get #keyword(): 'const' | 'let' {
    const left = this.consumer.kind === 'forOf' ? this.consumer.node.left : null;
    if (left) return left.type === 'VariableDeclaration' && left.kind === 'let' ? 'let' : 'const';
    const variables = this.#element ? this.#names.variablesIn(this.#element) : [];
    return variables.every(isWrittenOnce) ? 'const' : 'let';
  }

  /** What the element of each segment is called. */
  #findHolders(): Holder[] | null {
    const holders: Holder[] = [];
    for (const [index, segment] of this.#segments.entries()) {
      const holder =
        this.#ownHolderOf(segment) ??
        this.#patternOf(segment) ??
        this.#names.choose(segment, index === 0 ? this.chain.source : null);
      if (holder === null) return null;
      holders.push(holder);
    }
    return holders;
  }

  /** The consumer's own element, where it can stand for what the filters before it look at. */
  #ownHolderOf(segment: Segment): Holder | null {
    const element = this.#element;
    if (!element || segment !== this.#segments.at(-1)) return null;
    if (element.type === 'Identifier') return element.name;
    const isHeld = segment.stages.every(
      ({ callback }) =>
        callback.kind === 'inline' && callback.parameter !== null && unified(callback.parameter, element) !== null,
    );
    return isHeld ? element : null;
  }

  /** `map(({ a }) => …)` alone: the pattern stands where the name would. */
  #patternOf({ stages: [only, ...others], map }: Segment): Pattern | null {
    const { callback } = map ?? {};
    if (!only || only !== map || others.length > 0 || callback?.kind !== 'inline') return null;
    const { parameter } = callback;
    if (!parameter || parameter.type === 'Identifier') return null;
    // A loop's variable takes no annotation.
    if (parameter.typeAnnotation && isLoop(this.consumer)) return null;
    return this.#declareAll(this.#names.variablesIn(parameter), callback.node) ? parameter : null;
  }

  /** `false`, without a declaration, where a name is declared already. */
  #declareAll(variables: readonly { readonly name: string }[], owner: Node): boolean {
    if (variables.some(({ name }) => this.#names.has(name))) return false;
    for (const { name } of variables) this.#names.declare(name, owner);
    return true;
  }

  #addSteps({ stages }: Segment, holders: readonly Holder[], index: number): boolean {
    const holder = holders[index];
    const next = holders[index + 1];
    for (const stage of stages) {
      const value = holder === undefined ? null : this.#run(stage, holder);
      if (!value) return false;
      if (stage.method === 'filter') {
        if (!isTrue(value)) this.#steps.push({ kind: 'guard', test: value, isOpposite: false });
        continue;
      }
      const made = this.#chosen(stage, value);
      if (next === undefined) {
        this.#pair = made && pairIn(made);
        return this.#pair !== null;
      }
      const keyword = index + 2 === holders.length ? this.#keyword : 'const';
      const type = this.#typeOf(stage);
      if (!made) {
        if (type || !canNest(this.code, this.consumer)) return false;
        this.#steps.push({ kind: 'each', keyword, target: next, value });
        continue;
      }
      if (type && (typeof next !== 'string' || stage.flattening)) return false;
      this.#addDeclaration(next, made, type, keyword);
    }
    return true;
  }

  /** What the stage makes of one element, which `flatMap` may choose to leave out; `null` where it makes several. */
  #chosen({ method, flattening }: Stage, value: Code): Code | null {
    if (method === 'map') return value;
    if (flattening?.kind !== 'choice' || value.kind !== 'moved') return null;
    const { test, isOpposite } = flattening;
    if (test) this.#steps.push({ kind: 'guard', test: { ...value, node: test }, isOpposite });
    return { ...value, node: flattening.value };
  }

  #typeOf({ callback }: Stage): TSESTree.TSTypeAnnotation | null {
    return callback.kind === 'inline' ? (callback.node.returnType ?? null) : null;
  }

  #addDeclaration(
    target: string | Node,
    value: Code,
    type: TSESTree.TSTypeAnnotation | null,
    keyword: 'const' | 'let',
  ): void {
    this.#steps.push({ kind: 'declare', keyword, target, type, value });
  }

  /** The stage's result for the element that `holder` holds, and before it what its body declares. */
  #run({ callback }: Stage, holder: Holder): Code | null {
    if (callback.kind === 'named') {
      if (typeof holder !== 'string') return null;
      // `filter(Boolean)`
      const isIdentity =
        callback.callee === null && callback.node.type === 'Identifier' && callback.node.name === 'Boolean';
      return isIdentity ? nameOf(holder) : { kind: 'call', callee: callback.node, argument: holder };
    }
    const { node, parameter, preparations, result } = callback;
    const names = this.#names.renamedIn(node);
    if (parameter && parameter !== holder && !this.#give(parameter, holder, node)) return null;
    for (const preparation of preparations) {
      if (preparation.kind === 'skip') {
        this.#steps.push({ kind: 'guard', test: { kind: 'moved', node: preparation.test, names }, isOpposite: true });
        continue;
      }
      if (!this.#declareAll(this.code.getDeclaredVariables?.(preparation.node) ?? [], node)) return null;
      this.#steps.push({ kind: 'declaration', declaration: { kind: 'moved', node: preparation.node, names } });
    }
    return { kind: 'moved', node: result, names };
  }

  /** What the callback calls `parameter` is what `holder` holds: by other names in its body, or by a declaration. */
  #give(parameter: Pattern, holder: Holder, owner: Node): boolean {
    const renamed = unified(parameter, holder);
    if (renamed) return this.#names.rename(renamed, owner);
    if (typeof holder !== 'string') return false;
    const members = membersOf(this.code, parameter, holder);
    if (members) {
      const names = this.#names.renamedIn(owner);
      for (const [identifier, text] of members) names.set(identifier, text);
      return true;
    }
    this.#addDeclaration(parameter, nameOf(holder), null, 'const');
    return this.#declareAll(this.#names.variablesIn(parameter), owner);
  }

  #typeOfFirst(): TSESTree.TSTypeAnnotation | null {
    for (const { callback } of this.#segments[0]?.stages ?? []) {
      const parameter = callback.kind === 'inline' ? callback.parameter : null;
      if (parameter?.typeAnnotation) return parameter.typeAnnotation;
    }
    return null;
  }

  #substituted(): Pick<Fusion, 'steps' | 'substitution'> {
    const steps = this.#steps;
    const last = steps.at(-1);
    if (!this.#place || last?.kind !== 'declare') return { steps, substitution: null };
    return { steps: steps.slice(0, -1), substitution: { place: this.#place, value: last.value } };
  }
}

/** `if (…) return false; return true;` */
function isTrue(code: Code): boolean {
  return code.kind === 'moved' && code.node.type === 'Literal' && code.node.value === true;
}

/** `[row.id, row]` */
function pairIn(code: Code): Fusion['pair'] {
  const pair = code.kind === 'moved' ? unwrapped(code.node) : null;
  if (code.kind !== 'moved' || pair?.type !== 'ArrayExpression') return null;
  const [key, value, ...others] = pair.elements;
  if (!key || !value || others.length > 0 || key.type === 'SpreadElement' || value.type === 'SpreadElement')
    return null;
  return { key: { ...code, node: key }, value: { ...code, node: value } };
}
