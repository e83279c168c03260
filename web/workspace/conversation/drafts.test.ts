import { beforeEach, expect, test } from "vitest";
import { draftOf, keepDraft } from "./drafts.ts";

beforeEach(() => localStorage.clear());

test("each conversation and each agent has its own draft", () => {
  keepDraft("p:a1", "c1", "half a sen");
  expect(draftOf("p:a1", "c1")).toBe("half a sen");
  expect(draftOf("p:a1", "c2")).toBe("");
  expect(draftOf("p:a2", "c1")).toBe("");
  expect(Object.values(localStorage)).toEqual(["half a sen"]);
});

test("an emptied draft leaves nothing behind", () => {
  keepDraft("p:a1", "c1", "x");
  keepDraft("p:a1", "c1", "  ");
  expect(draftOf("p:a1", "c1")).toBe("");
  expect(localStorage.length).toBe(0);
});

test("drafts do not pile up for ever", () => {
  for (let n = 0; n < 230; n++) keepDraft("p:a1", `c${String(n).padStart(4, "0")}`, "x");
  expect(localStorage.length).toBe(200);
});
