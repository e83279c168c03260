import { formatDate } from "@shared/i18n/index.ts";
import { IconButton } from "@shared/ui/button.tsx";
import { CloseIcon } from "@shared/ui/icons.tsx";
import type { Room } from "../desk/room.ts";
import { useRoom } from "../desk/room.ts";
import { go, narrowed, status, who } from "../place.ts";
import { byEveryId } from "../tags/naming.ts";
import { t as workspace } from "../words.ts";
import style from "./chips.module.css";
import { isSearching } from "./field.tsx";
import { dayStart, type Narrowed } from "./filters.ts";
import { saving } from "./save-dialog.tsx";
import { useSavedHere } from "./saved-list.tsx";
import { t } from "./words.ts";

interface Chosen {
  key: string;
  words: string;
  gone?: boolean;
  drop: () => void;
}

/** Whether a filter goes by something that is there no more: then nothing can match it. */
export function isGone(store: Room["store"], { tag, group }: Narrowed): boolean {
  return (
    (tag !== null && !byEveryId(store.tags.value).has(tag)) ||
    (group !== null && !store.groups.value.has(group))
  );
}

/** What the list is narrowed by; a press takes one away. */
export function Chips() {
  const { store } = useRoom();
  const here = narrowed.value;
  const searching = isSearching();
  const chosen = chosenOf(store, here);
  if (searching) chosen.push(...chosenForWords(store));
  const saved = useSavedHere();
  if (chosen.length === 0) return null;
  const drop = () => go(searching ? { narrowed: null, who: null, status: null } : { narrowed: null });
  return (
    <ul class={style.chips} aria-label={t("filters.present")}>
      {chosen.map(({ key, words, gone, drop }) => (
        <li key={key} class={style.chip} data-gone={gone || undefined}>
          <bdi class={style.words}>{words}</bdi>
          <IconButton size="s" icon={CloseIcon} label={t("filters.drop", { filter: words })} onClick={drop} />
        </li>
      ))}
      {!searching && !saved && (
        <li>
          <button
            type="button"
            class={style.clear}
            onClick={() => {
              saving.value = true;
            }}
          >
            {t("views.save")}
          </button>
        </li>
      )}
      {chosen.length > 1 && (
        <li>
          <button type="button" class={style.clear} onClick={drop}>
            {t("filters.clear")}
          </button>
        </li>
      )}
    </ul>
  );
}

function chosenOf(store: Room["store"], here: Narrowed): Chosen[] {
  const { tag, agent, group, from, to } = here;
  const without = (change: Partial<Narrowed>) => () => go({ narrowed: { ...here, ...change } });
  const chosen: Chosen[] = [];
  if (tag !== null) {
    const name = byEveryId(store.tags.value).get(tag)?.name;
    const words = name ? t("filters.tag.is", { name }) : t("filters.tag.gone");
    chosen.push({ key: "tag", words, gone: !name, drop: without({ tag: null }) });
  }
  if (agent !== null)
    chosen.push({
      key: "agent",
      words: t("filters.agent.is", { name: nameOf(store, agent) }),
      drop: without({ agent: null }),
    });
  if (group !== null) {
    const name = store.groups.value.get(group)?.name;
    const words = name ? t("filters.group.is", { name }) : t("filters.group.gone");
    chosen.push({ key: "group", words, gone: !name, drop: without({ group: null }) });
  }
  if (from !== null || to !== null)
    chosen.push({ key: "time", words: inDays(from, to), drop: without({ from: null, to: null }) });
  return chosen;
}

function chosenForWords(store: Room["store"]): Chosen[] {
  const chosen: Chosen[] = [];
  const [by, state] = [who.value, status.value];
  if (by !== null) {
    const words =
      by === "visitor" || by === "agent"
        ? t(`filters.who.${by}`)
        : t("filters.who.is", { name: nameOf(store, by) });
    chosen.push({ key: "who", words, drop: () => go({ who: null }) });
  }
  if (state !== null)
    chosen.push({ key: "status", words: workspace(`status.${state}`), drop: () => go({ status: null }) });
  return chosen;
}

export function nameOf(store: Room["store"], agent: string): string {
  return store.agents.value.get(agent)?.name ?? t("filters.agent.former");
}

function inDays(from: string | null, to: string | null): string {
  const [first, last] = [from, to].map((day) => {
    const at = day === null ? null : dayStart(day);
    return at === null ? "" : formatDate(at, { dateStyle: "medium" });
  });
  if (first && last) return first === last ? first : t("filters.days.between", { from: first, to: last });
  return first ? t("filters.days.from", { from: first }) : t("filters.days.to", { to: last ?? "" });
}
