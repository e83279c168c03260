import type { SavedView } from "@shared/api/index.ts";
import { expect, test } from "vitest";
import { UNNARROWED } from "./filters.ts";
import { filtersFor, moved, same, shownBy } from "./saved.ts";

const view = (id: string, shared: boolean): SavedView => ({
  id,
  name: id,
  shared,
  filters: filtersFor({ view: "pending", order: "waiting", narrowed: { ...UNNARROWED, from: "2026-01-01" } }),
});

test("a saved view leads to the list that it was saved from", () => {
  const shown = shownBy(view("a", false));
  expect(shown).toEqual({
    view: "pending",
    order: "waiting",
    narrowed: { ...UNNARROWED, from: "2026-01-01" },
  });
  expect(same(shown, shownBy(view("b", true)))).toBe(true);
  expect(same(shown, { ...shown, order: "newest" })).toBe(false);
});

test("a view moves among its own kind, and not beyond the end", () => {
  const views = [view("a", true), view("b", true), view("c", false), view("d", false)];
  expect(moved(views, "b", -1)).toEqual(["b", "a"]);
  expect(moved(views, "b", 1)).toEqual(["a", "b"]);
  expect(moved(views, "c", 1)).toEqual(["d", "c"]);
});
