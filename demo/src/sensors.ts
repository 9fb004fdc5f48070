// Readings of sensors, kept by the thousand.

class Reading {
  readonly #value: number;

  constructor(value: number) {
    this.#value = value;
  }

  #celsius = (): number => this.#value / 10;

  shown(): string {
    return `${this.#celsius()} °C`;
  }
}

export function shown(values: readonly number[]): string[] {
  return values.map((value) => new Reading(value).shown());
}
