import { type ReadonlySignal, signal } from "@preact/signals";
import { language } from "../i18n/current.ts";
import { Backoff } from "./backoff.ts";
import { Connection } from "./connection.ts";
import type { Door, Polled } from "./doors.ts";
import { CLOSED, type Fact, type Incoming, type Outgoing, type Place } from "./frames.ts";
import { newClientId } from "./ids.ts";
import { poll } from "./polling.ts";
import { Refusal } from "./rest.ts";

/** `polling`: connected, but over HTTP. `stopped`: it does not try again by itself, see `stopped`. */
export type LiveStatus = "connecting" | "live" | "polling" | "offline" | "stopped";
export type StopReason = "signed_out" | "forbidden" | "replaced" | "closed";

export interface Linked<F extends Fact> {
  readonly door: Door;
  place(): Place;
  hear(frame: Incoming<F>): void;
  polled(answer: Polled<F>): Promise<void>;
  /** A door is open: say what waits. */
  up(): void;
  down(): void;
  /** The person looks again, or the network is back. */
  woke(): void;
  /** The server closed because of what we said last: too long, or not understood. */
  choked(code: "too_long" | "bad_request"): void;
}

const BLOCKED_AFTER = 2;
const SOCKET_AGAIN = 120_000;
const STEADY = 5000;
const TOO_FAST = 3000;

/** Keeps one way to the server open: a socket where the network lets it through, HTTP where not; again and again. */
export class Link<F extends Fact> {
  readonly #on: Linked<F>;
  readonly #status = signal<LiveStatus>("connecting");
  readonly #stopped = signal<StopReason | null>(null);
  // A tab's own: a newer connection of the same device replaces the older one, and two tabs must not fight.
  readonly #device = newClientId();
  readonly #backoff = new Backoff();
  #connection: Connection<F> | undefined;
  #stopPolling: (() => void) | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #steady: ReturnType<typeof setTimeout> | undefined;
  #blocked = 0;
  #ready = false;

  constructor(on: Linked<F>) {
    this.#on = on;
    addEventListener("online", this.wake);
    addEventListener("offline", this.#sleep);
    document.addEventListener("visibilitychange", this.wake);
  }

  get status(): ReadonlySignal<LiveStatus> {
    return this.#status;
  }

  get stopped(): ReadonlySignal<StopReason | null> {
    return this.#stopped;
  }

  /** Over the socket; false when there is none that is ready. */
  send(frame: Outgoing): boolean {
    return this.#ready && (this.#connection?.send(frame) ?? false);
  }

  /** Goes on from the cursor over the connection that is there; the next one does so by itself. */
  resume(): void {
    this.#connection?.send({ t: "resume", ...this.#on.place() });
  }

  open(): void {
    this.#disconnect();
    if (this.#stopped.peek()) return;
    if (this.#status.peek() !== "offline") this.#status.value = "connecting";
    if (this.#blocked >= BLOCKED_AFTER) this.#poll();
    else this.#connect();
  }

  /** The server accepted our cursor: from now on frames may be said. */
  ready(status: "live" | "polling" = "live"): void {
    this.#ready = status === "live";
    this.#status.value = status;
    clearTimeout(this.#steady);
    this.#steady = setTimeout(() => this.#backoff.reset(), STEADY);
    this.#on.up();
  }

  /** A request of ours failed: what that means for the connection. */
  problem(problem: unknown): void {
    const { status = 0, retryAfter = undefined } = problem instanceof Refusal ? problem : {};
    // The next try is a socket again: perhaps HTTP failed because the server is down, and not because sockets are blocked.
    this.#blocked = Math.min(this.#blocked, BLOCKED_AFTER - 1);
    if (status === 401) this.stop("signed_out");
    else if (status === 403 || status === 404) this.stop("forbidden");
    else this.#again(retryAfter ?? this.#backoff.next());
  }

  stop(reason: StopReason): void {
    this.#disconnect();
    this.#stopped.value = reason;
    this.#status.value = "stopped";
  }

  /** After a stop, when the person asks for it. */
  restart(): void {
    this.#stopped.value = null;
    this.#backoff.reset();
    this.open();
  }

  close(): void {
    this.stop("closed");
    removeEventListener("online", this.wake);
    removeEventListener("offline", this.#sleep);
    document.removeEventListener("visibilitychange", this.wake);
  }

  /** The network or the person is back: do not sit out the pause, and do not trust an old socket. */
  readonly wake = () => {
    if (document.visibilityState === "hidden" || this.#stopped.peek()) return;
    this.#on.woke();
    if (this.#ready) this.#connection?.check();
    else if (this.#retry !== undefined) {
      this.#backoff.reset();
      this.open();
    }
  };

  readonly #sleep = () => {
    if (this.#stopped.peek()) return;
    this.#status.value = "offline";
    this.#connection?.check();
  };

  #connect(): void {
    this.#connection = new Connection<F>(socketAddress(), {
      introduce: () => ({
        t: "auth",
        ...this.#on.door.credentials,
        language: language.peek(),
        device_id: this.#device,
        resume: this.#on.place(),
      }),
      frames: (frames) => {
        for (const frame of frames) this.#on.hear(frame);
        // The system said that we are offline, and was wrong.
        if (this.#ready && this.#status.peek() === "offline") this.#status.value = "live";
      },
      closed: (code, greeted, returnAfter) => this.#closed(code, greeted, returnAfter),
    });
  }

  #closed(code: number, greeted: boolean, returnAfter: number | undefined): void {
    this.#blocked = greeted ? 0 : this.#blocked + 1;
    if (code === CLOSED.tooBig) this.#on.choked("too_long");
    if (code === CLOSED.badFrame) this.#on.choked("bad_request");
    if (code === CLOSED.signedOut) this.stop("signed_out");
    else if (code === CLOSED.forbidden) this.stop("forbidden");
    else if (code === CLOSED.replaced) this.stop("replaced");
    else this.#again(returnAfter ?? this.#backoff.next() + (code === CLOSED.tooFast ? TOO_FAST : 0));
  }

  #again(after: number): void {
    this.#disconnect();
    this.#status.value = navigator.onLine === false ? "offline" : "connecting";
    this.#retry = setTimeout(() => this.open(), after);
  }

  #disconnect(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#steady);
    this.#retry = undefined;
    this.#ready = false;
    this.#connection?.close();
    this.#connection = undefined;
    this.#stopPolling?.();
    this.#stopPolling = undefined;
    this.#on.down();
  }

  #poll(): void {
    const until = Date.now() + SOCKET_AGAIN;
    this.#stopPolling = poll<F>(this.#on.door, {
      place: () => this.#on.place(),
      polled: async (answer) => {
        await this.#on.polled(answer);
        if (this.#status.peek() !== "polling") this.ready("polling");
        if (Date.now() < until) return;
        // Perhaps sockets get through by now; if not, the next failure leads back here.
        this.#blocked = BLOCKED_AFTER - 1;
        this.open();
      },
      ended: (problem) => this.problem(problem),
    });
  }
}

function socketAddress(): string {
  return `${location.origin.replace(/^http/, "ws")}/ws`;
}
