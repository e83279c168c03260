import type { Subscription } from "@shared/api/index.ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fact } from "../desk/wire.ts";
import { openSubscription } from "./known.ts";

const answer = { state: "active", turns_at: 5_000, server_time: 1_000 } as Subscription;
let asked = 0;
const ask = {
  subscription: async () => {
    asked++;
    return answer;
  },
};

beforeEach(() => {
  asked = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("an agent who is no administrator asks for nothing", async () => {
  const one = openSubscription(ask, false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([asked, one.known.value]).toEqual([0, null]);
});

test("it is asked again when the moment comes, when a fact says so, and never after closing", async () => {
  const one = openSubscription(ask, true);
  await vi.advanceTimersByTimeAsync(0);
  expect([asked, one.known.value]).toEqual([1, answer]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(2);
  one.hear([{ type: "project_renamed" }] as Fact[]);
  one.hear([{ type: "subscription_changed" }] as Fact[]);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toBe(3);
  one.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(3);
});
