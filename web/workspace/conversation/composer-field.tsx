import { useComputed, useSignal } from "@preact/signals";
import { textBytes } from "@shared/thread/index.ts";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { Landing, useAttaching, withFiles } from "../attaching/attaching.tsx";
import { useRoom } from "../desk/room.ts";
import { ReplyPicker, optionId as replyOption } from "../replies/picker.tsx";
import { useReplies } from "../replies/use-replies.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";
import style from "./composer.module.css";
import { type ComposerProps, noteOf } from "./composer.tsx";
import { ComposerFoot } from "./composer-foot.tsx";
import { draftOf, keepDraft } from "./drafts.ts";
import { NameList, optionId } from "./name-list.tsx";
import { useNames } from "./use-names.ts";
import { wanted } from "./writing.ts";

interface FieldProps extends ComposerProps {
  note: boolean;
  owner: string;
}

/** The field in which one types, with what it offers while one does. */
export function Field({ conversation, note, owner, edited, onEdited, onLast }: FieldProps) {
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
  const replies = useReplies(field, conversation, write);
  const files = useAttaching(id, note);
  const offered =
    names.list.length > 0
      ? { list: names.id, option: optionId(names.id, names.at) }
      : replies.open && replies.list.length > 0
        ? { list: replies.id, option: replyOption(replies.id, replies.at) }
        : undefined;
  const look = () => {
    names.look();
    replies.look();
  };

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
      {replies.open && <ReplyPicker choosing={replies} />}
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
          aria-autocomplete="list"
          aria-controls={offered?.list}
          aria-activedescendant={offered?.option}
          placeholder={note ? t("composer.note.placeholder") : t("composer.placeholder")}
          onInput={(event) => {
            write(event.currentTarget.value);
            look();
          }}
          onSelect={look}
          onBlur={() => {
            names.close();
            replies.close();
          }}
          onKeyDown={(event) => {
            // While a word is being composed, Enter chooses it; Safari says so only by the key code.
            if (event.isComposing || event.keyCode === 229 || names.take(event) || replies.take(event))
              return;
            if (event.key === "ArrowUp" && !text.peek() && onLast()) event.preventDefault();
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            send();
          }}
        />
      </Landing>
      <ComposerFoot
        attaching={files}
        hint={hint}
        note={note}
        size={size.value}
        limit={limit}
        onReplies={replies.openList}
      />
    </form>
  );
}

/** As the server will store it: without blank ends, so that both count the same. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** As high as what is typed; the style sheet says where that ends. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight}px`;
}
