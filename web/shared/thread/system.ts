import type { Author, Message } from "../live/frames.ts";
import { t } from "./words.ts";

/** What happened to a conversation, in the reader's language; the server's own text where it is newer than we are. */
export function systemLine(
  message: Message,
  mine: (author: Author) => boolean,
  called: (author: Author) => string,
): string {
  const { system, author } = message;
  const you = mine(author);
  const by = author.kind === "system" ? "" : called(author);
  switch (system?.what) {
    case "started":
      return t("system.started");
    case "assigned":
      return system.agent ? t("system.assigned", { name: system.agent.name }) : t("system.assigned.nobody");
    case "closed":
      if (you) return t("system.closed.you");
      return by ? t("system.closed.by", { name: by }) : t("system.closed");
    case "reopened":
      if (you) return t("system.reopened.you");
      return by ? t("system.reopened.by", { name: by }) : t("system.reopened");
    default:
      return message.text;
  }
}
