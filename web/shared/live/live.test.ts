import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { visitorDoor } from "./doors.ts";
import type { Fact, Message } from "./frames.ts";
import { Live } from "./live.ts";

/**
 * The server's half of the protocol over a network that may lose a connection at any moment, before or after what was said
 * has arrived. Stands where the browser's `WebSocket` stands; everything on this side of it is the real client.
 */
class Desk {
  readonly log: Fact[] = [];
  readonly sockets = new Set<FakeSocket>();
  epoch = "one";
  /** Answers `recovered: false` once, as after a long absence. */
  forgetful = false;
  loseAfterAccepting = () => false;
  loseFact = () => false;

  post(text: string, author: "visitor" | "agent", client_id: string | null): Fact {
    const prev = this.log.at(-1)?.pos ?? 0;
    const seq = this.log.length + 1;
    const pos = prev + 3;
    const actor = { kind: author, id: author, name: author };
    const base = { id: `m${seq}`, conversation_id: "c", seq, pos, ts: pos, kind: "text" } as const;
    const message: Message = { ...base, author: actor, text, client_id };
    const fact = { prev, pos, conv: "c", seq, type: "message_posted", ts: pos, actor, data: { message } };
    this.log.push(fact);
    for (const socket of this.sockets)
      if (socket.live && !this.loseFact()) socket.bring({ t: "event", ...fact });
    return fact;
  }

  hear(socket: FakeSocket, frame: { t: string } & Record<string, unknown>): void {
    if (frame.t === "ping") socket.bring({ t: "pong" });
    if (frame.t === "auth" || frame.t === "resume") {
      const { epoch, pos } = (frame.resume ?? frame) as { epoch: string; pos: number };
      const recovered = epoch === this.epoch && !this.forgetful;
      this.forgetful = false;
      socket.live = recovered;
      const head_pos = this.log.at(-1)?.pos ?? 0;
      socket.bring({ t: "ready", principal: {}, epoch: this.epoch, head_pos, recovered });
      if (!recovered) return;
      for (const fact of this.log) if (fact.pos > pos) socket.bring({ t: "event", ...fact });
      socket.bring({ t: "replay_end", pos: head_pos });
    }
    if (frame.t === "send") this.#accept(socket, frame.client_id as string, frame.text as string);
  }

  #accept(socket: FakeSocket, client_id: string, text: string): void {
    const before = this.log.find(({ data }) => data.message?.client_id === client_id);
    const { pos, seq, ts } = before ?? this.post(text, "visitor", client_id);
    if (this.loseAfterAccepting()) socket.drop();
    socket.bring({ t: "ack", client_id, conv: "c", id: `m${seq}`, seq, pos, ts, duplicate: Boolean(before) });
  }
}

let desk: Desk;

class FakeSocket {
  static readonly OPEN = 1;
  readyState = 0;
  live = false;
  onmessage: (event: { data: string }) => void = () => {};
  onclose: (event: { code: number }) => void = () => {};

  constructor() {
    desk.sockets.add(this);
    setTimeout(() => {
      this.readyState = 1;
      this.bring({ t: "hello", protocol: 1, server_time: Date.now(), heartbeat_s: 25, max_frame: 65_536 });
    }, 20);
  }

  send(data: string): void {
    for (const line of data.split("\n"))
      setTimeout(() => this.readyState === 1 && desk.hear(this, JSON.parse(line)), 10);
  }

  bring(frame: object): void {
    setTimeout(() => this.readyState === 1 && this.onmessage({ data: JSON.stringify(frame) }), 10);
  }

  drop(code = 1006): void {
    if (this.readyState > 1) return;
    this.close();
    setTimeout(() => this.onclose({ code }), 0);
  }

  close(): void {
    this.readyState = 3;
    this.live = false;
    desk.sockets.delete(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal("WebSocket", FakeSocket);
  localStorage.clear();
  desk = new Desk();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function client() {
  const view: string[] = [];
  let refetched = 0;
  const live = new Live<Fact>({
    door: visitorDoor("v", "token"),
    place: { epoch: desk.epoch, pos: 0 },
    facts: (facts) => view.push(...facts.map(({ data }) => data.message?.text ?? "")),
    refetch: async () => {
      refetched++;
      view.splice(0, view.length, ...desk.log.map(({ data }) => data.message?.text ?? ""));
      return { epoch: desk.epoch, pos: desk.log.at(-1)?.pos ?? 0 };
    },
  });
  return { live, view, refetched: () => refetched };
}

const logged = () => desk.log.map(({ data }) => data.message?.text);
const passes = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test("facts and words pass in both directions, and the echo makes room for its fact", async () => {
  const { live, view } = client();
  live.send("c", "hello");
  expect(live.echoes.value.map(({ text }) => text)).toEqual(["hello"]);
  await passes(300);
  desk.post("welcome", "agent", null);
  await passes(300);
  expect([live.status.value, view, live.echoes.value]).toEqual(["live", ["hello", "welcome"], []]);
  live.close();
});

test("through any number of lost connections, each word is said once, in order, and the view is the log", async () => {
  for (let seed = 1; seed <= 25; seed++) {
    let state = seed * 31;
    const chance = (percent: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return (state / 2147483648) * 100 < percent;
    };
    localStorage.clear();
    desk = new Desk();
    desk.loseAfterAccepting = () => chance(20);
    desk.loseFact = () => chance(20);
    const { live, view } = client();
    const said: string[] = [];
    for (let word = 0; word < 30; word++) {
      said.push(`v${word}`);
      live.send("c", `v${word}`);
      if (chance(50)) desk.post(`a${word}`, "agent", null);
      await passes(state % 400);
      if (chance(20)) for (const socket of desk.sockets) socket.drop(chance(50) ? 1012 : 1006);
      if (chance(5)) desk.forgetful = true;
      if (chance(3)) desk.epoch += "'";
    }
    desk.loseAfterAccepting = desk.loseFact = () => false;
    desk.post("the end", "agent", null);
    await passes(180_000);
    expect(
      logged().filter((text) => text?.startsWith("v")),
      `seed ${seed}`,
    ).toEqual(said);
    expect(view, `seed ${seed}`).toEqual(logged());
    expect(live.echoes.value, `seed ${seed}`).toEqual([]);
    live.close();
  }
});

test("a restored backup makes the client fetch everything again", async () => {
  const { live, view, refetched } = client();
  await passes(300);
  desk.post("before", "agent", null);
  await passes(300);
  desk.epoch = "two";
  desk.log.splice(0);
  desk.post("restored", "agent", null);
  for (const socket of desk.sockets) socket.drop(1012);
  await passes(3000);
  expect([view, refetched(), live.place]).toEqual([["restored"], 1, { epoch: "two", pos: 3 }]);
  live.close();
});

test.each([
  [4401, "signed_out"],
  [4403, "forbidden"],
  [4409, "replaced"],
])("closed with %i it does not come back by itself", async (code, reason) => {
  const { live } = client();
  await passes(300);
  for (const socket of desk.sockets) socket.drop(code);
  await passes(120_000);
  expect([live.status.value, live.stopped.value, desk.sockets.size]).toEqual(["stopped", reason, 0]);
  live.reconnect();
  await passes(300);
  expect(live.status.value).toBe("live");
  live.close();
});

test("a silent connection is asked, and given up when it does not answer", async () => {
  const { live } = client();
  await passes(300);
  desk.hear = () => {};
  const [first] = desk.sockets;
  await passes(25_000 * 1.4 + 8_000 + 1);
  expect(first?.readyState).toBe(3);
  live.close();
});

test("a message that the server cannot take is shown as failed and holds nobody up", async () => {
  const { live, view } = client();
  await passes(300);
  const hear = desk.hear.bind(desk);
  desk.hear = (socket, frame) => (frame.text === "monster" ? socket.drop(4413) : hear(socket, frame));
  live.send("c", "monster");
  live.send("c", "mouse");
  await passes(5000);
  expect([view, live.echoes.value.map(({ failed }) => failed?.code)]).toEqual([["mouse"], ["too_long"]]);
  live.close();
});
