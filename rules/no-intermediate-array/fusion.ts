// How the stages of a chain run within the turns of its consumer: what each turn does first, and under which names.

import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, contains, functionAround, isFunction } from '../../analysis/enclosing.js';
import { scopeOf, variableOf, type Variable } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { meansFunction, type Pattern } from './callbacks.js';
import type { Chain, Stage } from './chain.js';
import type { Consumer } from './consumer.js';
import { candidateNames } from './names.js';

/** Source text in another place, where some names are others. */
export interface Moved {
  readonly kind: 'moved';
  readonly node: Node;
  readonly names: ReadonlyMap<Node, string>;
}

export type Code = Moved | { readonly kind: 'call'; readonly callee: Node; readonly argument: string } | Name;

interface Name {
  readonly kind: 'name';
  readonly name: string;
}

export type Step =
  /** The turn goes on only where the test holds. */
  | { readonly kind: 'guard'; readonly test: Code }
  | {
      readonly kind: 'declare';
      readonly keyword: 'const' | 'let';
      readonly target: string | Node;
      readonly type: TSESTree.TSTypeAnnotation | null;
      readonly value: Code;
    }
  | { readonly kind: 'declaration'; readonly declaration: Moved };

export interface Fusion {
  /** What each turn of the walk over the source is given: the consumer's own element where `null`. */
  readonly element: { readonly name: string | Node; readonly type: TSESTree.TSTypeAnnotation | null } | null;
  readonly steps: readonly Step[];
  /** What the consumer is given. */
  readonly last: string | Node;
  /** The one place where the element is read, which takes what was computed for it. */
  readonly substitution: { readonly place: Node; readonly value: Code } | null;
}

/** The stages that take the elements of one array: filters, then the `map` that makes the next one. */
interface Segment {
  readonly stages: readonly Stage[];
  readonly map: Stage | null;
}

/** A name, or a pattern that takes the element apart. */
type Holder = string | Pattern;

export function fusionOf(code: SourceCode, chain: Chain, consumer: Consumer): Fusion | null {
  return new Fuser(code, chain, consumer).fuse();
}

class Fuser {
  readonly #segments: readonly Segment[];
  /** Names that the fused code declares, each with those who mean that by it already. */
  readonly #declared = new Map<string, Set<Node>>();
  /** By callback: what its own variables are called now. */
  readonly #names = new Map<Node, Map<Node, string>>();
  /** The one place where the consumer reads what a last `map` gives. */
  readonly #place: TSESTree.Identifier | null;

  constructor(
    readonly code: SourceCode,
    readonly chain: Chain,
    readonly consumer: Consumer,
  ) {
    this.#segments = segmentsOf(chain);
    this.#place = this.#findPlace();
  }

  fuse(): Fusion | null {
    if (this.#losesThis()) return null;
    const holders = this.#holders();
    if (!holders) return null;
    const steps: Step[] = [];
    for (const [index, segment] of this.#segments.entries()) {
      const holder = holders[index];
      const next = holders[index + 1];
      if (holder === undefined || !this.#addSteps(segment, holder, next, index + 2 === holders.length, steps))
        return null;
    }
    const element = this.#element;
    const last = holders.at(-1);
    if (element && typeof last === 'string' && element.type !== 'Identifier') {
      steps.push({ kind: 'declare', keyword: this.#keyword, target: element, type: null, value: nameOf(last) });
    }
    if (!this.#areNamesFree() || last === undefined) return null;
    const [first] = holders;
    const isOwn = first === element || (element?.type === 'Identifier' && first === element.name);
    return {
      element: isOwn || first === undefined ? null : { name: first, type: this.#typeOfFirst() },
      last,
      ...this.#substituted(steps),
    };
  }

  /** In a function with a `this` of its own, that of an arrow function means something else. */
  #losesThis(): boolean {
    const { consumer } = this;
    const hasOwn =
      (consumer.kind === 'forEach' || consumer.kind === 'reduce') && consumer.callback.type === 'FunctionExpression';
    return hasOwn && this.#callbacks().some((callback) => meansFunction(this.code, callback));
  }

  get #element(): Pattern | null {
    return this.consumer.kind === 'forEachNamed' ? null : this.consumer.element;
  }

  get #keyword(): 'const' | 'let' {
    const left = this.consumer.kind === 'forOf' ? this.consumer.node.left : null;
    return left?.type === 'VariableDeclaration' && left.kind === 'let' ? 'let' : 'const';
  }

  /** What the element of each segment is called. */
  #holders(): Holder[] | null {
    const element = this.#element;
    const last = this.#segments.at(-1);
    if (!last) return null;
    const holders: Holder[] = [];
    const isHeld = element !== null && this.#isHeldBy(last, element);
    const fixed = isHeld ? (element.type === 'Identifier' ? element.name : element) : null;
    for (const { name } of this.#ownVariables()) this.#declare(name, this.#region);
    for (const [index, segment] of this.#segments.entries()) {
      const isLast = segment === last;
      const holder = (isLast ? fixed : null) ?? this.#patternOf(segment) ?? this.#chooseName(segment, index);
      if (holder === null) return null;
      holders.push(holder);
    }
    return holders;
  }

  /** Whether the consumer's own element can stand for what the filters before it look at. */
  #isHeldBy({ stages }: Segment, element: Pattern): boolean {
    if (element.type === 'Identifier') return true;
    return stages.every(({ callback }) => {
      const names = callback.kind === 'inline' && callback.parameter ? unified(callback.parameter, element) : null;
      return names !== null;
    });
  }

  /** `map(({ a }) => …)` alone: the pattern stands where the name would. */
  #patternOf({ stages: [only, ...others], map }: Segment): Pattern | null {
    const { callback } = map ?? {};
    if (!only || only !== map || others.length > 0 || callback?.kind !== 'inline') return null;
    const { parameter } = callback;
    if (!parameter || parameter.type === 'Identifier') return null;
    // A loop's variable takes no annotation.
    if (parameter.typeAnnotation && this.consumer.kind === 'forOf') return null;
    const variables = this.#variablesIn(parameter);
    if (variables.some(({ name }) => this.#declared.has(name))) return null;
    for (const { name } of variables) this.#declare(name, callback.node);
    return parameter;
  }

  #chooseName(segment: Segment, index: number): string | null {
    const taken = this.#takenNames();
    for (const name of candidateNames(segment.stages, index === 0 ? this.chain.source : null)) {
      if (this.#declared.has(name) || taken.has(name)) continue;
      const owners = segment.stages.flatMap(({ callback }) => {
        const isOwn =
          callback.kind === 'inline' && callback.parameter?.type === 'Identifier' && callback.parameter.name === name;
        return isOwn ? [callback.node] : [];
      });
      if (!this.#isFree(name, new Set(owners))) continue;
      this.#declare(name, ...owners);
      return name;
    }
    return null;
  }

  #declare(name: string, ...owners: readonly Node[]): void {
    const known = this.#declared.get(name) ?? new Set();
    for (const owner of owners) known.add(owner);
    this.#declared.set(name, known);
  }

  #addSteps(segment: Segment, holder: Holder, next: Holder | undefined, isNextLast: boolean, steps: Step[]): boolean {
    for (const stage of segment.stages) {
      const value = this.#run(stage, holder, steps);
      if (!value) return false;
      if (stage.method === 'filter') steps.push({ kind: 'guard', test: value });
      else if (next === undefined) return false;
      else {
        const { callback } = stage;
        const type = callback.kind === 'inline' ? (callback.node.returnType ?? null) : null;
        if (type && typeof next !== 'string') return false;
        const keyword = isNextLast ? this.#keyword : 'const';
        steps.push({ kind: 'declare', keyword, target: next, type, value });
      }
    }
    return true;
  }

  /** The stage's result for the element that `holder` holds, and before it what its body declares. */
  #run({ callback }: Stage, holder: Holder, steps: Step[]): Code | null {
    if (callback.kind === 'named') {
      if (typeof holder !== 'string') return null;
      // `filter(Boolean)`
      const isIdentity =
        callback.callee === null && callback.node.type === 'Identifier' && callback.node.name === 'Boolean';
      return isIdentity ? nameOf(holder) : { kind: 'call', callee: callback.node, argument: holder };
    }
    const { node, parameter, declarations, result } = callback;
    const names = new Map<Node, string>();
    this.#names.set(node, names);
    if (parameter && parameter !== holder) {
      const renames = unified(parameter, holder);
      if (renames) {
        if (!this.#rename(renames, names, node)) return null;
      } else if (typeof holder === 'string' && !this.#nameMembers(parameter, holder, names)) {
        const value = nameOf(holder);
        steps.push({ kind: 'declare', keyword: 'const', target: parameter, type: null, value });
        for (const { name } of this.#variablesIn(parameter)) {
          if (this.#declared.has(name)) return null;
          this.#declare(name, node);
        }
      } else if (typeof holder !== 'string') return null;
    }
    for (const declaration of declarations) {
      for (const { name } of this.code.getDeclaredVariables?.(declaration) ?? []) {
        if (this.#declared.has(name)) return null;
        this.#declare(name, node);
      }
      steps.push({ kind: 'declaration', declaration: { kind: 'moved', node: declaration, names } });
    }
    return { kind: 'moved', node: result, names };
  }

  /** `({ price }) => price` becomes `item.price`, where each name is read once and at once. */
  #nameMembers(parameter: Pattern, holder: string, names: Map<Node, string>): boolean {
    if (parameter.type !== 'ObjectPattern') return false;
    const members: [Node, string][] = [];
    for (const property of parameter.properties) {
      if (property.type !== 'Property' || property.computed || property.value.type !== 'Identifier') return false;
      if (property.key.type !== 'Identifier') return false;
      const [only, ...others] = variableOf(this.code, property.value)?.references ?? [];
      if (!only || others.length > 0 || !this.#isReadAtOnce(only.identifier, parameter)) return false;
      members.push([only.identifier, `${holder}.${property.key.name}`]);
    }
    for (const [identifier, text] of members) names.set(identifier, text);
    return true;
  }

  /** By the callback itself, and not to call it. */
  #isReadAtOnce(identifier: Node, parameter: Node): boolean {
    const { parent } = identifier;
    const isCalled = parent?.type === 'CallExpression' && parent.callee === identifier;
    if (isCalled || parent?.type === 'TaggedTemplateExpression' || identifier.type !== 'Identifier') return false;
    return functionAround(identifier) === parameter.parent;
  }

  #rename(renames: ReadonlyMap<TSESTree.Identifier, string>, names: Map<Node, string>, owner: Node): boolean {
    for (const [identifier, name] of renames) {
      const variable = variableOf(this.code, identifier);
      if (!variable) return false;
      if (variable.name === name) this.#declare(name, owner);
      else {
        for (const reference of variable.references) {
          if (reference.identifier.type !== 'Identifier') return false;
          names.set(reference.identifier, name);
        }
      }
    }
    return true;
  }

  /** What the consumer's element declares, if it is still there. */
  #ownVariables(): readonly Variable[] {
    return this.#element && !this.#place ? this.#variablesIn(this.#element) : [];
  }

  #variablesIn(pattern: Pattern): readonly Variable[] {
    return (this.code.getDeclaredVariables?.(pattern.parent) ?? []).filter(({ identifiers }) =>
      identifiers.some((identifier) => contains(pattern, identifier)),
    );
  }

  /** The code whose turns the stages join. */
  get #region(): Node {
    const { consumer } = this;
    switch (consumer.kind) {
      case 'forOf':
        return consumer.node.body;
      case 'forEachNamed':
        return consumer.callback.node;
      default:
        return consumer.callback;
    }
  }

  /** Whether all others but `owners` do without the name. */
  #isFree(name: string, owners: ReadonlySet<Node>): boolean {
    const pieces = [...this.#callbacks(), this.#region];
    if (this.consumer.kind === 'forOf') pieces.push(this.chain.source);
    return pieces.every((piece) => owners.has(piece) || !this.#means(piece, name));
  }

  #callbacks(): Node[] {
    return this.chain.stages.map(({ callback }) => callback.node);
  }

  /** Whether the name is read, written or declared in the piece, but as what is called otherwise now. */
  #means(piece: Node, name: string): boolean {
    const renamed = this.#names.get(piece);
    const gone = this.#place && piece === this.#region && this.#element;
    const isOwnParameter = ({ identifiers }: Variable): boolean =>
      identifiers.some((identifier) =>
        gone
          ? contains(gone, identifier)
          : this.#isStage(piece) && isFunction(piece) && piece.params.some((one) => contains(one, identifier)),
      );
    return (this.code.scopeManager?.scopes ?? []).some(
      ({ references, variables }) =>
        references.some(
          ({ identifier, resolved }) =>
            identifier.name === name &&
            contains(piece, identifier) &&
            !renamed?.has(identifier) &&
            !(resolved && isOwnParameter(resolved)),
        ) ||
        variables.some(
          (variable) =>
            variable.name === name &&
            variable.identifiers.some((identifier) => contains(piece, identifier)) &&
            !isOwnParameter(variable),
        ),
    );
  }

  #isStage(piece: Node): boolean {
    return this.chain.stages.some(({ callback }) => callback.node === piece);
  }

  #areNamesFree(): boolean {
    const taken = this.#takenNames();
    for (const [name, owners] of this.#declared) {
      if (!this.#isFree(name, owners)) return false;
      if (taken.has(name) && !owners.has(this.#region)) return false;
    }
    for (const name of taken) {
      const owners = this.#declared.get(name);
      if (this.#callbacks().some((callback) => !owners?.has(callback) && this.#means(callback, name))) return false;
    }
    return true;
  }

  /** What stands around the stages in their new place and did not in the old one. */
  #takenNames(): Set<string> {
    const { consumer, code } = this;
    if (consumer.kind === 'forEachNamed') return new Set();
    const own = new Set(this.#element ? this.#variablesIn(this.#element).map(({ name }) => name) : []);
    const kept = this.#ownVariables().map(({ name }) => name);
    const blocks: Node[] =
      consumer.kind === 'forOf' ? [consumer.node.body] : [consumer.callback, consumer.callback.body];
    const names = blocks.flatMap((block) => scopeOf(code, block)?.variables.map(({ name }) => name) ?? []);
    return new Set(names.filter((name) => name !== 'arguments' && !own.has(name)).concat(kept));
  }

  #typeOfFirst(): TSESTree.TSTypeAnnotation | null {
    for (const { callback } of this.#segments[0]?.stages ?? []) {
      const parameter = callback.kind === 'inline' ? callback.parameter : null;
      if (parameter?.typeAnnotation) return parameter.typeAnnotation;
    }
    return null;
  }

  #substituted(steps: readonly Step[]): Pick<Fusion, 'steps' | 'substitution'> {
    const last = steps.at(-1);
    if (!this.#place || last?.kind !== 'declare') return { steps, substitution: null };
    return { steps: steps.slice(0, -1), substitution: { place: this.#place, value: last.value } };
  }

  /** `(sum, price) => sum + price` of `map((item) => item.price)` becomes `(sum, item) => sum + item.price`. */
  #findPlace(): TSESTree.Identifier | null {
    const element = this.#element;
    const body = this.#expressionBody();
    const map = this.#segments.at(-2)?.map?.callback;
    if (!map || (this.#segments.at(-1)?.stages.length ?? 0) > 0 || !body || element?.type !== 'Identifier') return null;
    if (map.kind === 'inline' && map.node.returnType) return null;
    const references = variableOf(this.code, element)?.references ?? [];
    const [only, ...others] = references.filter(({ identifier }) => identifier !== element);
    const place = only?.identifier;
    if (!place || others.length > 0 || only.isWrite() || place.type !== 'Identifier') return null;
    return isAlwaysEvaluated(place, body) ? place : null;
  }

  #expressionBody(): Node | null {
    const { consumer } = this;
    if (consumer.kind === 'forEachNamed') return null;
    const { body } = consumer.kind === 'forOf' ? consumer.node : consumer.callback;
    return body.type === 'BlockStatement' ? null : body;
  }
}

function segmentsOf({ stages }: Chain): Segment[] {
  const segments: Segment[] = [];
  let current: Stage[] = [];
  for (const stage of stages) {
    current.push(stage);
    if (stage.method !== 'map') continue;
    segments.push({ stages: current, map: stage });
    current = [];
  }
  segments.push({ stages: current, map: null });
  return segments;
}

function nameOf(name: string): Name {
  return { kind: 'name', name };
}

/** What the names of the one are called in the other; `null` where the other has no name for one of them. */
function unified(from: Pattern, to: Holder): Map<TSESTree.Identifier, string> | null {
  const names = new Map<TSESTree.Identifier, string>();
  if (from.type === 'Identifier') {
    const name = typeof to === 'string' ? to : to.type === 'Identifier' ? to.name : null;
    return name === null ? null : names.set(from, name);
  }
  if (typeof to === 'string' || from.type !== to.type) return null;
  if (from.type === 'ArrayPattern' && to.type === 'ArrayPattern') {
    if (!to.elements.every((element) => element === null || element.type === 'Identifier')) return null;
    for (const [index, element] of from.elements.entries()) {
      const other = to.elements[index];
      if (element === null) continue;
      if (element.type !== 'Identifier' || other?.type !== 'Identifier') return null;
      names.set(element, other.name);
    }
    return names;
  }
  if (from.type !== 'ObjectPattern' || to.type !== 'ObjectPattern') return null;
  const others = new Map<string, string>();
  for (const property of to.properties) {
    const name = property.type === 'Property' ? propertyName(property) : null;
    if (name === null || property.type !== 'Property' || property.value.type !== 'Identifier') return null;
    others.set(name, property.value.name);
  }
  for (const property of from.properties) {
    const name = property.type === 'Property' ? propertyName(property) : null;
    const other = name === null ? undefined : others.get(name);
    if (other === undefined || property.type !== 'Property' || property.value.type !== 'Identifier') return null;
    names.set(property.value, other);
  }
  return names;
}

/** Not in a branch, a function, or a property that is its name too. */
function isAlwaysEvaluated(place: Node, body: Node): boolean {
  let child = place;
  for (const current of ancestorsOf(place)) {
    if (isFunction(current)) return false;
    // What is called would get another `this`.
    if (current.type === 'CallExpression' && current.callee === child && child === place) return false;
    if (current.type === 'TaggedTemplateExpression') return false;
    if (current.type === 'ConditionalExpression' && current.test !== child) return false;
    if (current.type === 'LogicalExpression' && current.left !== child) return false;
    if (current.type === 'ChainExpression' || current.type === 'ClassBody') return false;
    if (current.type === 'AssignmentExpression' && /^(?:&&|\|\||\?\?)=$/.test(current.operator)) return false;
    if (current.type === 'Property' && (current.shorthand || current.parent.type === 'ObjectPattern')) return false;
    if (current.type === 'AssignmentPattern') return false;
    if (current === body) return true;
    child = current;
  }
  return false;
}
