import { type ReadonlySignal, signal } from "@preact/signals";
import type { Message } from "../live/frames.ts";
import {
  EMPTY,
  lastSeq,
  type MessagePage,
  opened,
  posted,
  type Stretch,
  trimmed,
  withEarlier,
} from "./history.ts";

/** The newest without a query, else older or newer than a number. */
export type FetchMessages = (query: { before?: number; after?: number }) => Promise<MessagePage>;

const MOST = 400;
const KEEP = 150;
const LATE = 100;

/** One open conversation: its newest page, what is posted since, and older pages as they are asked for. */
export class Thread {
  readonly #stretch = signal<Stretch>(EMPTY);
  readonly #state = signal<"new" | "loading" | "ready" | "failed">("new");
  readonly #loadingEarlier = signal(false);
  readonly #fetch: FetchMessages;
  #filling = false;
  // A page may be older than what came while it was on its way.
  #late: Message[] = [];
  #round = 0;

  constructor(fetch: FetchMessages) {
    this.#fetch = fetch;
  }

  get state(): ReadonlySignal<"new" | "loading" | "ready" | "failed"> {
    return this.#state;
  }

  get messages(): readonly Message[] {
    return this.#stretch.value.messages;
  }

  get hasEarlier(): boolean {
    return this.#stretch.value.earlier;
  }

  get loadingEarlier(): ReadonlySignal<boolean> {
    return this.#loadingEarlier;
  }

  /** A conversation that has just begun: there is nothing to fetch. */
  begin(): void {
    if (this.#state.peek() === "new") this.#state.value = "ready";
  }

  /** Fetches the newest page; again after a reset, when what is shown may not continue. */
  async load(): Promise<void> {
    const round = ++this.#round;
    this.#late = [];
    if (this.#state.peek() !== "ready") this.#state.value = "loading";
    try {
      const page = await this.#fetch({});
      if (round !== this.#round) return;
      this.#stretch.value = posted(posted(opened(page), this.#stretch.peek().ahead), this.#late);
      this.#state.value = "ready";
      void this.#fill();
    } catch {
      if (round === this.#round && this.#state.peek() !== "ready") this.#state.value = "failed";
    }
  }

  post(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    this.#late = [...this.#late, ...messages].slice(-LATE);
    const before = this.#stretch.peek();
    // Before the first page is here there is nothing that they could continue.
    this.#stretch.value =
      this.#state.peek() === "ready"
        ? posted(before, messages)
        : { ...before, ahead: [...before.ahead, ...messages] };
    void this.#fill();
  }

  async loadEarlier(): Promise<void> {
    const first = this.#stretch.peek().messages[0];
    if (!first || !this.#stretch.peek().earlier || this.#loadingEarlier.peek()) return;
    this.#loadingEarlier.value = true;
    try {
      const page = await this.#fetch({ before: first.seq });
      this.#stretch.value = posted(withEarlier(this.#stretch.peek(), page), this.#late);
    } catch {
      // Scrolling asks again.
    } finally {
      this.#loadingEarlier.value = false;
    }
  }

  /** Nobody looks at what lies far up. */
  trim(): void {
    this.#stretch.value = trimmed(this.#stretch.peek(), MOST, KEEP);
  }

  /** Fetches what lies between the last message and one that came too early. */
  async #fill(): Promise<void> {
    if (this.#filling || this.#state.peek() !== "ready") return;
    this.#filling = true;
    try {
      while (this.#stretch.peek().ahead.length > 0) {
        const after = lastSeq(this.#stretch.peek());
        const page = await this.#fetch({ after });
        this.#stretch.value = posted(this.#stretch.peek(), page.items);
        if (lastSeq(this.#stretch.peek()) === after) break;
      }
    } catch {
      // The next message, or the next snapshot, asks again.
    } finally {
      this.#filling = false;
    }
  }
}
