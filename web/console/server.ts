import { type Ask, client, Refusal } from "@shared/api/index.ts";
import { language } from "@shared/i18n/index.ts";
import { signInAgain } from "./session/ended.ts";
import { proveAgain } from "./session/proof.ts";
import { t } from "./words.ts";

const plain = client({
  base: "/api/v1/console",
  language: () => language.peek(),
  words: { noConnection: () => t("problem.connection"), unexpected: () => t("problem.unexpected") },
  signInAgain,
});

/** Where the person must prove once more who they are they do, and what was asked goes on. */
export const ask: Ask = async (method, path, asked) => {
  try {
    return await plain(method, path, asked);
  } catch (thrown) {
    const wanted = thrown instanceof Refusal && thrown.code === "proof_needed";
    if (!wanted || !(await proveAgain())) throw thrown;
    return plain(method, path, asked);
  }
};
