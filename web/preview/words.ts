import { catalogue } from "@shared/i18n/index.ts";

/** What the demo shop says. */
export const t = catalogue({
  en: () => import("./i18n/en.json"),
  "zh-Hans": () => import("./i18n/zh-Hans.json"),
  "zh-Hant": () => import("./i18n/zh-Hant.json"),
});
