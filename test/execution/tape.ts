// Random choices, read off a list of numbers. When it is at its end, each choice is the first one.

export class Tape {
  #next = 0;

  constructor(readonly choices: ArrayLike<number>) {}

  below(limit: number): number {
    const choice = this.choices[this.#next] ?? 0;
    this.#next += 1;
    return choice % limit;
  }

  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(options: readonly T[]): T {
    // There always is an option 0.
    return options[this.below(options.length)] as T;
  }
}
