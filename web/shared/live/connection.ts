import type { Fact, Incoming, Outgoing } from "./frames.ts";

const HELLO_WITHIN = 8000;
const PONG_WITHIN = 8000;
const PONG_WITHIN_WHEN_WAKING = 4000;

export interface Listener<F extends Fact> {
  /** How to introduce ourselves; asked for at the moment it is needed. */
  introduce(): Outgoing;
  frames(frames: readonly Incoming<F>[]): void;
  /** Once, whatever the reason. `greeted`: the server said hello, so sockets do get through this network. */
  closed(code: number, greeted: boolean, returnAfter: number | undefined): void;
}

/** The life of one socket: greeting, heartbeats both ways, end. What its frames mean is for the client to know. */
export class Connection<F extends Fact> {
  readonly #socket: WebSocket;
  readonly #on: Listener<F>;
  #greeted = false;
  #over = false;
  #heartbeat = 25_000;
  #deadline: ReturnType<typeof setTimeout>;
  #returnAfter: number | undefined;

  constructor(url: string, on: Listener<F>) {
    this.#on = on;
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = (event) => this.#receive(String(event.data));
    this.#socket.onclose = (event) => this.#end(event.code);
    this.#deadline = setTimeout(() => this.#end(0), HELLO_WITHIN);
  }

  send(frame: Outgoing): boolean {
    if (this.#over || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** After sleep or a change of network a socket may be dead without knowing it: ask, and do not wait long. */
  check(): void {
    if (this.#greeted) this.#ping(PONG_WITHIN_WHEN_WAKING);
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#deadline);
    this.#socket.close(1000);
  }

  #receive(data: string): void {
    if (this.#over) return;
    const frames: Incoming<F>[] = [];
    for (const line of data.split("\n")) if (line) frames.push(JSON.parse(line));
    for (const frame of frames) {
      if (frame.t === "hello") {
        this.#greeted = true;
        this.#heartbeat = frame.heartbeat_s * 1000;
        this.send(this.#on.introduce());
      } else if (frame.t === "ping") this.send({ t: "pong" });
      else if (frame.t === "bye") this.#returnAfter = frame.reconnect_after_ms;
    }
    // Whatever came, the other side lives. Silence for longer than its heartbeat is doubtful.
    if (this.#greeted) this.#in(this.#heartbeat * 1.4, () => this.#ping(PONG_WITHIN));
    this.#on.frames(frames);
  }

  #ping(within: number): void {
    this.send({ t: "ping" });
    this.#in(within, () => this.#end(4408));
  }

  #in(milliseconds: number, act: () => void): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(act, milliseconds);
  }

  #end(code: number): void {
    if (this.#over) return;
    this.close();
    this.#on.closed(code, this.#greeted, this.#returnAfter);
  }
}
