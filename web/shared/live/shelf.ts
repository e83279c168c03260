/**
 * A tab's own place in persistent storage. Each tab writes only under its own key, so two tabs cannot overwrite each
 * other; a tab holds a lock for as long as it lives, and whoever gets a dead tab's lock takes what it left.
 *
 * Web Locks exist only on secure origins. Elsewhere a time stamp stands in: a tab that leaves zeroes it, and one that
 * crashed is taken to be dead when the stamp has not moved for a while.
 */
const BEAT = 4000;
const DEAD = 15_000;

interface Stored<Item> {
  readonly beat: number;
  readonly items: readonly Item[];
}

export class Shelf<Item> {
  readonly #prefix: string;
  readonly #key: string;
  readonly #storage = storage();
  readonly #locks = globalThis.navigator?.locks;
  #items: readonly Item[] = [];
  #release = () => {};
  #beat: ReturnType<typeof setInterval> | undefined;
  readonly #leave = () => this.#write(0);

  constructor(prefix: string) {
    this.#prefix = `${prefix}.`;
    this.#key = this.#prefix + crypto.getRandomValues(new Uint32Array(2)).join("-");
    if (this.#locks) {
      const closed = new Promise<void>((done) => {
        this.#release = done;
      });
      this.#locks.request(this.#key, () => closed).catch(() => {}); // refused in some sandboxes: then nobody adopts
    } else {
      this.#beat = setInterval(() => this.#items.length > 0 && this.#write(), BEAT);
      addEventListener("pagehide", this.#leave);
    }
  }

  put(items: readonly Item[]): void {
    if (items.length === 0 && this.#items.length === 0) return;
    this.#items = items;
    this.#write();
  }

  /** Hands each dead tab's items to `take`, which must `put` them, and only then clears where they were. */
  async adopt(take: (items: readonly Item[]) => void): Promise<void> {
    for (const key of this.#others()) {
      const move = () => {
        const left = this.#read(key);
        if (left?.items.length) take(left.items);
        this.#storage?.removeItem(key);
      };
      if (this.#locks)
        await this.#locks.request(key, { ifAvailable: true }, (lock) => {
          if (lock) move();
        });
      else if (Date.now() - (this.#read(key)?.beat ?? 0) > DEAD) move();
    }
  }

  close(): void {
    clearInterval(this.#beat);
    globalThis.removeEventListener?.("pagehide", this.#leave);
    if (!this.#locks) this.#write(0);
    this.#release();
  }

  #others(): string[] {
    try {
      return Object.keys(this.#storage ?? {}).filter(
        (key) => key.startsWith(this.#prefix) && key !== this.#key,
      );
    } catch {
      return [];
    }
  }

  #read(key: string): Stored<Item> | undefined {
    try {
      return JSON.parse(this.#storage?.getItem(key) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  #write(beat: number = Date.now()): void {
    try {
      if (this.#items.length === 0) this.#storage?.removeItem(this.#key);
      else
        this.#storage?.setItem(
          this.#key,
          JSON.stringify({ beat, items: this.#items } satisfies Stored<Item>),
        );
    } catch {
      // Full or forbidden: the words stay in memory, which is the best that this browser allows.
    }
  }
}

/** Undefined where the browser forbids it, as in a frame whose storage is blocked. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
