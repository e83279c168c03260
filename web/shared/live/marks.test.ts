import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Backoff } from "./backoff.ts";
import type { Marks } from "./frames.ts";
import { Seen } from "./seen.ts";
import { TypingIn, TypingOut } from "./typing.ts";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

const anna = { kind: "agent", id: "a", name: "Anna" } as const;

test("marks go forward only and are told at most once a second", () => {
  const told: Marks[] = [];
  const seen = new Seen((marks) => told.push(structuredClone(marks)) > 0);
  for (let seq = 1; seq <= 50; seq++) {
    seen.mark("c", { delivered: seq, read: seq - 10 });
    seen.mark("c", { read: seq - 20 });
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(2000);
  expect(told.length).toBeLessThanOrEqual(7);
  expect(told.at(-1)).toEqual({ c: { delivered: 50, read: 40 } });
  for (const { c } of told) expect(c?.read).toBeLessThanOrEqual(c?.delivered ?? 0);
});

test("marks made without a connection wait for it, and the latest are told again after it broke", () => {
  let open = false;
  const told: Marks[] = [];
  const seen = new Seen((marks) => open && told.push(structuredClone(marks)) > 0);
  seen.mark("c", { read: 3 });
  vi.advanceTimersByTime(5000);
  open = true;
  seen.again();
  seen.again();
  expect(told).toEqual([{ c: { delivered: 3, read: 3 } }, { c: { delivered: 3, read: 3 } }]);
});

test("typing is said at once, then every three seconds, and taken back when the field is empty", () => {
  const said: boolean[] = [];
  const typing = new TypingOut((_, on) => said.push(on));
  for (let stroke = 0; stroke < 70; stroke++) {
    typing.stroke("c");
    vi.advanceTimersByTime(100);
  }
  typing.stop("c");
  typing.stop("c");
  expect(said).toEqual([true, true, true, false]);
});

test("who types is forgotten when it is not said again", () => {
  const typing = new TypingIn();
  typing.hear("c", anna, true, 6000);
  vi.advanceTimersByTime(4000);
  typing.hear("c", anna, true, 6000);
  vi.advanceTimersByTime(4000);
  expect(typing.who.value.get("c")).toEqual([anna]);
  vi.advanceTimersByTime(2001);
  expect(typing.who.value.size).toBe(0);
});

test("pauses grow, stay below their limit, and differ between clients", () => {
  const pauses = [...Array(200)].map(() => {
    const backoff = new Backoff();
    return [...Array(10)].map(() => backoff.next());
  });
  const highest = (at: number) => Math.max(...pauses.map((one) => one[at] as number));
  expect(highest(0)).toBeLessThanOrEqual(500);
  expect(highest(9)).toBeLessThanOrEqual(30_000);
  expect(highest(9)).toBeGreaterThan(highest(2));
  expect(new Set(pauses.map((one) => one[5])).size).toBeGreaterThan(190);
});
