// The names that the fused code declares, and whether each of them is free in all that then runs beside it.

import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction } from '../../analysis/enclosing.js';
import { scopeOf, variableOf, type Variable } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Pattern } from './callbacks.js';
import type { Chain } from './chain.js';
import { elementOf, isLoop, regionOf, type Consumer } from './consumer.js';
import { candidateNames } from './names.js';
import type { Segment } from './segments.js';

export class DeclaredNames {
  /** Each with those who mean that by it already. */
  readonly #declared = new Map<string, Set<Node>>();
  /** By callback: what its own variables are called now. */
  readonly #renamed = new Map<Node, Map<Node, string>>();
  readonly #region: Node;
  readonly #element: Pattern | null;
  readonly #callbacks: readonly Node[];

  /** @param place where the consumer reads its element, which then needs no name of its own. */
  constructor(
    readonly code: SourceCode,
    readonly chain: Chain,
    readonly consumer: Consumer,
    readonly place: TSESTree.Identifier | null,
  ) {
    this.#region = regionOf(consumer);
    this.#element = elementOf(consumer);
    this.#callbacks = chain.stages.map(({ callback }) => callback.node);
    for (const { name } of this.#kept) this.declare(name, this.#region);
  }

  has(name: string): boolean {
    return this.#declared.has(name);
  }

  /** @param owners who mean that by it. */
  declare(name: string, ...owners: readonly Node[]): void {
    const known = this.#declared.get(name) ?? new Set();
    for (const owner of owners) known.add(owner);
    this.#declared.set(name, known);
  }

  /** What the callback's own variables are called now, by identifier: to be filled. */
  renamedIn(callback: Node): Map<Node, string> {
    const names = this.#renamed.get(callback) ?? new Map<Node, string>();
    this.#renamed.set(callback, names);
    return names;
  }

  /** Calls the variables of the callback by their new names; `false` where one cannot be called otherwise. */
  rename(renames: ReadonlyMap<TSESTree.Identifier, string>, owner: Node): boolean {
    const names = this.renamedIn(owner);
    for (const [identifier, name] of renames) {
      const variable = variableOf(this.code, identifier);
      if (!variable) return false;
      if (variable.name === name) this.declare(name, owner);
      else {
        for (const reference of variable.references) {
          if (reference.identifier.type !== 'Identifier') return false;
          names.set(reference.identifier, name);
        }
      }
    }
    return true;
  }

  /** A name for the elements that the segment's stages take, which is declared then; `null` where none is free. */
  choose({ stages }: Segment, source: Node | null): string | null {
    const taken = this.#taken();
    for (const name of candidateNames(stages, source, this.consumer)) {
      if (this.has(name) || taken.has(name)) continue;
      const owners = stages.flatMap(({ callback }) => {
        const isOwn =
          callback.kind === 'inline' && callback.parameter?.type === 'Identifier' && callback.parameter.name === name;
        return isOwn ? [callback.node] : [];
      });
      if (!this.#isFree(name, new Set(owners))) continue;
      this.declare(name, ...owners);
      return name;
    }
    return null;
  }

  /** Whether each name means in its new place what it means to its owners, and nothing to anybody else. */
  areFree(): boolean {
    const taken = this.#taken();
    for (const [name, owners] of this.#declared) {
      if (!this.#isFree(name, owners)) return false;
      if (taken.has(name) && !owners.has(this.#region)) return false;
    }
    for (const name of taken) {
      const owners = this.#declared.get(name);
      if (this.#callbacks.some((callback) => !owners?.has(callback) && this.#means(callback, name))) return false;
    }
    return true;
  }

  variablesIn(pattern: Pattern): readonly Variable[] {
    return (this.code.getDeclaredVariables?.(pattern.parent) ?? []).filter(({ identifiers }) =>
      identifiers.some((identifier) => contains(pattern, identifier)),
    );
  }

  /** What the consumer's element declares, if it is still there. */
  get #kept(): readonly Variable[] {
    return this.#element && !this.place ? this.variablesIn(this.#element) : [];
  }

  /** What stands around the stages in their new place and did not in the old one. */
  #taken(): Set<string> {
    const { consumer, code } = this;
    if (consumer.kind === 'forEachNamed') return new Set();
    if (consumer.kind === 'filling') return new Set([consumer.target.name]);
    const own = new Set(this.#element ? this.variablesIn(this.#element).map(({ name }) => name) : []);
    const kept = this.#kept.map(({ name }) => name);
    const blocks: Node[] =
      consumer.kind === 'forOf' ? [consumer.node.body] : [consumer.callback, consumer.callback.body];
    const names = blocks.flatMap((block) => scopeOf(code, block)?.variables.map(({ name }) => name) ?? []);
    return new Set(names.filter((name) => name !== 'arguments' && !own.has(name)).concat(kept));
  }

  /** Whether all others but `owners` do without the name. */
  #isFree(name: string, owners: ReadonlySet<Node>): boolean {
    const pieces = [...this.#callbacks, this.#region];
    if (isLoop(this.consumer)) pieces.push(this.chain.source);
    return pieces.every((piece) => owners.has(piece) || !this.#means(piece, name));
  }

  /** Whether the name is read, written or declared in the piece, but as what is called otherwise now. */
  #means(piece: Node, name: string): boolean {
    const renamed = this.#renamed.get(piece);
    const isOwn = (variable: Variable): boolean => this.#isOwnParameter(piece, variable);
    return (this.code.scopeManager?.scopes ?? []).some(
      ({ references, variables }) =>
        references.some(
          ({ identifier, resolved }) =>
            identifier.name === name &&
            contains(piece, identifier) &&
            !renamed?.has(identifier) &&
            !(resolved && isOwn(resolved)),
        ) ||
        variables.some(
          (variable) =>
            variable.name === name &&
            variable.identifiers.some((identifier) => contains(piece, identifier)) &&
            !isOwn(variable),
        ),
    );
  }

  /** A parameter that goes: of a stage, or the consumer's element where `place` takes its value. */
  #isOwnParameter(piece: Node, { identifiers }: Variable): boolean {
    const gone = this.place && piece === this.#region && this.#element;
    const isStage = this.#callbacks.includes(piece) && isFunction(piece);
    return identifiers.some((identifier) =>
      gone ? contains(gone, identifier) : isStage && piece.params.some((parameter) => contains(parameter, identifier)),
    );
  }
}
