import type { Entry } from "./entries.ts";

/** Those that have every word that was typed, whatever its case. */
export function matching(entries: readonly Entry[], typed: string, language: string): Entry[] {
  const words = plain(typed, language).split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const said = plain(entry.words, language);
    return words.every((word) => said.includes(word));
  });
}

function plain(text: string, language: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLocaleLowerCase(language);
}
