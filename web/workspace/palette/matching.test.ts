import { expect, test } from "vitest";
import type { Entry } from "./entries.ts";
import { matching } from "./matching.ts";

const entry = (words: string): Entry => ({ id: words, part: "deeds", words, run: () => {} });

test("every word that was typed counts, in any order, without accents and case", () => {
  const entries = ["Écrire une note", "Fermer la conversation", "Schließen"].map(entry);
  const found = (typed: string) => matching(entries, typed, "fr").map((one) => one.words);
  expect(found("NOTE ecri")).toEqual(["Écrire une note"]);
  expect(found("conv ferm")).toEqual(["Fermer la conversation"]);
  expect(found(" ")).toHaveLength(3);
  expect(found("note fermer")).toEqual([]);
});
