import { type ReadonlySignal, signal } from "@preact/signals";
import type { Typist } from "./frames.ts";

const AGAIN = 3000;
export const TYPING_TTL = 6000;

/** Says that one types: at once, then at most every three seconds for as long as one does. */
export class TypingOut {
  #last = new Map<string, number>();
  readonly #send: (conv: string, on: boolean, note: boolean) => void;

  constructor(send: (conv: string, on: boolean, note: boolean) => void) {
    this.#send = send;
  }

  stroke(conv: string, note = false): void {
    const now = Date.now();
    if (now - (this.#last.get(conv) ?? 0) < AGAIN) return;
    this.#last.set(conv, now);
    this.#send(conv, true, note);
  }

  /** The field was emptied. After sending nothing need be said: the message says it. */
  stop(conv: string, said = false): void {
    if (this.#last.delete(conv) && !said) this.#send(conv, false, false);
  }
}

/** Who types where, as told; forgets by itself when it is not told again. */
export class TypingIn {
  readonly #who = signal<ReadonlyMap<string, readonly Typist[]>>(new Map());
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  get who(): ReadonlySignal<ReadonlyMap<string, readonly Typist[]>> {
    return this.#who;
  }

  hear(conv: string, actor: Typist, on: boolean, ttl = TYPING_TTL): void {
    const key = `${conv} ${actor.kind} ${actor.id}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const others = (this.#who.peek().get(conv) ?? []).filter(
      (one) => one.kind !== actor.kind || one.id !== actor.id,
    );
    const here = on ? [...others, actor] : others;
    if (on)
      this.#timers.set(
        key,
        setTimeout(() => this.hear(conv, actor, false), ttl),
      );
    if (here.length === 0 && !this.#who.peek().has(conv)) return;
    const next = new Map(this.#who.peek());
    if (here.length > 0) next.set(conv, here);
    else next.delete(conv);
    this.#who.value = next;
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#who.value = new Map();
  }
}
