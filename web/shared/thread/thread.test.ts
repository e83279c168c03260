import { expect, test } from "vitest";
import type { Author, Message } from "../live/frames.ts";
import { grouped, tickOf } from "./grouping.ts";
import { EMPTY, type MessagePage, opened, posted, trimmed, withEarlier } from "./history.ts";
import { textBytes } from "./limits.ts";
import { asWritten, withLinks } from "./links.ts";
import { Thread } from "./thread.ts";

const anna: Author = { kind: "agent", id: "a", name: "Anna" };
const visitor: Author = { kind: "visitor", id: "v", name: "Visitor" };
const NOON = new Date(2026, 2, 10, 12).getTime();

function message(seq: number, more: Partial<Message> = {}): Message {
  const base = {
    id: `m${seq}`,
    conversation_id: "c",
    seq,
    pos: seq,
    ts: NOON + seq,
    author: anna,
    client_id: null,
  } as const;
  return { ...base, kind: "text", text: `text ${seq}`, ...more };
}

const range = (from: number, to: number) => [...Array(to - from + 1)].map((_, at) => message(from + at));
const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);

/** A server with `head` messages that answers as the contract says, in pages of ten. */
function server(state: { head: number }) {
  return async ({ before, after }: { before?: number; after?: number }): Promise<MessagePage> => {
    const from = after === undefined ? Math.max(1, (before ?? state.head + 1) - 10) : after + 1;
    const to = after === undefined ? (before ?? state.head + 1) - 1 : Math.min(state.head, after + 10);
    return {
      items: range(from, to),
      head: state.head,
      has_more: after === undefined ? from > 1 : to < state.head,
    };
  };
}

test("messages in any order, any number of times, make one sequence without a hole", () => {
  for (let seed = 1; seed < 100; seed++) {
    const shuffled = [...range(1, 20), ...range(5, 9)].sort(
      (a, b) => ((a.seq * seed) % 23) - ((b.seq * seed) % 23),
    );
    let stretch = EMPTY;
    for (const one of shuffled) {
      stretch = posted(stretch, [one]);
      expect(seqs(stretch.messages)).toEqual(seqs(range(1, stretch.messages.length)));
    }
    expect(seqs(stretch.messages)).toEqual(seqs(range(1, 20)));
    expect(stretch.ahead).toEqual([]);
  }
});

const note = (pos: number, seq: number) => message(seq, { id: `n${pos}`, pos, kind: "note" });

test("notes stand after their item in the order of the log, whenever they come, and leave no hole", () => {
  const [one, two, three] = [message(1), message(2, { pos: 4 }), message(3, { pos: 6 })];
  const all = [one, note(2, 1), note(3, 1), two, note(5, 2), three, note(7, 3)];
  for (let seed = 1; seed < 50; seed++) {
    const shuffled = [...all, ...all].sort((a, b) => ((a.pos * seed) % 11) - ((b.pos * seed) % 11));
    const stretch = shuffled.reduce((before, item) => posted(before, [item]), EMPTY);
    expect([stretch.messages, stretch.ahead]).toEqual([all, []]);
  }
  const later = opened({ items: [two, note(5, 2)], head: 3, has_more: true });
  expect(posted(later, [note(2, 1)]).messages).toEqual([two, note(5, 2)]);
  expect(trimmed({ ...later, messages: [...all] }, 3, 2).messages).toEqual([three, note(7, 3)]);
  expect(trimmed({ ...later, messages: all.slice(0, 5) }, 3, 3).messages).toEqual([two, note(5, 2)]);
});

test("older pages go before, without what is there already", () => {
  const stretch = opened({ items: range(11, 20), head: 20, has_more: true });
  const both = withEarlier(stretch, { items: range(5, 12), head: 20, has_more: true });
  expect([seqs(both.messages), both.earlier]).toEqual([seqs(range(5, 20)), true]);
});

test("what is posted while the first page is on its way is not lost, and a hole is fetched", async () => {
  const state = { head: 30 };
  const thread = new Thread(server(state));
  const loading = thread.load();
  state.head = 48;
  thread.post([message(31), message(48)]);
  await loading;
  await expect.poll(() => seqs(thread.messages)).toEqual(seqs(range(21, 48)));
  await thread.loadEarlier();
  expect(seqs(thread.messages)).toEqual(seqs(range(11, 48)));
});

test("an author's words are one group until somebody else speaks, time passes or a day ends", () => {
  const parts = grouped(
    [
      message(1, { author: visitor }),
      message(2),
      message(3),
      message(4, { ts: NOON + 600_000 }),
      message(5, { kind: "system", ts: NOON + 600_001 }),
      message(6, { ts: NOON + 600_002 }),
      message(7, { ts: NOON + 86_400_000 }),
    ],
    [],
    (author) => author.kind === "visitor",
  );
  const shown = parts.map((part) => {
    if (part.kind !== "said") return part.kind;
    return `${part.first ? "[" : ""}${part.seq}${part.last ? "]" : ""}`;
  });
  expect(shown).toEqual(["day", "[1]", "[2", "3]", "[4]", "system", "[6]", "day", "[7]"]);
});

test("an echo stands at the end until its fact is there, and the fact takes its key", () => {
  const echo = { client_id: "abc", conv: "c", text: "hello", at: NOON };
  const mine = (author: Author) => author.kind === "visitor";
  const before = grouped([], [echo], mine);
  const after = grouped([message(1, { author: visitor, client_id: "abc" })], [echo], mine);
  const keys = (parts: typeof before) => parts.flatMap((part) => (part.kind === "said" ? [part.key] : []));
  expect([keys(before), keys(after)]).toEqual([["abc"], ["abc"]]);
});

test("own words on their way are no part of what a colleague said", () => {
  const echo = { client_id: "abc", conv: "c", text: "hello", at: NOON };
  const parts = grouped([message(1)], [echo], (author) => author.kind === "agent", "b");
  expect(parts.map((part) => part.kind === "said" && [part.first, part.last])).toEqual([
    false,
    [true, true],
    [true, true],
  ]);
});

test("ticks follow the other side's marks", () => {
  const marks = { delivered: 3, read: 2 };
  expect([null, 4, 3, 2].map((seq) => tickOf({ seq }, marks))).toEqual([
    "sending",
    "sent",
    "delivered",
    "read",
  ]);
});

const links = (text: string) =>
  withLinks(text).map((piece) => (typeof piece === "string" ? piece : [asWritten(piece)]));

test.each([
  ["see https://a.example/x?y=1.", ["see ", ["https://a.example/x?y=1"], "."]],
  ["(https://a.example/a_(b))", ["(", ["https://a.example/a_(b)"], ")"]],
  ["请看https://a.example/路径，谢谢", ["请看", ["https://a.example/路径"], "，谢谢"]],
  ["javascript:alert(1) data:text/html,x", ["javascript:alert(1) data:text/html,x"]],
  ["https://bank.example@evil.example/", ["https://bank.example@evil.example/"]],
  ['https://a.example/"onmouseover="x', [["https://a.example/"], '"onmouseover="x']],
  ["http://", ["http://"]],
  ["", []],
])("%j has the links %j", (text, pieces) => expect(links(text)).toEqual(pieces));

test("length is counted in bytes", () =>
  expect([textBytes("a"), textBytes("铃"), textBytes("🔔")]).toEqual([1, 3, 4]));
