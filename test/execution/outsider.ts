// The world outside of a program, at its worst: it keeps all that it gets hold of, and changes it, calls it and hands it
// back whenever it runs. It is as unpredictable as code out of sight can be, yet does the same at every run.

const MOST_HELD = 8;

export class Outsider {
  readonly #held: object[] = [];
  readonly #exposed = new Set<object>();
  #turn = 0;
  #nesting = 0;
  /** How often the program handed over to it, or it was let to run. */
  calls = 0;

  /** `outside(…)` in the program. */
  readonly call = (...given: unknown[]): unknown => {
    this.calls += 1;
    for (const value of given) this.hold(value);
    this.act();
    // It goes on while the program waits.
    if (this.#turn % 3 === 0)
      void Promise.resolve()
        .then(() => this.act())
        .catch(ignore);
    if (this.#turn % 7 === 6) throw new Error('outside');
    return [undefined, this.#held.at(-1), this.#turn, 'outside', this.#held[0], -0, NaN, null][this.#turn % 8];
  };

  /** What it has got hold of and not forgotten. */
  get held(): readonly object[] {
    return this.#held;
  }

  hold(value: unknown): void {
    if (!isObject(value)) return;
    this.#expose(value);
    if (this.#held.includes(value)) return;
    this.#held.push(value);
    if (this.#held.length > MOST_HELD) this.#held.shift();
    if (value instanceof Promise) value.then((result: unknown) => this.hold(result)).catch(ignore);
  }

  /** Whether it has ever been able to reach the object by itself. */
  knows(object: object): boolean {
    for (const held of this.#held) this.#expose(held);
    return this.#exposed.has(object);
  }

  act(): void {
    this.#turn += 1;
    if (this.#nesting > 1) return;
    this.#nesting += 1;
    for (const value of [...this.#held]) {
      try {
        this.#disturb(value);
      } catch (error) {
        if (isExhaustion(error)) throw error;
      }
    }
    this.#nesting -= 1;
  }

  #disturb(value: object): void {
    this.#expose(value);
    const turn = this.#turn;
    if (typeof value === 'function') {
      const given = [[turn], [], [this.#held[0], 'a'], [-0, [turn], { a: 1 }]][turn % 4] ?? [];
      this.hold((value as (...given: unknown[]) => unknown)(...given));
    } else if (Array.isArray(value)) disturbArray(value as unknown[], turn);
    else if (value instanceof Map) value.set(turn % 3, turn);
    else if (value instanceof Set) {
      if (turn % 2 === 0) value.clear();
      else value.add(turn);
    } else if (ArrayBuffer.isView(value)) (value as Float64Array).fill(turn);
    else if (typeof (value as Iterator<unknown>).next === 'function') {
      const step = (value as Iterator<unknown>).next(turn) as { value?: unknown };
      if (isObject(step)) this.hold(step.value);
    } else if (!(value instanceof Promise) && !(value instanceof Error)) {
      const properties = value as Record<string, unknown>;
      this.hold(properties['a']);
      properties['a'] = turn % 2 === 0 ? turn : [turn];
      if (turn % 3 === 0) delete properties['b'];
    }
  }

  #expose(root: object): void {
    const stack: unknown[] = [root];
    const seen = new Set<object>();
    for (let value = stack.pop(); stack.length > 0 || value !== undefined; value = stack.pop()) {
      if (!isObject(value) || seen.has(value) || seen.size > 200) continue;
      seen.add(value);
      this.#exposed.add(value);
      stack.push(...partsOf(value));
    }
  }
}

function disturbArray(value: unknown[], turn: number): void {
  switch (turn % 6) {
    case 0:
      value.length = 0;
      break;
    case 1:
      value[0] = turn;
      break;
    case 2:
      value.reverse();
      break;
    case 3:
      Reflect.deleteProperty(value, 0);
      break;
    case 4:
      value[1] = 'outside';
      break;
    default:
      value.push(turn);
  }
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** What an object holds: elements, properties, entries; no getter is run. */
export function partsOf(value: object): unknown[] {
  if (ArrayBuffer.isView(value) || typeof value === 'function') return [];
  const parts: unknown[] = Object.keys(value).map(
    (key) => Object.getOwnPropertyDescriptor(value, key)?.value as unknown,
  );
  if (value instanceof Map) for (const [key, one] of value) parts.push(key, one);
  if (value instanceof Set) parts.push(...value);
  return parts;
}

/** Thrown when a program has run for too long: nobody may catch it for good. */
export const EXHAUSTED = new Error('exhausted');

export function isExhaustion(error: unknown): boolean {
  return error === EXHAUSTED || (error instanceof RangeError && error.message.startsWith('Maximum call stack'));
}

function ignore(): void {}
