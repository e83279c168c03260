import { signal } from "@preact/signals";
import { IconButton } from "@shared/ui/button.tsx";
import { PencilIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { useRoom } from "../desk/room.ts";
import views from "../inbox/views.module.css";
import { narrowed, order, pathTo, view } from "../place.ts";
import { leaveSearch } from "./field.tsx";
import style from "./saved.module.css";
import { type Shown, same, shownBy } from "./saved.ts";
import { t } from "./words.ts";

/** The dialog in which saved views are renamed, ordered and deleted is open. */
export const keeping = signal(false);

export function shownHere(): Shown {
  return { view: view.value, order: order.value, narrowed: narrowed.value };
}

/** The saved view that the list shows now. */
export function useSavedHere() {
  const { saved } = useRoom();
  const here = shownHere();
  return saved.known.value.find((one) => same(shownBy(one), here));
}

/** Below the groups: lists that somebody gave a name. */
export function SavedList() {
  const { saved } = useRoom();
  const here = useSavedHere();
  if (saved.known.value.length === 0) return null;
  return (
    <section class={style.part} aria-label={t("views.saved")}>
      <header class={style.head}>
        <h2 class={views.title}>{t("views.saved")}</h2>
        <IconButton
          size="s"
          icon={PencilIcon}
          label={t("views.keep")}
          onClick={() => {
            keeping.value = true;
          }}
        />
      </header>
      <ul class={views.list}>
        {saved.known.value.map((one) => (
          <li key={one.id}>
            <Link
              href={pathTo({ ...shownBy(one), conversation: null, search: null })}
              class={views.view}
              aria-current={one.id === here?.id ? "page" : undefined}
              title={one.shared ? t("views.team") : undefined}
              onClick={leaveSearch}
            >
              <bdi class={views.name}>{one.name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
