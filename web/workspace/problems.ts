import { inWords as said } from "@shared/api/index.ts";
import { t } from "./words.ts";

/** What to tell the agent: the server's own sentence, or that something went wrong. */
export function inWords(problem: unknown): string {
  return said(problem, t("problem.unknown"));
}
