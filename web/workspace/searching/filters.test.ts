import { expect, test } from "vitest";
import { askedFor } from "../desk/views.ts";
import type { Tag } from "../desk/wire.ts";
import { dayStart, filtersOf, isNarrowed, narrowedIn, UNNARROWED } from "./filters.ts";

test("an address that says nothing of use narrows nothing", () => {
  const odd = new URLSearchParams("tag=%22x&agent=&group=a%20b&from=2026-02-30&to=tomorrow");
  expect(narrowedIn(odd)).toEqual(UNNARROWED);
  expect(isNarrowed(narrowedIn(odd))).toBe(false);
});

test("days of the address are whole days of one's own calendar", () => {
  const { since, until } = filtersOf({ ...UNNARROWED, from: "2026-03-01", to: "2026-03-01" }, []);
  expect(since).toBe(new Date(2026, 2, 1).getTime());
  expect(until).toBe(new Date(2026, 2, 2).getTime());
  expect(dayStart("2026-12-31", 1)).toBe(new Date(2027, 0, 1).getTime());
});

test("a tag goes by every id that it ever had", () => {
  const tags: Tag[] = [{ id: "now", name: "Late", colour: "blue", was: ["once"] }];
  const filters = filtersOf({ ...UNNARROWED, tag: "once" }, tags);
  expect(filters.tags).toEqual(["now", "once"]);
  expect(askedFor(filters).tag_id).toBe("now");
  expect(filtersOf({ ...UNNARROWED, tag: "gone" }, tags).tags).toEqual(["gone"]);
});
