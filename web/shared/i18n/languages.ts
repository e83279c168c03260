/** The languages that every screen is complete in. Adding one here makes the compiler ask for its catalogues. */
export const LANGUAGES = [
  "en",
  "zh-Hans",
  "zh-Hant",
  "ja",
  "ko",
  "de",
  "fr",
  "es",
  "pt",
  "ru",
  "ar",
] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, as a person who reads only that one looks for it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  ja: "日本語",
  ko: "한국어",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  pt: "Português",
  ru: "Русский",
  ar: "العربية",
};

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** Firefox has no `Intl.Locale.getTextInfo`, hence a list. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(primary(language)) ? "rtl" : "ltr";
}

/** The best language we have for the first wish that we can meet; wishes are BCP 47 tags, most wanted first. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const found = wish ? matching(wish) : undefined;
    if (found) return found;
  }
  return "en";
}

function matching(wish: string): Language | undefined {
  const tag = wish.replaceAll("_", "-").toLowerCase();
  if (primary(tag) === "zh") return /^zh-(hant|tw|hk|mo)/.test(tag) ? "zh-Hant" : "zh-Hans";
  return LANGUAGES.find((language) => language.toLowerCase() === primary(tag));
}

function primary(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}
