import { useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import { EndIcon } from "../shell/icons.tsx";
import shell from "../shell/shell.module.css";
import { t } from "../words.ts";

/** Ending asks once more: on a small screen a finger slips. What asks is fetched at the first press. */
export function EndButton({ chat, id }: { readonly chat: Chat; readonly id: string }) {
  const [part, setPart] = useState<typeof import("../waiting/waiting.tsx") | null>(null);
  return (
    <>
      <button
        type="button"
        class={shell.icon}
        aria-label={t("end")}
        title={t("end")}
        // Where it can't be fetched nothing can be ended either; the banner says that there is no connection.
        onClick={() => import("../waiting/waiting.tsx").then(setPart, () => {})}
      >
        <EndIcon />
      </button>
      {part && <part.EndDialog chat={chat} id={id} onClose={() => setPart(null)} />}
    </>
  );
}
