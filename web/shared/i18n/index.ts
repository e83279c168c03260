/**
 * What people read: one catalogue for each room, loaded in one language at a time, and numbers and times written as that
 * language writes them. `t("key", {n: 3})` chooses the plural by `n`.
 */
export { catalogue, type Sentence, setLanguage, type Translate, type Variables } from "./catalogue.ts";
export { language } from "./current.ts";
export {
  formatAgo,
  formatDate,
  formatDay,
  formatMoment,
  formatNumber,
  formatSpan,
  formatTime,
} from "./format.ts";
export { chooseLanguage, directionOf, LANGUAGE_NAMES, LANGUAGES, type Language } from "./languages.ts";
