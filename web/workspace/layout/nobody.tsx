import { Empty } from "@shared/ui/empty.tsx";
import { ChatIcon } from "@shared/ui/icons.tsx";
import { useRoom } from "../desk/room.ts";
import { countIn } from "../desk/views.ts";
import { singleKeys } from "../shortcuts/keys.ts";
import { t } from "../words.ts";
import { First, useFirst } from "./first.tsx";
import style from "./layout.module.css";

/** No conversation is open: says how many wait and how to open one. */
export function Nobody() {
  const { store } = useRoom();
  const waiting = countIn("queuing", store.counts.value, store.agent.value.id);
  const ever = countIn("all", store.counts.value, store.agent.value.id);
  useFirst(ever === 0);
  if (ever === 0) {
    return (
      <section class={style.nobody} aria-label={t("conversation")}>
        <First />
      </section>
    );
  }
  return (
    <section class={style.nobody} aria-label={t("conversation")}>
      <Empty icon={ChatIcon} title={t("nobody.title")}>
        <p>{waiting > 0 ? t("nobody.waiting", { n: waiting }) : t("nobody.calm")}</p>
        {singleKeys.value && (
          <p>{t.pieces("nobody.keys", { next: <kbd key="j">J</kbd>, help: <kbd key="?">?</kbd> })}</p>
        )}
      </Empty>
    </section>
  );
}
