import { expect, test } from "vitest";
import { named } from "./named.ts";

test("a text that is missing in the reader's language is in English", () => {
  expect(named({ en: "Team", "zh-Hans": "团队版" })).toBe("Team");
  expect(named({ de: "Team" })).toBe("");
});
