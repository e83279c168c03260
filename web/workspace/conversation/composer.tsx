import type { Echo } from "@shared/live/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { t } from "../words.ts";
import style from "./composer.module.css";
import { Field } from "./composer-field.tsx";
import { perform } from "./deeds.ts";
import { draftOf } from "./drafts.ts";
import { beginWriting, type Writing, wanted, writing } from "./writing.ts";

export interface ComposerProps {
  conversation: Conversation;
  /** A refused message that one wants to change: its words go back into the field. */
  edited: Echo | null;
  onEdited: () => void;
  /** The arrow up in an empty field; whether there was anything of one's own to change. */
  onLast: () => boolean;
}

/** Where one answers, or writes to the team alone. What is begun of either stays while one looks at the other. */
export function Composer({ conversation, edited, onEdited, onLast }: ComposerProps) {
  const room = useRoom();
  const { id } = conversation;
  const owner = `${room.id}:${room.store.agent.value.id}`;
  // A half-written note shows itself; whoever comes to a conversation otherwise comes to answer.
  useLayoutEffect(() => {
    writing.value = draftOf(owner, noteOf(id)) && !draftOf(owner, id) ? "note" : "reply";
    wanted.value = false;
  }, [owner, id]);
  const what = writing.value;
  const closed = conversation.status === "closed" && what === "reply";

  useEffect(() => {
    if (edited) writing.value = edited.besides?.note ? "note" : "reply";
  }, [edited]);

  return (
    <div class={style.desk} data-note={what === "note" || undefined}>
      <fieldset class={style.tabs} aria-label={t("composer.what")}>
        <Choice what="reply" />
        <Choice what="note" />
      </fieldset>
      {closed ? (
        <div class={style.closed}>
          <p>{t("composer.closed")}</p>
          <Button size="s" onClick={() => void perform(room, "reopen", id)}>
            {t("reopen")}
          </Button>
        </div>
      ) : (
        <Field
          key={what}
          conversation={conversation}
          note={what === "note"}
          owner={owner}
          edited={edited}
          onEdited={onEdited}
          onLast={onLast}
        />
      )}
    </div>
  );
}

function Choice({ what }: { what: Writing }) {
  return (
    <button
      type="button"
      class={style.tab}
      aria-pressed={writing.value === what}
      onClick={() => beginWriting(what)}
    >
      {t(`composer.${what}`)}
    </button>
  );
}

export function noteOf(id: string): string {
  return `${id}.note`;
}
