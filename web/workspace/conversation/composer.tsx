import { useComputed, useSignal } from "@preact/signals";
import { formatNumber } from "@shared/i18n/index.ts";
import type { Echo } from "@shared/live/index.ts";
import { textBytes } from "@shared/thread/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { SendIcon } from "@shared/ui/icons.tsx";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Conversation } from "../desk/wire.ts";
import { called } from "../visitor/called.ts";
import { t } from "../words.ts";
import style from "./composer.module.css";
import { perform } from "./deeds.ts";
import { draftOf, keepDraft } from "./drafts.ts";

/** Near the limit one is told how much is left; far from it the number would only be noise. */
const NEAR = 0.9;

/** The key R leads here. */
export const COMPOSER = "composer";

interface ComposerProps {
  conversation: Conversation;
  /** A refused message that one wants to change: its words go back into the field. */
  edited: Echo | null;
  onEdited: () => void;
}

export function Composer({ conversation, edited, onEdited }: ComposerProps) {
  const room = useRoom();
  const { id } = conversation;
  const owner = `${room.id}:${room.store.agent.value.id}`;
  const text = useSignal(draftOf(owner, id));
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const limit = room.store.desk().limits.max_text_bytes;
  const size = useComputed(() => textBytes(clean(text.value)));
  const over = size.value > limit;
  const closed = conversation.status === "closed";

  useLayoutEffect(() => grow(field.current), [text.value]);
  const write = (value: string) => {
    text.value = value;
    keepDraft(owner, id, value);
    room.live.type(id, value.trim() !== "");
  };

  // Once for each message taken back.
  useEffect(() => {
    if (!edited) return;
    write(text.peek() ? `${edited.text}\n${text.peek()}` : edited.text);
    room.live.discard(edited.client_id);
    onEdited();
    field.current?.focus();
  }, [edited]);

  const send = () => {
    const words = clean(text.value);
    if (!words || over || closed) return field.current?.focus();
    room.live.send(id, words);
    text.value = "";
    keepDraft(owner, id, "");
    field.current?.focus();
  };

  if (closed) {
    return (
      <div class={style.closed}>
        <p>{t("composer.closed")}</p>
        <Button size="s" onClick={() => void perform(room, "reopen", id)}>
          {t("reopen")}
        </Button>
      </div>
    );
  }
  return (
    <form
      class={style.composer}
      data-over={over}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        id={COMPOSER}
        class={style.field}
        rows={1}
        dir="auto"
        value={text.value}
        aria-label={t("composer.label", { name: called(conversation.visitor) })}
        aria-describedby={hint}
        aria-invalid={over || undefined}
        placeholder={t("composer.placeholder")}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While a word is being composed, Enter chooses it; Safari says so only by the key code.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <div class={style.foot}>
        <p id={hint} class={style.hint} role={over ? "alert" : undefined}>
          {over
            ? t("composer.too_long", { size: kilobytes(size.value), limit: kilobytes(limit) })
            : size.value > limit * NEAR
              ? t("composer.left", { left: formatNumber(limit - size.value) })
              : t("composer.hint")}
        </p>
        <Button type="submit" look="primary" size="s" icon={SendIcon} disabled={over}>
          {t("send")}
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
