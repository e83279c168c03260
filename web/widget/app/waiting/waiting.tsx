import { formatDate } from "@shared/i18n/index.ts";
import { textBytes } from "@shared/thread/index.ts";
import { useEffect, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Opening } from "../chat/words.ts";
import { t } from "./words.ts";

export { addFiles, Files, filesOf, Tray } from "../attaching/attaching.tsx";
export { EndDialog } from "./ending.tsx";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const AFTER_FAILURE = 30_000;

interface Place {
  readonly position: number | null;
  readonly wait_ms: number | null;
  readonly full: boolean;
  readonly hours: Opening | null;
  readonly again_ms: number;
}

/** How much more fits into a message, or how much too long it is, in characters of this very text: people count those. */
export function Room({ text, left }: { readonly text: string; readonly left: number }) {
  const n = Math.floor((left * text.length) / Math.max(1, textBytes(text)));
  return <>{left < 0 ? t("long", { n: Math.max(1, -n) }) : t("room", { n })}</>;
}

/** The number beside a conversation, in words. */
export function Unread({ unread }: { readonly unread: number }) {
  return <>{t("unread", { n: unread })}</>;
}

/** When the team is back, in the visitor's own time. */
export function Back({ hours }: { readonly hours: Opening }) {
  const at = hours.opens_at;
  if (hours.open || at === null) return null;
  const near = at - Date.now() < 6 * DAY;
  const when = formatDate(at, {
    weekday: "long",
    hour: "numeric",
    minute: "2-digit",
    ...(near ? {} : { day: "numeric", month: "long" }),
  });
  return <p>{t("back", { when })}</p>;
}

/** Where the visitor stands in the queue, asked for again as often as the server likes, while somebody looks. */
export function InQueue({ chat, id }: { readonly chat: Chat; readonly id: string }) {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const look = async () => {
      let pause = AFTER_FAILURE;
      try {
        if (!document.hidden) {
          const now = await chat.ask<Place>(`conversations/${id}/place`);
          pause = now.again_ms;
          if (!left) setPlace(now);
        }
      } catch {
        // It is asked for again.
      }
      if (!left) timer = setTimeout(look, pause);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [chat, id]);
  if (!place) return null;
  const { position, wait_ms, full, hours } = place;
  if (hours && !hours.open) return <Back hours={hours} />;
  if (full) return <p>{t("full")}</p>;
  if (position === null) return null;
  return (
    <p>
      {position === 1 ? t("next") : t("position", { position })}{" "}
      {wait_ms === null ? t("unknown") : t("wait", { n: Math.max(1, Math.ceil(wait_ms / MINUTE)) })}
    </p>
  );
}
