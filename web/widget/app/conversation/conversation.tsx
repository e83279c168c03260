import type { Echo } from "@shared/live/outbox.ts";
import { Thread, ThreadView } from "@shared/thread/index.ts";
import { useCallback, useMemo } from "preact/hooks";
import { openOne } from "../chat/apply.ts";
import type { Chat } from "../chat/chat.ts";
import { here } from "../chat/site.ts";
import type { Conversation as Talk } from "../chat/words.ts";
import { watched } from "../shell/screen.ts";
import type { Parts } from "../shell/shell.tsx";
import { Later } from "../waiting/later.tsx";
import { Welcome } from "../welcome/welcome.tsx";
import { t } from "../words.ts";
import { Composer } from "./composer.tsx";
import style from "./conversation.module.css";

const NOTHING = { delivered: 0, read: 0 };

/** One conversation, or the one that the next message begins. */
export function Conversation({ chat, screen, id }: Parts & { readonly id: string | null }) {
  const talk = id ? chat.conversations.value.get(id) : undefined;
  const begun = useMemo(() => new Thread(async () => ({ items: [], head: 0, has_more: false })), []);
  const thread = id ? chat.thread(id) : begun;
  const echoes = chat.echoes.value.filter((echo) => belongs(echo, id, openOne(chat.conversations.value)?.id));
  const onRead = useCallback((seq: number) => id && chat.read(id, seq), [chat, id]);
  const live = chat.live.value;
  const offline = live
    ? live.status.value === "offline" || live.status.value === "connecting"
    : !navigator.onLine;
  const edit = (echo: Echo) => {
    chat.discard(echo);
    screen.write(id, echo.text);
    screen.focus.value++;
  };

  return (
    <>
      {!id && echoes.length === 0 ? (
        <Welcome />
      ) : thread.state.value === "failed" ? (
        <div class={style.failed}>
          <p>{t("thread.failed")}</p>
          <button type="button" class={style.plain} onClick={() => void thread.load()}>
            {t("again")}
          </button>
        </div>
      ) : (
        <ThreadView
          thread={thread}
          echoes={echoes}
          side="visitor"
          carried={(said) =>
            (said.message ?? said.echo?.besides)?.attachments?.length && <Later chat={chat} said={said} />
          }
          marks={talk ? { delivered: talk.team_delivered, read: talk.team_read } : NOTHING}
          typing={(id && live?.typing.value.get(id)) || []}
          watched={watched.value}
          offline={offline}
          onRead={onRead}
          onRetry={(echo) => chat.retry(echo)}
          onEdit={edit}
          onDelete={(echo) => chat.discard(echo)}
        />
      )}
      <Notice chat={chat} talk={talk} />
      {talk?.status === "closed" && !openOne(chat.conversations.value) && (
        <button type="button" class={style.again} onClick={() => screen.show(null)}>
          {t("history.new")}
        </button>
      )}
      <Composer chat={chat} screen={screen} id={id} />
    </>
  );
}

/** Why there is no answer yet, so that nobody wonders whether they were heard. */
function Notice({ chat, talk }: { readonly chat: Chat; readonly talk: Talk | undefined }) {
  const words = talk && waiting(talk);
  return (
    <div role="status" class={style.notices}>
      {words && (
        <div class={style.notice}>
          <p>{words}</p>
          {talk.status === "queuing" && <Later chat={chat} id={talk.id} />}
        </div>
      )}
    </div>
  );
}

function waiting({ status, assignee }: Talk): string | null {
  if (status === "closed") return t("ended");
  if (status === "queuing") return here() ? t("wait.queuing") : t("wait.queuing.offline");
  if (status === "awaiting_reply" && assignee) return t("wait.assigned", { name: assignee.name });
  return null;
}

/** Words said before there was a conversation belong to the one that they began. */
function belongs(echo: Echo, id: string | null, open: string | undefined): boolean {
  const conv = echo.accepted?.conv ?? echo.conv;
  return conv === id || (conv === null && id !== null && id === open);
}
