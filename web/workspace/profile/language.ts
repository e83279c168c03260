import { chooseLanguage, type Language } from "@shared/i18n/index.ts";

const KEY = "deskbell.workspace.language";

/** What this browser was last read in: the sign-in page comes before one knows who it is. */
export function firstLanguage(): Language {
  return chooseLanguage([kept(), ...navigator.languages]);
}

export function rememberLanguage(chosen: Language): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser without storage begins in its own language each time.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
