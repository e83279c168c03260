import { useComputed, useSignal } from "@preact/signals";
import { formatNumber } from "@shared/i18n/index.ts";
import type { Echo } from "@shared/live/index.ts";
import { textBytes } from "@shared/thread/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { SendIcon } from "@shared/ui/icons.tsx";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { Landing, Pick, useAttaching, withFiles } from "../attaching/attaching.tsx";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";
import style from "./composer.module.css";
import { perform } from "./deeds.ts";
import { draftOf, keepDraft } from "./drafts.ts";
import { NameList, optionId } from "./name-list.tsx";
import { useNames } from "./use-names.ts";
import { beginWriting, type Writing, wanted, writing } from "./writing.ts";

/** Near the limit one is told how much is left; far from it the number would only be noise. */
const NEAR = 0.9;

interface ComposerProps {
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

function noteOf(id: string): string {
  return `${id}.note`;
}

interface FieldProps extends ComposerProps {
  note: boolean;
  owner: string;
}

function Field({ conversation, note, owner, edited, onEdited, onLast }: FieldProps) {
  const room = useRoom();
  const { id } = conversation;
  const draft = note ? noteOf(id) : id;
  const text = useSignal(draftOf(owner, draft));
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const limit = room.store.desk().limits.max_text_bytes;
  const size = useComputed(() => textBytes(clean(text.value)));
  const over = size.value > limit;

  useLayoutEffect(() => grow(field.current), [text.value]);
  const write = (value: string) => {
    text.value = value;
    keepDraft(owner, draft, value);
    room.live.type(id, value.trim() !== "", note);
  };
  const names = useNames(field, note, write);
  const files = useAttaching(id, note);

  // Not when the conversation is opened: only when somebody asks for the field.
  useLayoutEffect(() => {
    if (!wanted.value) return;
    wanted.value = false;
    field.current?.focus();
  }, [wanted.value]);

  // Once for each message taken back.
  useEffect(() => {
    if (!edited || !!edited.besides?.note !== note) return;
    write(text.peek() ? `${edited.text}\n${text.peek()}` : edited.text);
    room.live.discard(edited.client_id);
    onEdited();
    field.current?.focus();
  }, [edited]);

  const send = () => {
    const words = clean(text.value);
    if (over || files.waits.peek() || (!words && files.ready.peek().length === 0))
      return field.current?.focus();
    const besides = note ? { note, mentions: names.namedIn(words) } : undefined;
    room.live.send(id, words, withFiles(files, besides));
    text.value = "";
    keepDraft(owner, draft, "");
    field.current?.focus();
  };

  return (
    <form
      class={style.composer}
      data-over={over}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {names.list.length > 0 && (
        <NameList id={names.id} names={names.list} chosen={names.at} onChoose={names.choose} />
      )}
      <Landing attaching={files}>
        <textarea
          ref={field}
          class={style.field}
          rows={1}
          dir="auto"
          value={text.value}
          aria-label={
            note ? t("composer.note.label") : t("composer.label", { name: called(conversation.visitor) })
          }
          aria-describedby={hint}
          aria-invalid={over || undefined}
          aria-autocomplete={note ? "list" : undefined}
          aria-controls={names.list.length > 0 ? names.id : undefined}
          aria-activedescendant={names.list.length > 0 ? optionId(names.id, names.at) : undefined}
          placeholder={note ? t("composer.note.placeholder") : t("composer.placeholder")}
          onInput={(event) => {
            write(event.currentTarget.value);
            names.look();
          }}
          onSelect={names.look}
          onBlur={names.close}
          onKeyDown={(event) => {
            // While a word is being composed, Enter chooses it; Safari says so only by the key code.
            if (event.isComposing || event.keyCode === 229 || names.take(event)) return;
            if (event.key === "ArrowUp" && !text.peek() && onLast()) event.preventDefault();
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            send();
          }}
        />
      </Landing>
      <div class={style.foot}>
        <Pick attaching={files} />
        <p id={hint} class={style.hint} role={over ? "alert" : undefined}>
          {over
            ? t("composer.too_long", { size: kilobytes(size.value), limit: kilobytes(limit) })
            : size.value > limit * NEAR
              ? t("composer.left", { left: formatNumber(limit - size.value) })
              : note
                ? t("composer.note.hint")
                : t("composer.hint")}
        </p>
        <Button type="submit" look="primary" size="s" icon={SendIcon} disabled={over || files.waits.value}>
          {note ? t("composer.note.add") : t("send")}
        </Button>
      </div>
    </form>
  );
}

/** As the server will store it: without blank ends, so that both count the same. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

function kilobytes(bytes: number): string {
  return formatNumber(bytes / 1024, { maximumFractionDigits: 1 });
}

/** As high as what is typed; the style sheet says where that ends. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight}px`;
}
