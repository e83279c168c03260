import { expect, test } from "vitest";
import { begunName, meant, named, withNames } from "./mentions.ts";

const TEAM = [
  { id: "1", name: "Anna" },
  { id: "2", name: "Anna Berg" },
  { id: "3", name: "Tom Reed" },
  { id: "4", name: "Tom Reed" },
  { id: "5", name: "李雷" },
];

test.each([
  ["@", "", 0],
  ["ask @to", "to", 4],
  ["ask @Tom R", "Tom R", 4],
  ["(@a", "a", 1],
])("%j begins a name", (text, begun, at) => expect(begunName(text, text.length)).toEqual({ at, begun }));

test.each(["a@b", "@tom reed asks", "nobody", "@ tom"])("%j begins none", (text) =>
  expect(begunName(text, text.length)).toBeNull(),
);

test("any word of a name may be begun", () => {
  expect(meant(TEAM, "be", 6).map(({ id }) => id)).toEqual(["2"]);
  expect(meant(TEAM, "", 2).map(({ id }) => id)).toEqual(["1", "2"]);
  expect(meant(TEAM, "李", 6).map(({ id }) => id)).toEqual(["5"]);
  expect(meant(TEAM, "x", 6)).toEqual([]);
});

test("of two names the longer one is meant, and of two people of one name who was chosen", () => {
  expect(named("@Anna Berg and @Anna, @Anna Berg", TEAM, new Set())).toEqual(["2", "1"]);
  expect(named("ask @Tom Reed", TEAM, new Set(["4"]))).toEqual(["4"]);
  expect(named("mail tom@Reed or @nobody", TEAM, new Set())).toEqual([]);
  expect(withNames("hi @李雷!", TEAM)).toEqual(["hi ", TEAM[4], "!"]);
});
