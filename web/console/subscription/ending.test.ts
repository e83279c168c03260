import type { Subscription } from "@shared/api/index.ts";
import { expect, test } from "vitest";
import { due } from "./ending.tsx";

const day = 86_400_000;
const active = { state: "active", valid_until: 30 * day, suspended_at: null, renews: false, scheduled: null };

test.each([
  [{}, 0, null],
  [{}, 16 * day - 1, null],
  [{}, 16 * day, "soon"],
  [{ state: "trialing" }, 23 * day - 1, null],
  [{ state: "trialing" }, 23 * day, "soon"],
  [{ renews: true }, 29 * day, null],
  [{ scheduled: { plan: "free" } }, 29 * day, null],
  [{ valid_until: null, state: "free" }, 0, null],
  [{ state: "grace" }, 31 * day, "grace"],
  [{ state: "expired" }, 40 * day, "expired"],
  [{ state: "expired", suspended_at: 3 }, 4, "suspended"],
])("%o at %i: %s", (change, now, said) =>
  expect(due({ ...active, ...change } as unknown as Subscription, now)).toBe(said),
);
