// @vitest-environment node
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { LANGUAGES, type Sentence } from "./index.ts";

/** Holds every `i18n/en.json` under web/, so that a new room is covered by being there. */
const web = fileURLToPath(new URL("../..", import.meta.url));
const catalogues = globSync("**/i18n/en.json", {
  cwd: web,
  exclude: (path) => path.includes("node_modules"),
}).map((path) => dirname(path));

test("every app and shared room keeps its words where this looks", () => {
  expect(catalogues.length).toBeGreaterThan(0);
});

test.each(catalogues)("%s says the same in every language", (folder) => {
  const english = read(folder, "en");
  for (const language of LANGUAGES) {
    const words = read(folder, language);
    expect(Object.keys(words).sort(), language).toEqual(Object.keys(english).sort());
    for (const [key, sentence] of Object.entries(words)) {
      const original = english[key] as Sentence;
      expect([...places(sentence)].sort(), `${language} ${key}`).toEqual([...places(original)].sort());
      expect(typeof sentence, `${language} ${key}`).toBe(typeof original);
      expect(missingPlurals(sentence, language), `${language} ${key}`).toEqual([]);
      expect(
        forms(sentence).filter((form) => !form.trim()),
        `${language} ${key} is empty`,
      ).toEqual([]);
    }
  }
});

test.each(catalogues)("%s has no sentence that nobody says", (folder) => {
  const room = dirname(folder);
  const source = globSync("**/*.{ts,tsx}", { cwd: join(web, room) })
    .filter((path) => !path.includes(".test."))
    .map((path) => readFileSync(join(web, room, path), "utf8"))
    .join("\n");
  // A key may be built: t(`status.${status}`) says every key that starts with "status."
  const built = [...source.matchAll(/`([\w.-]+)\$\{/g)].map((match) => match[1] as string);
  const unused = Object.keys(read(folder, "en")).filter(
    (key) => !source.includes(`"${key}"`) && !built.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

function read(folder: string, language: string): Record<string, Sentence> {
  return JSON.parse(readFileSync(join(web, folder, `${language}.json`), "utf8"));
}

function forms(sentence: Sentence): string[] {
  return typeof sentence === "string" ? [sentence] : Object.values(sentence);
}

function places(sentence: Sentence): Set<string> {
  return new Set(forms(sentence).flatMap((form) => form.match(/\{\w+\}/g) ?? []));
}

function missingPlurals(sentence: Sentence, language: string): string[] {
  if (typeof sentence === "string") return [];
  return new Intl.PluralRules(language)
    .resolvedOptions()
    .pluralCategories.filter((category) => !(category in sentence));
}
