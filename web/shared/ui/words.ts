import { catalogue } from "../i18n/index.ts";

/** What the design system itself says; everything else is said by the app that uses it. */
export const t = catalogue({
  en: () => import("./i18n/en.json"),
  "zh-Hans": () => import("./i18n/zh-Hans.json"),
  "zh-Hant": () => import("./i18n/zh-Hant.json"),
});
