import type { Marks } from "./frames.ts";

const PAUSE = 1000;
/** What arrives and is read at once is told at once. */
const GATHER = 100;
const DOUBTFUL = 60_000;

/**
 * What has reached this device and what has been read, on its way to the server: only forward, gathered, at most once a
 * second. Marks made while offline wait for the connection.
 */
export class Seen {
  #told: Record<string, { delivered: number; read: number; at: number }> = {};
  #due: Record<string, { delivered: number; read: number }> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  readonly #send: (marks: Marks) => boolean;

  /** `send` answers whether it could; what it could not stays due. */
  constructor(send: (marks: Marks) => boolean) {
    this.#send = send;
  }

  mark(conv: string, reached: { readonly delivered?: number; readonly read?: number }): void {
    const before = this.#due[conv] ?? this.#told[conv] ?? { delivered: 0, read: 0 };
    const read = Math.max(before.read, reached.read ?? 0);
    const delivered = Math.max(before.delivered, reached.delivered ?? 0, read);
    if (delivered === before.delivered && read === before.read) return;
    this.#due[conv] = { delivered, read };
    this.#timer ??= setTimeout(() => this.flush(), Math.max(GATHER, this.#last + PAUSE - Date.now()));
  }

  /** A connection is ready: says what waited, and what the last connection may have lost. */
  again(): void {
    for (const [conv, { delivered, read, at }] of Object.entries(this.#told)) {
      if (Date.now() - at < DOUBTFUL) this.#due[conv] ??= { delivered, read };
    }
    this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (Object.keys(this.#due).length === 0) return;
    this.#last = Date.now();
    if (!this.#send(this.#due)) return;
    for (const [conv, mark] of Object.entries(this.#due)) this.#told[conv] = { ...mark, at: this.#last };
    this.#due = {};
  }
}
