import { catalogue } from "@shared/i18n/index.ts";

/** What is said about saved replies. */
export const t = catalogue({
  en: () => import("./i18n/en.json"),
  "zh-Hans": () => import("./i18n/zh-Hans.json"),
  "zh-Hant": () => import("./i18n/zh-Hant.json"),
  ja: () => import("./i18n/ja.json"),
  ko: () => import("./i18n/ko.json"),
  de: () => import("./i18n/de.json"),
  fr: () => import("./i18n/fr.json"),
  es: () => import("./i18n/es.json"),
  pt: () => import("./i18n/pt.json"),
  ru: () => import("./i18n/ru.json"),
  ar: () => import("./i18n/ar.json"),
});
