// The lines of a file that is read while others run. An async generator would take some objects more for each line, and
// what lives while a chunk is waited for makes the young generation grow: so a line that is there already is handed out
// as a settled promise, and chunks are read by callback.

import { read } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Cutter } from './cutting.js';

type Result = IteratorResult<string, void>;

/** What a walk ends with, asked once its file is closed. */
type End = () => Result;

/** A call that waits for its answer: of `next`, or, with an end, of `return` or `throw`. */
interface Request {
  readonly end: End | null;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** Who asked after it. */
  next: Request | null;
}

export interface OpenedFile {
  readonly handle: FileHandle;
  /** Whoever gave it away open gets it back open, at its end. */
  readonly isGiven: boolean;
}

/**
 * Does what an async generator would: the file is opened by the first `next`, calls are answered one by one in their
 * order, and after the last line, an error, `return` or `throw` the file is closed, and there are no more lines.
 */
export class AwaitedLines implements AsyncIterableIterator<string, void, undefined> {
  readonly #cutter: Cutter;
  readonly #open: () => Promise<OpenedFile>;
  #file: OpenedFile | null = null;
  /** What the last read gave. -1: there was none. */
  #length = -1;
  #isOver = false;
  /** Whose turn it is, and who asked last. */
  #current: Request | null = null;
  #last: Request | null = null;

  constructor(cutter: Cutter, open: () => Promise<OpenedFile>) {
    this.#cutter = cutter;
    this.#open = open;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    if (this.#current || this.#isOver) return this.#ask(null);
    try {
      const line = this.#cutter.next();
      return line === null ? this.#ask(null) : Promise.resolve({ done: false, value: line });
    } catch (error) {
      return this.throw(error);
    }
  }

  return(): Promise<Result> {
    return this.#ask(done);
  }

  throw(error: unknown): Promise<Result> {
    return this.#ask(() => {
      throw error;
    });
  }

  #ask(end: End | null): Promise<Result> {
    return new Promise((resolve, reject) => {
      const request: Request = { end, resolve, reject, next: null };
      if (this.#last) this.#last.next = request;
      this.#last = request;
      if (this.#current) return;
      this.#current = request;
      this.#answer();
    });
  }

  /** Answers what it can without waiting. */
  #answer(): void {
    try {
      while (this.#current) {
        const { end } = this.#current;
        if (this.#isOver) {
          this.#settle(end ?? done);
          continue;
        }
        const line = end ? null : this.#cutter.next();
        if (line === null) {
          this.#goOn(end);
          return;
        }
        this.#settle(() => ({ done: false, value: line }));
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  #settle(end: End): void {
    const request = this.#current;
    this.#current = request?.next ?? null;
    if (!this.#current) this.#last = null;
    try {
      request?.resolve(end());
    } catch (error) {
      request?.reject(error);
    }
  }

  #goOn(end: End | null): void {
    if (end ?? this.#length === 0) {
      void this.#leave(end ?? done);
    } else if (this.#file) {
      this.#readInto(this.#file, this.#cutter);
    } else {
      this.#open().then((file) => {
        this.#file = file;
        this.#answer();
      }, this.#fail);
    }
  }

  #readInto({ handle, isGiven }: OpenedFile, { chunk, waiting }: Cutter): void {
    const rest = chunk.length - waiting;
    if (isGiven) {
      // Its owner may close it, which only the handle knows.
      handle.read(chunk, waiting, rest, null).then(({ bytesRead }) => {
        this.#onRead(null, bytesRead);
      }, this.#fail);
    } else {
      read(handle.fd, chunk, waiting, rest, null, this.#onRead);
    }
  }

  readonly #onRead = (error: Error | null, length: number): void => {
    try {
      if (error) throw error;
      this.#length = length;
      this.#cutter.push(length);
    } catch (problem) {
      this.#fail(problem);
      return;
    }
    this.#answer();
  };

  readonly #fail = (error: unknown): void => {
    void this.#leave(() => {
      throw error;
    });
  };

  async #leave(end: End): Promise<void> {
    let last = end;
    try {
      await this.#close();
    } catch (error) {
      last = () => {
        throw error;
      };
    }
    this.#isOver = true;
    this.#settle(last);
    this.#answer();
  }

  async #close(): Promise<void> {
    if (!this.#file) return;
    const { handle, isGiven } = this.#file;
    if (!isGiven) return handle.close();
    const { chunk } = this.#cutter;
    while (this.#length > 0) this.#length = (await handle.read(chunk, 0, chunk.length, null)).bytesRead;
  }
}

const done: End = () => ({ done: true, value: undefined });
