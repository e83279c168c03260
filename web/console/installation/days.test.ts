import { expect, test } from "vitest";
import { dayOf, endOf } from "./days.ts";

test("a day is over when the next one begins", () => {
  expect(endOf("2026-12-31")).toBe(new Date(2027, 0, 1).getTime());
  expect(endOf("2028-02-28")).toBe(new Date(2028, 1, 29).getTime());
});

test("the last moment of a day belongs to it", () => {
  for (const day of ["2026-12-31", "2028-02-29", "2026-03-29"]) expect(dayOf(endOf(day) - 1)).toBe(day);
});
