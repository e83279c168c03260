import { expect, test } from "vitest";
import { left, stopped } from "./validity.ts";

const now = Date.UTC(2026, 2, 10, 12);
const second = 1000;

test.each([
  [14 * 86_400 * second, { unit: "days", n: 14 }],
  [14 * 86_400 * second - 1, { unit: "days", n: 14 }],
  [1.4 * 86_400 * second, { unit: "days", n: 1 }],
  [86_400 * second, { unit: "days", n: 1 }],
  [86_399 * second, { unit: "hours", n: 23 }],
  [3_600 * second, { unit: "hours", n: 1 }],
  [59 * second, { unit: "minutes", n: 1 }],
  [1, { unit: "minutes", n: 1 }],
  [0, { unit: "over", n: 0 }],
  [-86_400 * second, { unit: "over", n: 0 }],
])("%i ms before the end", (rest, expected) => expect(left(now + rest, now)).toEqual(expected));

test("what counts as expired before its end was stopped by an operator", () => {
  expect(stopped("expired", now + second, now)).toBe(true);
  expect(stopped("expired", null, now)).toBe(true);
  expect(stopped("expired", now, now)).toBe(false);
  expect(stopped("active", now + second, now)).toBe(false);
});
