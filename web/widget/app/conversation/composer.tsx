import { textBytes } from "@shared/thread/index.ts";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { site } from "../chat/site.ts";
import { ClipIcon, SendIcon } from "../shell/icons.tsx";
import { opened } from "../shell/screen.ts";
import shell from "../shell/shell.module.css";
import type { Parts } from "../shell/shell.tsx";
import { attach, Later, load, part } from "../waiting/later.tsx";
import { t } from "../words.ts";
import style from "./conversation.module.css";

const MOST = 16_384;
const NEAR = 0.9;

/** Where one writes. Enter sends, Shift+Enter breaks the line, and Enter that ends an input method's word does neither. */
export function Composer({ chat, screen, id }: Parts & { readonly id: string | null }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = screen.draft();
  const limit = site.value?.limits.max_text_bytes ?? MOST;
  const bytes = textBytes(text.trim());
  const tooLong = bytes > limit;

  const files = part.value?.filesOf(chat);
  const nothing = tooLong || files?.waits.value || !(bytes || files?.ready.value.length);

  const send = () => {
    if (nothing) return;
    chat.send(id, text.trim(), files && { attachments: files.take().map((one) => one.id) });
    screen.write(id, "");
    field.current?.focus();
  };
  const keyed = (event: KeyboardEvent) => {
    // Safari ends a composition before it tells of the key; 229 is all that is left of it then.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const written = (event: InputEvent) => {
    const now = (event.currentTarget as HTMLTextAreaElement).value;
    screen.write(id, now);
    if (id) chat.live.peek()?.type(id, now.trim() !== "");
  };

  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight + 2}px`;
  }, [text, opened.value]);

  const focus = screen.focus.value;
  useEffect(() => {
    if (focus > 0 && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [focus]);

  return (
    <form
      class={style.composer}
      onPaste={(event) => attach(chat, event.clipboardData)}
      onDragEnter={load}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {part.value && <part.value.Tray chat={chat} />}
      <button
        type="button"
        class={shell.icon}
        aria-label={t("write.attach")}
        title={t("write.attach")}
        onClick={() => attach(chat)}
      >
        <ClipIcon />
      </button>
      <textarea
        ref={field}
        class={style.field}
        rows={1}
        dir="auto"
        value={text}
        placeholder={t("write")}
        aria-label={t("write")}
        aria-describedby="room"
        aria-invalid={tooLong}
        enterkeyhint="send"
        onKeyDown={keyed}
        onInput={written}
      />
      <button
        type="submit"
        class={style.send}
        aria-label={t("write.send")}
        title={t("write.send")}
        disabled={nothing}
      >
        <SendIcon />
      </button>
      <p id="room" class={tooLong ? style.tooLong : style.room} role="status">
        {bytes > limit * NEAR && <Later text={text} left={limit - bytes} />}
      </p>
    </form>
  );
}
