import type { Author, Message } from "@shared/live/index.ts";
import { t } from "../words.ts";

/** What only the team is told of a system line: who gave it to whom, and what was set aside. Null: as for everybody. */
export function teamLine({ system, author }: Message, called: (author: Author) => string): string | null {
  const by = called(author);
  if (system?.what === "snoozed") return t("line.snoozed", { by });
  if (system?.what === "woken")
    return author.kind === "system" ? t("line.woken") : t("line.woken.by", { by });
  if (system?.what !== "assigned" || author.kind !== "agent") return null;
  if (!system.agent) return t("line.queued", { by });
  return system.agent.id === author.id ? null : t("line.given", { by, name: system.agent.name });
}
