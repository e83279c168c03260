import { expect, test } from "vitest";
import { choices, localTime } from "./times.ts";

const at = (text: string) => new Date(text).getTime();
const told = (now: string) => choices(at(now)).map(({ name, at }) => `${name} ${localTime(at)}`);

test("later today as long as it is today, then mornings at nine", () => {
  expect(told("2026-03-04T10:10")).toEqual([
    "later 2026-03-04T13:30",
    "tomorrow 2026-03-05T09:00",
    "next_week 2026-03-09T09:00",
  ]);
  expect(told("2026-03-04T22:10")).toEqual(["tomorrow 2026-03-05T09:00", "next_week 2026-03-09T09:00"]);
});

test("on a Sunday tomorrow is next week already, on a Monday next week is the one after", () => {
  expect(told("2026-03-08T22:00")).toEqual(["tomorrow 2026-03-09T09:00"]);
  expect(told("2026-03-09T22:00")).toEqual(["tomorrow 2026-03-10T09:00", "next_week 2026-03-16T09:00"]);
});
