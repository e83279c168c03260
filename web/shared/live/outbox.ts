import { type ReadonlySignal, signal } from "@preact/signals";
import type { Besides } from "./frames.ts";
import { newClientId } from "./ids.ts";
import { Shelf } from "./shelf.ts";

export interface Unsent {
  readonly client_id: string;
  readonly conv: string | null;
  readonly text: string;
  readonly besides?: Besides | undefined;
  /** When it was queued; the order of sending. */
  readonly at: number;
  /** Refused for good; waits for the person to try again, change or delete it. */
  readonly failed?: { readonly code: string; readonly message: string };
}

/** What one has said and not yet seen come back: unsent ones, and accepted ones whose fact is still on its way. */
export interface Echo extends Unsent {
  /** Accepted by the server under this number. Shown until the fact arrives, but never sent again. */
  readonly accepted?: {
    readonly conv: string;
    readonly seq: number;
    readonly pos: number;
    readonly ts: number;
  };
}

/**
 * Words on their way out. What is in here survives a reload and a crash; each leaves when the server has it for certain,
 * in the order they were said. The order holds for this outbox: what a dead tab left behind is sorted in by time.
 */
export class Outbox {
  readonly #echoes = signal<readonly Echo[]>([]);
  readonly #shelf: Shelf<Unsent>;

  constructor(principal: string) {
    this.#shelf = new Shelf(`deskbell.outbox.${principal}`);
  }

  get echoes(): ReadonlySignal<readonly Echo[]> {
    return this.#echoes;
  }

  /** Takes over what tabs that are gone have left. */
  async adopt(): Promise<void> {
    await this.#shelf.adopt((left) => this.admit(left));
  }

  /** Words that were queued elsewhere, under the ids that they have. */
  admit(items: readonly Unsent[]): void {
    const mine = new Set(this.#echoes.peek().map((echo) => echo.client_id));
    this.#keep([...this.#echoes.peek(), ...items.filter((item) => !mine.has(item.client_id))].sort(inTurn));
  }

  add(conv: string | null, text: string, besides?: Besides): Unsent {
    const item = { client_id: newClientId(), conv, text, besides, at: Date.now() };
    this.#keep([...this.#echoes.peek(), item]);
    return item;
  }

  /** The one to send now; one at a time, so that a refusal of the first never lets the second overtake it. */
  next(): Unsent | undefined {
    return this.#echoes.peek().find((echo) => !echo.failed && !echo.accepted);
  }

  accept(client_id: string, accepted: NonNullable<Echo["accepted"]>): void {
    this.#change(client_id, (echo) => ({ ...echo, accepted }));
  }

  fail(client_id: string, failed: NonNullable<Unsent["failed"]>): void {
    this.#change(client_id, (echo) => ({ ...echo, failed }));
  }

  /** Again, unchanged and under its own id, so that a server which has it after all says so instead of saying it twice. */
  retry(client_id: string): void {
    const echo = this.#echoes.peek().find((one) => one.client_id === client_id);
    if (!echo) return;
    const { failed: _, ...again } = echo;
    this.#keep([...this.#echoes.peek().filter((one) => one !== echo), { ...again, at: Date.now() }]);
  }

  /** Their facts are here, or the person deleted them. */
  remove(client_ids: ReadonlySet<string>): void {
    const left = this.#echoes.peek().filter((echo) => !client_ids.has(echo.client_id));
    if (left.length < this.#echoes.peek().length) this.#keep(left);
  }

  /** A snapshot holds whatever was accepted before it was taken. */
  forgetAccepted(upTo: number): void {
    this.#keep(this.#echoes.peek().filter(({ accepted }) => !accepted || accepted.pos > upTo));
  }

  /** Everything unsent, for another owner: the visitor whom these words belonged to is no more. */
  takeAll(): Unsent[] {
    const all = this.#echoes.peek().filter((echo) => !echo.accepted);
    this.#keep([]);
    return all;
  }

  close(): void {
    this.#shelf.close();
  }

  #change(client_id: string, change: (echo: Echo) => Echo): void {
    this.#keep(this.#echoes.peek().map((echo) => (echo.client_id === client_id ? change(echo) : echo)));
  }

  #keep(echoes: readonly Echo[]): void {
    this.#echoes.value = echoes;
    this.#shelf.put(echoes.filter((echo) => !echo.accepted));
  }
}

function inTurn(a: Unsent, b: Unsent): number {
  return a.at - b.at || (a.client_id < b.client_id ? -1 : 1);
}
