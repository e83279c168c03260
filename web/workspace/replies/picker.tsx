import { Link } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { settingsPath } from "../place.ts";
import style from "./picker.module.css";
import type { Choosing } from "./use-replies.ts";
import { t } from "./words.ts";

/** Which option of the list the keyboard is on. */
export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** Saved replies above the field in which one types; the field keeps the focus. */
export function ReplyPicker({ choosing }: { choosing: Choosing }) {
  const { replies } = useRoom();
  const { id, list, at, choose } = choosing;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, list]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press here must not take the focus from the field
    <div class={style.sheet} onMouseDown={(event) => event.preventDefault()}>
      {list.length > 0 ? (
        <div ref={box} id={id} class={style.list} role="listbox" aria-label={t("replies")}>
          {list.map((reply, n) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
            <div
              key={reply.id}
              id={optionId(id, n)}
              class={style.option}
              role="option"
              aria-selected={n === at}
              onClick={() => choose(reply)}
            >
              <span class={style.names}>
                <b dir="auto">{reply.shortcut}</b>
                <span dir="auto">{reply.title}</span>
                {!reply.shared && <small>{t("replies.own")}</small>}
              </span>
              <span class={style.text} dir="auto">
                {reply.text}
              </span>
            </div>
          ))}
        </div>
      ) : replies.problem.value ? (
        <p class={style.quiet} role="alert">
          {replies.problem.value}
        </p>
      ) : replies.all.value ? (
        <p class={style.quiet}>{t("replies.empty.hint")}</p>
      ) : (
        <div class={style.quiet}>
          <Skeleton lines={3} label={t("replies.loading")} />
        </div>
      )}
      <p class={style.foot}>
        <span class={style.keys}>{t("replies.keys")}</span>
        <Link href={settingsPath("replies")}>{t("replies.manage")}</Link>
      </p>
    </div>
  );
}
