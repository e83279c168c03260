import type { Author, Message } from "@shared/live/index.ts";
import { expect, test } from "vitest";
import { apply, type Conversations, listed, openOne, read, snapshot, unreadIn } from "./apply.ts";
import type { Changing, VisitorFact } from "./words.ts";

const anna: Author = { kind: "agent", id: "a", name: "Anna" };
const me: Author = { kind: "visitor", id: "v", name: "Visitor" };

/** A server in miniature: one visitor, some conversations, the facts that it states and the snapshot it would give. */
class Desk {
  pos = 0;
  readonly facts: VisitorFact[] = [];
  readonly #states = new Map<string, Changing & { created_at: number; theirs: number[] }>();

  say(conv: string, author: Author): void {
    const ts = ++this.pos;
    const before = this.#states.get(conv);
    const seq = (before?.last_seq ?? 0) + 1;
    const base = { closed_at: null, team_delivered: 0, team_read: 0, visitor_delivered: 0, visitor_read: 0 };
    const message: Message = {
      ...{ id: `${conv}${seq}`, conversation_id: conv, seq, pos: ts, ts, author },
      ...{ kind: "text", text: `${conv} ${seq}`, client_id: null },
    };
    const mine = author.kind === "visitor";
    const state = {
      ...(before ?? { ...base, assignee: null, created_at: ts, theirs: [] }),
      status: mine ? ("awaiting_reply" as const) : ("replied" as const),
      last_seq: seq,
      message_count: seq,
      last_message: { seq, author, text: message.text, ts },
      ...(mine ? { visitor_read: seq, visitor_delivered: seq } : {}),
      theirs: [...(before?.theirs ?? []), ...(mine ? [] : [seq])],
    };
    this.#state(conv, "message_posted", state, message);
  }

  seen(conv: string): void {
    const before = this.#states.get(conv);
    if (!before) return;
    this.pos++;
    this.#state(conv, "messages_seen", { ...before, visitor_read: before.last_seq });
  }

  snapshot() {
    return [...this.#states].map(([id, { theirs, ...state }]) => ({
      ...state,
      id,
      unread: theirs.filter((seq) => seq > state.visitor_read).length,
    }));
  }

  #state(
    conv: string,
    type: string,
    state: Changing & { created_at: number; theirs: number[] },
    message?: Message,
  ): void {
    this.#states.set(conv, state);
    const { created_at: _, theirs: __, ...told } = state;
    const data = { state: told, ...(message ? { message } : {}) };
    const prev = this.facts.at(-1)?.pos ?? 0;
    this.facts.push({
      prev,
      pos: this.pos,
      conv,
      seq: message?.seq ?? null,
      type,
      ts: this.pos,
      actor: me,
      data,
    });
  }
}

test("an old snapshot with the facts since then is a fresh snapshot", () => {
  for (let seed = 1; seed <= 60; seed++) {
    let state = seed * 7919;
    const dice = (sides: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * sides);
    };
    const desk = new Desk();
    let view: Conversations = new Map();
    let from = 0;
    for (let step = 0; step < 80; step++) {
      const conv = ["x", "y", "z"][dice(3)] as string;
      if (dice(5) === 0) desk.seen(conv);
      else desk.say(conv, dice(2) ? anna : me);
      if (step === 20) {
        view = snapshot(desk.snapshot());
        from = desk.facts.length;
      }
    }
    for (const fact of desk.facts.slice(from)) view = apply(view, fact);
    expect(view, `seed ${seed}`).toEqual(snapshot(desk.snapshot()));
  }
});

test("what is read here counts no more, though the server says so later", () => {
  const desk = new Desk();
  desk.say("x", me);
  desk.say("x", anna);
  let view = desk.facts.reduce(apply, new Map() as Conversations);
  expect(unreadIn(view)).toBe(1);
  view = read(view, "x", 2);
  desk.say("x", anna);
  view = apply(view, desk.facts.at(-1) as VisitorFact);
  expect(unreadIn(view)).toBe(1);
  expect(unreadIn(read(view, "x", 3))).toBe(0);
});

test("the list begins with what was last talked about, and the open one is found", () => {
  const desk = new Desk();
  desk.say("x", me);
  desk.say("y", me);
  desk.say("x", anna);
  const view = desk.facts.reduce(apply, new Map() as Conversations);
  expect(listed(view).map(({ id }) => id)).toEqual(["x", "y"]);
  expect(openOne(view)?.id).toBe("x");
});
