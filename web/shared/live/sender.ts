import { Backoff } from "./backoff.ts";
import type { Ack, Nack } from "./frames.ts";
import type { Outbox, Unsent } from "./outbox.ts";

const ANSWER_WITHIN = 10_000;

/**
 * Empties the outbox through whichever door is open, one message at a time and in order. Whatever was not answered is
 * sent again under the same id, so it cannot be said twice.
 */
export class Sender {
  readonly #outbox: Outbox;
  readonly #send: (item: Unsent) => boolean;
  readonly #backoff = new Backoff();
  #current: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `send` answers whether a door was open. */
  constructor(outbox: Outbox, send: (item: Unsent) => boolean) {
    this.#outbox = outbox;
    this.#send = send;
  }

  /** The one that waits for its answer. */
  get current(): string | undefined {
    return this.#current;
  }

  /** Something to send, or a door that opened. */
  run(): void {
    if (this.#current !== undefined) return;
    const item = this.#outbox.next();
    if (!item || !this.#send(item)) return;
    this.#current = item.client_id;
    this.#after(ANSWER_WITHIN);
  }

  /** The door closed, or another opened: what was on its way may be lost. */
  again(): void {
    clearTimeout(this.#timer);
    this.#current = undefined;
    this.run();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#current = undefined;
  }

  /** `shown`: how far the facts on the screen reach. Beyond it the echo stays until its own fact comes. */
  acked(ack: Ack, shown: number): void {
    this.#backoff.reset();
    const { client_id, conv, seq, pos, ts } = ack;
    if (pos <= shown) this.#outbox.remove(new Set([client_id]));
    else this.#outbox.accept(client_id, { conv, seq, pos, ts });
    if (ack.client_id === this.#current) this.again();
  }

  refused(nack: Nack): void {
    if (nack.client_id === null || nack.client_id !== this.#current) return;
    if (nack.retryable) this.#after(nack.retry_after_ms ?? this.#backoff.next());
    else {
      this.#outbox.fail(nack.client_id, { code: nack.code, message: nack.message });
      this.again();
    }
  }

  /** The connection was closed because of what was said last: saying it again would close the next one as well. */
  choked(code: string): void {
    if (this.#current !== undefined) this.#outbox.fail(this.#current, { code, message: "" });
  }

  /** Their facts came, or the person took them back. */
  confirmed(client_ids: ReadonlySet<string>): void {
    this.#outbox.remove(client_ids);
    if (this.#current !== undefined && client_ids.has(this.#current)) this.again();
  }

  #after(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.again(), milliseconds);
  }
}
