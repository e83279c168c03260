import { catalogue } from "../i18n/index.ts";

/** What a thread says, in the widget and in the Workspace alike. */
export const t = catalogue({
  en: () => import("./i18n/en.json"),
  "zh-Hans": () => import("./i18n/zh-Hans.json"),
  "zh-Hant": () => import("./i18n/zh-Hant.json"),
});
