import { useComputed } from "@preact/signals";
import type { Echo } from "@shared/live/index.ts";
import { ThreadView } from "@shared/thread/index.ts";
import { Failed } from "@shared/ui/empty.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { carriedBy } from "../attaching/attaching.tsx";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { teamLine } from "../moving/line.ts";
import { at } from "../place.ts";
import { ReplyDialog } from "../replies/dialogs.tsx";
import { keeping } from "../replies/saving.ts";
import { useJump } from "../searching/use-jump.ts";
import { calledAuthor } from "../visitor/called.ts";
import { t } from "../words.ts";
import { ChangeDialogs } from "./change-dialogs.tsx";
import { change, newestOwn } from "./changes.ts";
import { Composer } from "./composer.tsx";
import { noted, shownAt } from "./noted.tsx";
import style from "./open.module.css";
import { tools } from "./tools.tsx";
import { watched } from "./watched.ts";

/** What was said, and the field to say more. */
export function Talk({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const room = useRoom();
  const { ask, live, store, threads } = room;
  const thread = useMemo(() => threads.open(id), [threads, id]);
  const echoes = useComputed(() => live.echoes.value.filter((echo) => echo.conv === id)).value;
  const me = store.agent.value.id;
  const typing = useComputed(() => (live.typing.value.get(id) ?? []).filter((one) => one.id !== me)).value;
  const colleagues = typing.filter((one) => one.kind === "agent");
  const one = colleagues.length === 1 ? colleagues[0] : undefined;
  const place = at.value;
  const words = useMemo(() => shownAt(place, noted(me)), [me, place]);
  useJump(thread, place);
  const beside = useMemo(() => tools(me), [me]);
  const carried = useMemo(() => carriedBy(room), [room]);
  const [edited, setEdited] = useState<Echo | null>(null);
  const done = useCallback(() => setEdited(null), []);
  const onRead = useCallback((seq: number) => live.read(id, seq), [live, id]);

  useEffect(() => () => live.type(id, false), [live, id]);

  // Who looks at the conversation has seen the note that names them.
  const { mentioned } = conversation;
  useEffect(() => {
    if (mentioned && watched.value) void ask.sawMention(id, mentioned).catch(() => {}); // opening it again tells it
  }, [ask, id, mentioned, watched.value]);

  const changeLast = () => {
    const message = newestOwn(thread.messages, me, now.peek());
    if (message) change.value = { what: "edit", message };
    return message !== undefined;
  };

  const state = thread.state.value;
  if (state === "failed") {
    return (
      <Failed
        title={t("thread.failed")}
        words={t("problem.unreachable")}
        onRetry={() => void thread.load()}
      />
    );
  }
  return (
    <>
      <div class={style.thread}>
        {state === "ready" ? (
          <ThreadView
            key={id}
            thread={thread}
            echoes={echoes}
            side="agent"
            me={me}
            words={words}
            carried={carried}
            tools={beside}
            reworded={t("change.edited.here")}
            noted={t("note.foot")}
            called={calledAuthor}
            tell={teamLine}
            marks={{ delivered: conversation.visitor_delivered, read: conversation.visitor_read }}
            typing={typing.filter((one) => one.kind === "visitor")}
            watched={watched.value}
            offline={live.status.value !== "live" && live.status.value !== "polling"}
            onRead={onRead}
            onRetry={(echo) => live.retry(echo.client_id)}
            onEdit={setEdited}
            onDelete={(echo) => live.discard(echo.client_id)}
          />
        ) : (
          <div class={style.waiting}>
            <Skeleton lines={6} label={t("conversation.loading")} />
          </div>
        )}
      </div>
      <p class={style.colleagues} aria-live="polite">
        {one && t(one.note ? "typing.colleague.note" : "typing.colleague", { name: one.name })}
        {colleagues.length > 1 && t("typing.colleagues", { n: colleagues.length })}
      </p>
      <Composer key={id} conversation={conversation} edited={edited} onEdited={done} onLast={changeLast} />
      <ChangeDialogs thread={thread} />
      {keeping.value !== null && (
        <ReplyDialog
          text={keeping.value}
          onClose={() => {
            keeping.value = null;
          }}
        />
      )}
    </>
  );
}
