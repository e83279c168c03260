import { useEffect, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import { t } from "../words.ts";
import style from "./shell.module.css";

const SHORT = 2500;

/** Says that the connection is gone, but not for a moment's hiccup. */
export function Banner({ chat }: { readonly chat: Chat }) {
  const status = chat.live.value?.status.value ?? (navigator.onLine ? "live" : "offline");
  const away = status === "connecting" || status === "offline";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    setShown(status === "offline");
    if (status !== "connecting") return;
    const timer = setTimeout(() => setShown(true), SHORT);
    return () => clearTimeout(timer);
  }, [status]);
  return (
    <div role="status">
      {away && shown && <p class={style.banner}>{status === "offline" ? t("offline") : t("connecting")}</p>}
    </div>
  );
}
