// Sums of products of unknowns: what lengths and indexes are made of.

/** Something whose value is not looked into; those of equal keys have equal values where they are compared. */
export interface Unknown {
  readonly key: string;
}

export interface Term<U extends Unknown> {
  readonly factor: number;
  /** Multiplied with each other; sorted by key. */
  readonly unknowns: readonly U[];
}

export class Linear<U extends Unknown> {
  private constructor(
    readonly constant: number,
    readonly terms: ReadonlyMap<string, Term<U>>,
  ) {}

  static constant<U extends Unknown>(value: number): Linear<U> {
    return new Linear<U>(value, new Map());
  }

  static of<U extends Unknown>(...unknowns: U[]): Linear<U> {
    const sorted = unknowns.sort((a, b) => (a.key < b.key ? -1 : 1));
    return new Linear<U>(0, new Map([[keyOf(sorted), { factor: 1, unknowns: sorted }]]));
  }

  plus(other: Linear<U>, times = 1): Linear<U> {
    const terms = new Map(this.terms);
    for (const [key, { factor, unknowns }] of other.terms) {
      const sum = (terms.get(key)?.factor ?? 0) + factor * times;
      if (sum === 0) terms.delete(key);
      else terms.set(key, { factor: sum, unknowns });
    }
    return new Linear(this.constant + other.constant * times, terms);
  }

  minus(other: Linear<U>): Linear<U> {
    return this.plus(other, -1);
  }

  add(constant: number): Linear<U> {
    return new Linear(this.constant + constant, this.terms);
  }

  times(other: Linear<U>): Linear<U> {
    let result = Linear.constant<U>(0).plus(this, other.constant);
    for (const { factor, unknowns } of other.terms.values()) {
      for (const term of this.terms.values()) {
        result = result.plus(Linear.of(...term.unknowns, ...unknowns), factor * term.factor);
      }
      result = result.plus(Linear.of(...unknowns), factor * this.constant);
    }
    return result;
  }

  /** `this` with the term of that key put in place by `value` times its factor. */
  replace(key: string, value: Linear<U>): Linear<U> {
    const term = this.terms.get(key);
    if (!term) return this;
    const rest = new Map(this.terms);
    rest.delete(key);
    return new Linear(this.constant, rest).plus(value, term.factor);
  }
}

function keyOf(unknowns: readonly Unknown[]): string {
  return unknowns.map(({ key }) => key).join(' * ');
}
