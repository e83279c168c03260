import { language } from "@shared/i18n/index.ts";

/** Texts of the operator's catalogue, by language; English is always there. */
export function named(texts: Record<string, string>): string {
  return texts[language.value] ?? texts.en ?? "";
}
