import { Cursor } from "./cursor.ts";
import type { Fact, Place } from "./frames.ts";

const PATIENCE = 400;
const ASK_TWICE = 2;

interface Out<F> {
  facts(facts: F[]): void;
  /** Something is missing: resume from the cursor. */
  ask(): void;
  /** It is still missing after asking: only a fresh snapshot helps. */
  lost(): void;
}

/**
 * Facts on their way in: puts them in order, holds what came after a hole, and asks for the missing part when it does
 * not come by itself. What it hands on is in order, once each.
 */
export class Inflow<F extends Fact> {
  readonly cursor: Cursor;
  #held = new Map<number, F>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  readonly #out: Out<F>;

  constructor(place: Place, out: Out<F>) {
    this.cursor = new Cursor(place);
    this.#out = out;
  }

  take(facts: readonly F[]): void {
    const ready: F[] = [];
    for (const fact of facts) this.#offer(fact, ready);
    if (ready.length > 0) {
      // What was held may continue from here now.
      for (const fact of this.#inOrder()) {
        this.#held.delete(fact.pos);
        this.#offer(fact, ready);
      }
      this.#asked = 0;
      this.#out.facts(ready);
    }
    if (this.#held.size === 0) this.#calm();
    else this.#timer ??= setTimeout(() => this.#ask(), PATIENCE);
  }

  /** The server says that it has sent everything up to here. */
  replayed(pos: number): void {
    if (this.#held.size === 0) this.cursor.reach(pos);
  }

  restart(place: Place): void {
    this.cursor.restart(place);
    this.#asked = 0;
    this.pause();
  }

  /** The connection is gone: the next one resumes from the cursor, which fetches what is held as well. */
  pause(): void {
    this.#held.clear();
    this.#calm();
  }

  #offer(fact: F, ready: F[]): void {
    const verdict = this.cursor.take(fact);
    if (verdict === "apply") ready.push(fact);
    else if (verdict === "hole") this.#held.set(fact.pos, fact);
  }

  #ask(): void {
    this.#calm();
    const first = this.#inOrder()[0];
    if (!first) return;
    this.cursor.asking(first);
    // The answer contains them again.
    this.#held.clear();
    if (++this.#asked > ASK_TWICE) this.#out.lost();
    else this.#out.ask();
  }

  #calm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #inOrder(): F[] {
    return [...this.#held.values()].sort((a, b) => a.pos - b.pos);
  }
}
