// What the analysis says of a program, put so that a run can refute it.

import type { Node, SourceCode } from '../../core/source-code.js';
import { Watch } from './instrument.js';
import type { Recorder } from './run.js';

/** A kind of claim: asks the analysis, and watches whether what it says comes true. */
export interface ClaimKind {
  readonly name: string;
  /** @param nodes all nodes of the program */
  readonly make: (code: SourceCode, nodes: readonly Node[], claims: Claims) => void;
}

/** One thing that the analysis is sure of. */
export class Claim {
  /** How often a run could have refuted it. */
  observations = 0;
  refutation: string | null = null;

  constructor(
    readonly kind: string,
    readonly node: Node,
    readonly says: () => string,
  ) {}

  observe(isRight: boolean, seen: () => string): void {
    this.observations += 1;
    if (!isRight) this.refutation ??= seen();
  }
}

export class Claims {
  readonly all: Claim[] = [];
  readonly watch = new Watch();
  /** For a second run, which must come out the same. */
  readonly second = new Watch();
  readonly #ofSecond: Claim[] = [];
  /** What the program is run by, once it is. */
  recorder: Recorder | null = null;
  readonly #endings: (() => void)[] = [];
  #kind = '';

  constructor(code: SourceCode, nodes: readonly Node[], kinds: readonly ClaimKind[]) {
    for (const { name, make } of kinds) {
      this.#kind = name;
      make(code, nodes, this);
    }
  }

  /** @param detail what of the kind is claimed, where counts should tell it apart */
  add(node: Node, says: string | (() => string), detail = ''): Claim {
    const claim = new Claim(
      detail ? `${this.#kind}: ${detail}` : this.#kind,
      node,
      typeof says === 'string' ? () => says : says,
    );
    this.all.push(claim);
    return claim;
  }

  /** A claim that another value would do in an expression's place. */
  ofReplacement(node: Node, says: string, replaced: (value: unknown) => unknown): void {
    const claim = this.add(node, says);
    this.#ofSecond.push(claim);
    this.second.replace(node, (value) => {
      claim.observe(true, String);
      return replaced(value);
    });
  }

  /** Tells whether the second run came out as the first one did. */
  endSecond(isSame: boolean): void {
    for (const claim of this.#ofSecond) claim.observe(isSame, () => 'the program came out differently');
  }

  /** Run when the program is over. */
  atEnd(look: () => void): void {
    this.#endings.push(look);
  }

  end(): void {
    for (const look of this.#endings) look();
  }

  /** A claim about each value that an expression has. */
  ofValue(node: Node, says: string | (() => string), isRight: (value: unknown) => boolean, detail = ''): void {
    const claim = this.add(node, says, detail);
    this.watch.value(node, (value) => claim.observe(isRight(value), () => shown(value)));
  }
}

export function shown(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value))
    return `[${Array.from(value, (element: unknown, index) => (index in value ? shown(element) : '')).join()}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.prototype.toString.call(value);
}
