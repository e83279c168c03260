import type { Said } from "@shared/thread/index.ts";
import { IconButton } from "@shared/ui/button.tsx";
import { ClockIcon, CloseIcon, PencilIcon } from "@shared/ui/icons.tsx";
import { now } from "../desk/clock.ts";
import { KeepReply } from "../replies/buttons.tsx";
import { t } from "../words.ts";
import { change, mayChange } from "./changes.ts";
import style from "./tools.module.css";

/** What can be done with a message, beside it: for whoever points at it, comes by Tab or has no pointer. */
export function tools(me: string) {
  return ({ message }: Said) => {
    if (!message) return null;
    const mine = mayChange(message, me, now.peek());
    const answer = message.author.kind === "agent" && message.kind === "text" && !message.recalled_at;
    if (!mine && !answer && !message.revision) return null;
    const open = (what: "edit" | "recall" | "earlier") => () => {
      change.value = { what, message };
    };
    return (
      <div class={style.tools}>
        {(message.revision ?? 0) > 0 && (
          <IconButton size="s" icon={ClockIcon} label={t("change.earlier")} onClick={open("earlier")} />
        )}
        {answer && <KeepReply text={message.text} />}
        {mine && <IconButton size="s" icon={PencilIcon} label={t("change.edit")} onClick={open("edit")} />}
        {mine && <IconButton size="s" icon={CloseIcon} label={t("change.recall")} onClick={open("recall")} />}
      </div>
    );
  };
}
