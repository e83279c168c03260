import { batch, type ReadonlySignal } from "@preact/signals";
import type { Door } from "./doors.ts";
import type { Besides, Ephemeral, Fact, Incoming, Marks, Outgoing, Place } from "./frames.ts";
import { Inflow } from "./inflow.ts";
import { Link, type LiveStatus, type StopReason } from "./link.ts";
import { type Echo, Outbox, type Unsent } from "./outbox.ts";
import { perFrame } from "./per-frame.ts";
import { Refusal } from "./rest.ts";
import { Seen } from "./seen.ts";
import { Sender } from "./sender.ts";
import { TypingIn, TypingOut } from "./typing.ts";

export interface LiveApp<F extends Fact> {
  readonly door: Door;
  /** Where the snapshot that is on the screen stands. */
  readonly place: Place;
  /** In order, each once, at most once per animation frame; inside one batch of signals. */
  facts(facts: readonly F[]): void;
  /** The server cannot replay: fetch the snapshot, put it on the screen, answer where it stands. May fail; asked again. */
  refetch(): Promise<Place>;
  ephemeral?(frame: Ephemeral): void;
  /** The server said what time it is. */
  greeted?(serverTime: number): void;
}

/** The one live client: keeps a view of the server's log up to date and gets words out, over socket or HTTP. */
export class Live<F extends Fact> {
  readonly #app: LiveApp<F>;
  readonly #link: Link<F>;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #inflow: Inflow<F>;
  readonly #applied = perFrame<F>((facts) => this.#apply(facts));
  readonly #seen = new Seen((marks) => this.#tellSeen(marks));
  readonly #typing = new TypingIn();
  readonly #typingOut = new TypingOut((conv, on, note) => this.#tellTyping(conv, on, note));
  #refetching = false;
  /** The cursor is ahead of this by what waits for the next frame. */
  #shown: number;

  constructor(app: LiveApp<F>) {
    this.#app = app;
    this.#shown = app.place.pos;
    this.#outbox = new Outbox(app.door.owner);
    this.#sender = new Sender(this.#outbox, (item) => this.#sendOne(item));
    this.#inflow = new Inflow<F>(app.place, {
      facts: (facts) => this.#applied.add(facts),
      ask: () => this.#link.resume(),
      lost: () => void this.#startOver(),
    });
    this.#link = new Link<F>({
      door: app.door,
      place: () => this.place,
      hear: (frame) => this.#hear(frame),
      polled: async ({ events, epoch, pos, recovered }) => {
        if (!recovered || epoch !== this.place.epoch) this.#restarted(await app.refetch());
        else {
          for (const frame of events) this.#hear(frame);
          this.#inflow.replayed(pos);
        }
      },
      up: () => {
        this.#seen.again();
        this.#sender.again();
        void this.#adopt();
      },
      down: () => {
        this.#inflow.pause();
        this.#sender.stop();
        this.#typing.clear();
      },
      woke: () => void this.#adopt(),
      choked: (code) => this.#sender.choked(code),
    });
    addEventListener("pagehide", this.#leave);
    void this.#adopt();
    this.#link.open();
  }

  get status(): ReadonlySignal<LiveStatus> {
    return this.#link.status;
  }

  /** Why it does not try any more; null while it does. */
  get stopped(): ReadonlySignal<StopReason | null> {
    return this.#link.stopped;
  }

  /** Own words that are not yet among the facts, to be shown below them. */
  get echoes(): ReadonlySignal<readonly Echo[]> {
    return this.#outbox.echoes;
  }

  /** Who types, by conversation. */
  get typing(): TypingIn["who"] {
    return this.#typing.who;
  }

  get place(): Place {
    return { epoch: this.#inflow.cursor.epoch, pos: this.#inflow.cursor.pos };
  }

  send(conv: string | null, text: string, besides?: Besides): Unsent {
    const item = this.#outbox.add(conv, text, besides);
    if (conv) this.#typingOut.stop(conv, true);
    this.#sender.run();
    return item;
  }

  /** Words that were queued before there was anybody to be. */
  admit(items: readonly Unsent[]): void {
    this.#outbox.admit(items);
    this.#sender.run();
  }

  retry(client_id: string): void {
    this.#outbox.retry(client_id);
    this.#sender.run();
  }

  /** Takes back what failed. */
  discard(client_id: string): void {
    this.#sender.confirmed(new Set([client_id]));
  }

  /** Unsent words, to be said by somebody else: their owner is gone. */
  takeUnsent(): Unsent[] {
    return this.#outbox.takeAll();
  }

  /** What one has on the screen. That it was delivered is told by itself. */
  read(conv: string, seq: number): void {
    this.#seen.mark(conv, { read: seq });
  }

  /** At every key stroke; `on: false` when the field is emptied. Of a `note` only colleagues hear. */
  type(conv: string, on = true, note = false): void {
    if (on) this.#typingOut.stroke(conv, note);
    else this.#typingOut.stop(conv);
  }

  /** After `stopped`, when the person asks for it. */
  reconnect(): void {
    this.#link.restart();
  }

  close(): void {
    removeEventListener("pagehide", this.#leave);
    this.#leave();
    this.#link.close();
    this.#applied.drop();
    this.#outbox.close();
  }

  readonly #leave = () => this.#seen.flush();

  // Hearing

  #hear(frame: Incoming<F>): void {
    if (frame.t === "event") {
      // What arrives while a snapshot is on its way is in the snapshot or comes again after it.
      if (!this.#refetching) this.#inflow.take([frame]);
    } else if (frame.t === "ready") {
      if (frame.recovered && frame.epoch === this.place.epoch) this.#link.ready();
      else void this.#startOver();
    } else if (frame.t === "replay_end") this.#inflow.replayed(frame.pos);
    else if (frame.t === "ack") this.#sender.acked(frame, this.#shown);
    else if (frame.t === "nack") this.#sender.refused(frame);
    else if (frame.t === "reset" || frame.t === "gap") void this.#startOver();
    else if (frame.t === "hello") this.#app.greeted?.(frame.server_time);
    else if (frame.t === "eph") {
      if (frame.type === "typing") {
        const { conv, actor, on, ttl_ms, note } = frame;
        this.#typing.hear(conv, note ? { ...actor, note } : actor, on, ttl_ms);
      }
      this.#app.ephemeral?.(frame);
    }
  }

  /** Snapshot first, then what happened since it. */
  async #startOver(): Promise<void> {
    if (this.#refetching) return;
    this.#refetching = true;
    this.#applied.drop();
    try {
      this.#restarted(await this.#app.refetch());
      this.#refetching = false;
      this.#link.resume();
    } catch (problem) {
      this.#refetching = false;
      this.#link.problem(problem);
    }
  }

  #restarted(place: Place): void {
    this.#inflow.restart(place);
    this.#shown = place.pos;
    this.#outbox.forgetAccepted(place.pos);
  }

  #apply(facts: F[]): void {
    const said = new Set<string>();
    batch(() => {
      for (const { conv, data, actor } of facts) {
        const { message } = data;
        if (!conv || !message) continue;
        if (message.client_id) said.add(message.client_id);
        this.#typing.hear(conv, actor, false);
        if (message.author.kind !== this.#app.door.kind) this.#seen.mark(conv, { delivered: message.seq });
      }
      this.#app.facts(facts);
      this.#shown = Math.max(this.#shown, facts.at(-1)?.pos ?? 0);
      this.#sender.confirmed(said);
    });
  }

  // Saying

  #sendOne(item: Unsent): boolean {
    const { client_id, conv, text, besides } = item;
    return this.#say({ t: "send", client_id, conv, text, ...besides }, () =>
      this.#app.door.send(item).then(
        (ack) => this.#sender.acked(ack, this.#shown),
        (problem) => this.#sender.refused({ ...reason(problem), client_id }),
      ),
    );
  }

  #tellSeen(conv: Marks): boolean {
    return this.#say({ t: "seen", pos: this.place.pos, conv }, () => this.#app.door.seen(conv));
  }

  #tellTyping(conv: string, on: boolean, note: boolean): void {
    this.#say({ t: "typing", conv, on, note }, () => this.#app.door.typing(conv, on, note));
  }

  /** Through whichever door is open; false when none is. Over HTTP a failure may be forgotten: the next one says more. */
  #say(frame: Outgoing, overHttp: () => Promise<unknown>): boolean {
    if (this.status.peek() !== "polling") return this.#link.send(frame);
    overHttp().catch(() => {});
    return true;
  }

  async #adopt(): Promise<void> {
    await this.#outbox.adopt();
    this.#sender.run();
  }
}

function reason(problem: unknown): {
  code: string;
  message: string;
  retryable: boolean;
  retry_after_ms?: number;
} {
  if (!(problem instanceof Refusal)) return { code: "unavailable", message: "", retryable: true };
  const { code, message, retryable, retryAfter } = problem;
  return { code, message, retryable, ...(retryAfter === undefined ? {} : { retry_after_ms: retryAfter }) };
}
