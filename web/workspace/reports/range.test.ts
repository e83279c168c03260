import { describe, expect, test } from "vitest";
import { dayIn, queryOf, rangeFrom } from "./range.ts";
import { lasted, parts } from "./showing.ts";

describe("the days that are looked at", () => {
  test("it is another day elsewhere", () => {
    const at = Date.parse("2026-03-01T23:30:00Z");
    expect(dayIn("UTC", at)).toBe("2026-03-01");
    expect(dayIn("Europe/Berlin", at)).toBe("2026-03-02");
  });

  test.each([
    ["", { name: "30", first: "2026-02-01", last: "2026-03-02" }],
    ["range=today", { name: "today", first: "2026-03-02", last: "2026-03-02" }],
    ["range=7", { name: "7", first: "2026-02-24", last: "2026-03-02" }],
    ["range=nonsense", { name: "30", first: "2026-02-01", last: "2026-03-02" }],
    ["first=2025-12-31&last=2026-01-01", { name: "custom", first: "2025-12-31", last: "2026-01-01" }],
    ["first=2025-13-31&last=2026-01-01", { name: "30", first: "2026-02-01", last: "2026-03-02" }],
  ])("'%s' in the address", (query, range) => {
    expect(rangeFrom(new URLSearchParams(query), "2026-03-02")).toEqual(range);
  });

  test("what stands in the address leads back to the same days", () => {
    for (const text of ["range=7", "first=2025-12-31&last=2026-01-01"]) {
      const range = rangeFrom(new URLSearchParams(text), "2026-03-02");
      expect(rangeFrom(new URLSearchParams(queryOf(range)), "2026-03-02")).toEqual(range);
    }
  });
});

describe("how long something took", () => {
  test("it is said in its two largest units", () => {
    expect([0, 45, 150, 7_200, 93_600].map(lasted)).toEqual(["0s", "45s", "2m 30s", "2h", "1d 2h"]);
  });

  test("a distribution has a part below its first limit, one above its last, and those between", () => {
    expect(parts([1, 2, 3], [30, 60])).toEqual([
      { n: 1, below: 30 },
      { n: 2, from: 30, below: 60 },
      { n: 3, from: 60 },
    ]);
  });
});
