import type { Tag, TagColour } from "@shared/api/index.ts";

export const COLOURS: readonly TagColour[] = ["slate", "blue", "green", "amber", "red", "plum"];

/** From every id that something may carry to the tag that it is now. Deleted ones lead nowhere. */
export function byEveryId(tags: readonly Tag[]): ReadonlyMap<string, Tag> {
  return new Map(tags.flatMap((tag) => [tag.id, ...tag.was].map((id) => [id, tag] as const)));
}

/** The tags that these ids stand for, each once. */
export function tagsOf(ids: readonly string[], tags: readonly Tag[]): Tag[] {
  if (ids.length === 0) return [];
  const known = byEveryId(tags);
  return [...new Set(ids.map((id) => known.get(id)).filter((tag) => tag !== undefined))];
}

/** Those whose name has what was typed, in the order of their names. */
export function found(tags: readonly Tag[], typed: string, language: string): Tag[] {
  const words = typed.trim().toLocaleLowerCase(language);
  return tags
    .filter((tag) => tag.name.toLocaleLowerCase(language).includes(words))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** Whether one is called exactly so: then there is nothing to make. */
export function isThere(tags: readonly Tag[], typed: string): boolean {
  const name = typed.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return tags.some((tag) => tag.name.normalize("NFKC").toLowerCase() === name);
}

/** Their names as this language says several things. */
export function listed(tags: readonly Tag[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(tags.map((tag) => tag.name));
}
