import { useRef, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import { EndIcon } from "../shell/icons.tsx";
import shell from "../shell/shell.module.css";
import { t } from "../words.ts";
import style from "./conversation.module.css";

/** Ending asks once more: on a small screen a finger slips. */
export function EndButton({ chat, id }: { readonly chat: Chat; readonly id: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    try {
      await chat.end(id);
      dialog.current?.close();
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        class={shell.icon}
        aria-label={t("end")}
        title={t("end")}
        onClick={() => {
          setFailed(false);
          dialog.current?.showModal();
        }}
      >
        <EndIcon />
      </button>
      <dialog ref={dialog} class={style.dialog} aria-labelledby="end-title">
        <h2 id="end-title">{t("end.sure")}</h2>
        <p>{t("end.later")}</p>
        {failed && <p role="alert">{t("end.failed")}</p>}
        <div class={style.choices}>
          <button type="button" class={style.plain} onClick={() => dialog.current?.close()}>
            {t("end.keep")}
          </button>
          <button type="button" class={style.primary} disabled={busy} onClick={end}>
            {t("end")}
          </button>
        </div>
      </dialog>
    </>
  );
}
