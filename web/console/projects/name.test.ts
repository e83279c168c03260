import { setLanguage } from "@shared/i18n/index.ts";
import { beforeAll, expect, test } from "vitest";
import { readableName } from "./name.ts";

beforeAll(() => setLanguage("en"));

test.each([
  ["  Blue   Shop ", "Blue Shop"],
  ["<b>Shop</b>", "<b>Shop</b>"],
  ["名".repeat(80), "名".repeat(80)],
  ["🦊".repeat(80), "🦊".repeat(80)],
])("%j is kept as %j", (typed, kept) => expect(readableName(typed)).toBe(kept));

test.each([
  ["   ", /Enter a name/],
  ["x".repeat(81), /81 characters; at most 80/],
])("%j is refused in words", (typed, words) => expect(() => readableName(typed)).toThrow(words));
