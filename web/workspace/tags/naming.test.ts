import { expect, test } from "vitest";
import { found, isThere, tagsOf } from "./naming.ts";

const tags = [
  { id: "1", name: "Shipping", colour: "blue", was: ["9"] },
  { id: "2", name: "Refund", colour: "red", was: [] },
] as const;
const all = tags.map((tag) => ({ ...tag, was: [...tag.was] }));

test("a merged tag is the one that it became, a deleted one is none, and nothing stands twice", () => {
  expect(tagsOf(["9", "7", "1", "2"], all).map((tag) => tag.name)).toEqual(["Shipping", "Refund"]);
});

test("what is typed finds tags wherever it stands in their names, in their order", () => {
  expect(found(all, " ", "en").map((tag) => tag.id)).toEqual(["2", "1"]);
  expect(found(all, "SHIP", "en").map((tag) => tag.id)).toEqual(["1"]);
  expect([isThere(all, " refund "), isThere(all, "refun")]).toEqual([true, false]);
});
