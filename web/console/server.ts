import { client } from "@shared/api/index.ts";
import { language } from "@shared/i18n/index.ts";
import { signInAgain } from "./session/ended.ts";
import { t } from "./words.ts";

export const ask = client({
  base: "/api/v1/console",
  language: () => language.peek(),
  words: { noConnection: () => t("problem.connection"), unexpected: () => t("problem.unexpected") },
  signInAgain,
});
