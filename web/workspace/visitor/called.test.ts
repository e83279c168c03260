import { setLanguage } from "@shared/i18n/index.ts";
import { initials } from "@shared/ui/avatar.tsx";
import { afterAll, expect, test } from "vitest";
import { called, calledAuthor } from "./called.ts";

afterAll(() => setLanguage("en"));

test.each([
  ["en", "Visitor 3594", "V"],
  ["zh-Hans", "访客 3594", "访"],
  ["zh-Hant", "訪客 3594", "訪"],
] as const)("in %s a visitor without a name is %s", async (language, words, letter) => {
  await setLanguage(language);
  expect(called({ name: "#3594" })).toBe(words);
  expect(initials(words)).toBe(letter);
});

test.each(["Emily Carter", "#", "#12a", "No. #12"])("a name that was given stays as it is: %s", (name) => {
  expect(called({ name })).toBe(name);
});

test("only visitors are numbered", () => {
  expect(calledAuthor({ kind: "agent", name: "#7" })).toBe("#7");
});
