import { expect, test } from "vitest";
import { money, named } from "./named.ts";

test("a text that is missing in the reader's language is in English", () => {
  expect(named({ en: "Team", "zh-Hans": "团队版" })).toBe("Team");
  expect(named({ de: "Team" })).toBe("");
});

test.each([
  [950, "EUR", "€9.50"],
  [900, "JPY", "¥900"],
  [1005, "KWD", "KWD\u00a01.005"],
])("%i of the smallest unit of %s is %s", (minor, currency, shown) =>
  expect(money(minor, currency)).toBe(shown),
);
