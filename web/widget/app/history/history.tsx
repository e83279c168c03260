import { formatAgo } from "@shared/i18n/index.ts";
import { lastTime, listed, openOne } from "../chat/apply.ts";
import type { Conversation } from "../chat/words.ts";
import type { Parts } from "../shell/shell.tsx";
import { Later } from "../waiting/later.tsx";
import { t } from "../words.ts";
import style from "./history.module.css";

/** All that this visitor ever talked about here, newest first. */
export function History({ chat, screen }: Parts) {
  const conversations = chat.conversations.value;
  return (
    <div class={style.history}>
      <ul class={style.list}>
        {listed(conversations).map((conversation) => (
          <li key={conversation.id}>
            <Entry conversation={conversation} onOpen={() => screen.show(conversation.id)} />
          </li>
        ))}
      </ul>
      {!openOne(conversations) && (
        <div class={style.foot}>
          <button type="button" class={style.new} onClick={() => screen.show(null)}>
            {t("history.new")}
          </button>
        </div>
      )}
    </div>
  );
}

function Entry({
  conversation,
  onOpen,
}: {
  readonly conversation: Conversation;
  readonly onOpen: () => void;
}) {
  const { assignee, status, last_message: last, unread } = conversation;
  const text = last?.text || "📎";
  return (
    <button type="button" class={style.entry} onClick={onOpen}>
      <span class={style.name} dir="auto">
        {assignee?.name ?? t("history.team")}
      </span>
      <span class={style.time}>{formatAgo(lastTime(conversation), Date.now(), "short")}</span>
      <span class={style.text} dir="auto" data-unread={unread > 0 ? "" : undefined}>
        {last?.author.kind === "visitor" ? t("history.you", { text }) : text}
      </span>
      {unread > 0 ? (
        <span class={style.badge}>
          <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
          <span class={style.hidden}>
            <Later unread={unread} />
          </span>
        </span>
      ) : (
        status === "closed" && <span class={style.ended}>{t("history.ended")}</span>
      )}
    </button>
  );
}
