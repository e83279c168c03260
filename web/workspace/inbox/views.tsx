import { formatNumber } from "@shared/i18n/index.ts";
import { Link } from "@shared/ui/router.tsx";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { countIn, VIEWS } from "../desk/views.ts";
import { pathTo, view } from "../place.ts";
import { leaveSearch } from "../searching/field.tsx";
import { SavedList, useSavedHere } from "../searching/saved-list.tsx";
import { t } from "../words.ts";
import style from "./views.module.css";

/** The groups with their live numbers: a column where there is room, a strip above the list where there is not. */
export function Views() {
  const { store } = useRoom();
  const strip = useRef<HTMLUListElement>(null);
  const present = view.value;
  const saved = useSavedHere();
  useLayoutEffect(() => {
    const chosen = strip.current?.querySelector(`[data-view='${present}']`);
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [present]);
  return (
    <nav class={style.views} aria-label={t("views")}>
      <h2 class={style.title}>{t("conversations")}</h2>
      <ul class={style.list} ref={strip}>
        {VIEWS.map((one) => {
          const n = countIn(one, store.counts.value, store.agent.value.id);
          return (
            <li key={one}>
              <Link
                href={pathTo({ view: one, conversation: null, search: null })}
                onClick={leaveSearch}
                class={style.view}
                data-view={one}
                data-hot={n > 0 && (one === "queuing" || one === "awaiting_reply")}
                aria-current={one === present && !saved ? "page" : undefined}
              >
                <span class={style.name}>{t(`view.${one}`)}</span>
                <span class={style.count} data-count={one}>
                  {formatNumber(n)}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <SavedList />
    </nav>
  );
}
