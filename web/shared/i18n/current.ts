import { signal } from "@preact/signals";
import type { Language } from "./languages.ts";

/** What the person reads now. Changed by `setLanguage` alone, after the words have arrived. */
export const language = signal<Language>("en");
