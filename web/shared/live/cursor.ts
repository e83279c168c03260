import type { Fact, Place } from "./frames.ts";

export type Verdict = "apply" | "drop" | "hole";

/**
 * How far this client's view reaches. It moves over a fact only when the fact continues from where it stands, so what it
 * says it has seen, it has. Pure but for its own two fields; the client decides when to ask again.
 */
export class Cursor {
  epoch: string;
  pos: number;
  #seqs = new Map<string, number>();
  // A gap in a conversation's numbers that the server repeated after we asked: it is not going to be filled.
  #asked = -1;

  constructor(place: Place) {
    this.epoch = place.epoch;
    this.pos = place.pos;
  }

  /** Starts over from a fresh snapshot. */
  restart(place: Place): void {
    this.epoch = place.epoch;
    this.pos = place.pos;
    this.#seqs.clear();
    this.#asked = -1;
  }

  take(fact: Fact): Verdict {
    if (fact.pos <= this.pos) return "drop";
    if (fact.prev > this.pos) return "hole";
    const { conv, seq } = fact;
    if (conv !== null && seq !== null) {
      const last = this.#seqs.get(conv);
      if (last !== undefined && seq <= last) {
        this.pos = fact.pos;
        return "drop";
      }
      if (last !== undefined && seq > last + 1 && this.#asked !== fact.pos) return "hole";
      this.#seqs.set(conv, seq);
    }
    this.pos = fact.pos;
    return "apply";
  }

  /** Everything up to `pos` was sent; true only for a caller that holds nothing back. */
  reach(pos: number): void {
    if (pos > this.pos) this.pos = pos;
  }

  /** We are about to ask again from here because of this fact; when it comes back unchanged, it is taken. */
  asking(because: Fact): void {
    this.#asked = because.pos;
  }
}
