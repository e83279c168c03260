import { expect, test, vi } from "vitest";
import { Cursor } from "./cursor.ts";
import type { Fact } from "./frames.ts";
import { Inflow } from "./inflow.ts";

const author = { kind: "visitor", id: "v", name: "V" } as const;

function fact(prev: number, pos: number, conv: string | null = null, seq: number | null = null): Fact {
  return { prev, pos, conv, seq, type: "message_posted", ts: 0, actor: author, data: {} };
}

/** A log as one principal is sent it: positions grow by whatever others did in between, sequences by one. */
function log(random: () => number, length: number): Fact[] {
  const seqs = new Map<string, number>();
  let prev = 0;
  return Array.from({ length }, () => {
    const conv = ["a", "b", "c"][Math.floor(random() * 3)] as string;
    const seq = random() < 0.7 ? (seqs.get(conv) ?? 0) + 1 : null;
    if (seq !== null) seqs.set(conv, seq);
    const made = fact(prev, prev + 1 + Math.floor(random() * 5), conv, seq);
    prev = made.pos;
    return made;
  });
}

/** Reproducible by its seed. */
function dice(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

test("the cursor never moves over a hole", () => {
  const cursor = new Cursor({ epoch: "e", pos: 10 });
  expect(cursor.take(fact(10, 12))).toBe("apply");
  expect(cursor.take(fact(15, 17))).toBe("hole");
  expect(cursor.pos).toBe(12);
  expect(cursor.take(fact(12, 15))).toBe("apply");
  expect(cursor.take(fact(15, 17))).toBe("apply");
  expect(cursor.take(fact(12, 15))).toBe("drop");
});

test("a snapshot that stands between two facts needs the later one only", () => {
  const cursor = new Cursor({ epoch: "e", pos: 10 });
  expect(cursor.take(fact(7, 12))).toBe("apply");
});

test("a missing number in a conversation is a hole until the server says the same again", () => {
  const cursor = new Cursor({ epoch: "e", pos: 0 });
  cursor.take(fact(0, 1, "a", 1));
  const third = fact(1, 5, "a", 3);
  expect(cursor.take(third)).toBe("hole");
  cursor.asking(third);
  expect(cursor.take(third)).toBe("apply");
});

test("whatever is lost, doubled and shuffled, what comes out is the log, in order, once", () => {
  vi.useFakeTimers();
  for (let seed = 1; seed <= 200; seed++) {
    const random = dice(seed);
    const facts = log(random, 60);
    const seen: number[] = [];
    const inflow: Inflow<Fact> = new Inflow<Fact>(
      { epoch: "e", pos: 0 },
      {
        facts: (applied) => seen.push(...applied.map((one) => one.pos)),
        // The server's part of a resume.
        ask: () => inflow.take(facts.filter((one) => one.pos > inflow.cursor.pos)),
        lost: () => expect.unreachable("a server that answers is never lost"),
      },
    );
    let at = 0;
    while (at < facts.length) {
      const size = 1 + Math.floor(random() * 6);
      const chunk = facts.slice(at, at + size);
      at += size;
      if (random() < 0.3) chunk.push(...facts.slice(Math.max(0, at - 9), at));
      if (random() < 0.4) chunk.sort(() => random() - 0.5);
      inflow.take(chunk.filter(() => random() > 0.2));
      if (random() < 0.2) vi.advanceTimersByTime(500);
      // A dropped connection forgets what it held; the next one resumes.
      if (random() < 0.1) {
        inflow.pause();
        inflow.take(facts.filter((one) => one.pos > inflow.cursor.pos && facts.indexOf(one) < at));
      }
    }
    inflow.take(facts.filter((one) => one.pos > inflow.cursor.pos));
    expect(seen, `seed ${seed}`).toEqual(facts.map((one) => one.pos));
  }
  vi.useRealTimers();
});

test("a hole that asking does not fill calls for a fresh snapshot", () => {
  vi.useFakeTimers();
  let asked = 0;
  let lost = 0;
  const late = fact(5, 6);
  const inflow: Inflow<Fact> = new Inflow<Fact>(
    { epoch: "e", pos: 0 },
    {
      facts: () => expect.unreachable("nothing continues from the cursor"),
      ask: () => {
        asked++;
        inflow.take([late]);
      },
      lost: () => lost++,
    },
  );
  inflow.take([late]);
  vi.advanceTimersByTime(5000);
  expect([asked, lost, inflow.cursor.pos]).toEqual([2, 1, 0]);
  vi.useRealTimers();
});

test("the end of a replay moves the cursor, but not over what is held", () => {
  const inflow = new Inflow<Fact>({ epoch: "e", pos: 0 }, { facts: () => {}, ask: () => {}, lost: () => {} });
  inflow.take([fact(5, 6)]);
  inflow.replayed(6);
  expect(inflow.cursor.pos).toBe(0);
  inflow.pause();
  inflow.replayed(6);
  expect(inflow.cursor.pos).toBe(6);
});
