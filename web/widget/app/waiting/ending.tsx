import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import style from "../conversation/conversation.module.css";
import { t as said } from "../words.ts";
import { t } from "./words.ts";

interface Props {
  readonly chat: Chat;
  readonly id: string;
  readonly onClose: () => void;
}

/** Whether they really mean to end it. */
export function EndDialog({ chat, id, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const end = async () => {
    setBusy(true);
    try {
      await chat.ask(`conversations/${id}/close`, {});
      dialog.current?.close();
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} class={style.dialog} aria-labelledby="end-title" onClose={onClose}>
      <h2 id="end-title">{t("end.sure")}</h2>
      <p>{t("end.later")}</p>
      {failed && <p role="alert">{t("end.failed")}</p>}
      <div class={style.choices}>
        <button type="button" class={style.plain} onClick={() => dialog.current?.close()}>
          {t("end.keep")}
        </button>
        <button type="button" class={style.primary} disabled={busy} onClick={end}>
          {said("end")}
        </button>
      </div>
    </dialog>
  );
}
