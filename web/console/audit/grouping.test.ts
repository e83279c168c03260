import { expect, test } from "vitest";
import { asked, filtered } from "./filters.ts";
import { byDay } from "./grouping.ts";

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

test("entries stand under the day that the reader's clock had", () => {
  const days = byDay([{ at: at(3, 9) }, { at: at(3, 0) }, { at: at(2, 23) }]);
  expect(days.map((day) => [day.at, day.entries.length])).toEqual([
    [at(3, 0), 2],
    [at(2, 0), 1],
  ]);
});

test("a period holds its last day whole", () => {
  const wanted = asked(
    new URLSearchParams("from=2026-11-02&to=2026-11-03&group=project&who=0123456789abcdef"),
  );
  expect(wanted).toEqual({
    group: "project",
    who: "0123456789abcdef",
    since: String(at(2, 0)),
    until: String(at(4, 0)),
  });
});

test("an address that somebody made up asks for nothing", () => {
  const wanted = asked(new URLSearchParams("from=soon&to=2026-1-1&group=spells&who=%3Cscript%3E"));
  expect(wanted).toEqual({ group: null, who: null, since: null, until: null });
  expect(filtered(new URLSearchParams("search=x"))).toBe(false);
});
