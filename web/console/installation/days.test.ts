import { expect, test } from "vitest";
import { dayOf, endOf } from "./days.ts";

test("what ends with a day ends in its last second, and belongs to it", () => {
  for (const day of ["2026-12-31", "2028-02-28", "2028-02-29", "2026-03-29"]) {
    expect(dayOf(endOf(day))).toBe(day);
    expect(dayOf(endOf(day) + 1000)).not.toBe(day);
  }
});
