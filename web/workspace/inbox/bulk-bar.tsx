import { Button, IconButton } from "@shared/ui/button.tsx";
import { CloseIcon } from "@shared/ui/icons.tsx";
import { useRoom } from "../desk/room.ts";
import { askAbout } from "../moving/asked.ts";
import { doToMany } from "../moving/many.ts";
import { once } from "../team/once.ts";
import { t } from "../words.ts";
import style from "./bulk-bar.module.css";
import { chosenOf, selectAll, stopSelecting } from "./selection.ts";

/** What can be done with the chosen rows, in the place of the list's head. */
export function BulkBar() {
  const room = useRoom();
  const { ids } = room.store.listing.value;
  const chosen = chosenOf(ids);
  const none = chosen.length === 0;
  const close = () =>
    void once("close many", async () => {
      const many = { conversation_ids: chosen, deed: "close" as const };
      await doToMany(room, many, (n) => t("bulk.closed", { n }));
      stopSelecting();
    });
  return (
    <div class={style.bar} role="toolbar" aria-label={t("bulk")}>
      <div class={style.line}>
        <IconButton icon={CloseIcon} size="s" label={t("bulk.leave")} onClick={stopSelecting} />
        <strong role="status">{t("bulk.chosen", { n: chosen.length })}</strong>
        <Button size="s" look="quiet" onClick={() => selectAll(ids)}>
          {t("bulk.all")}
        </Button>
      </div>
      <div class={style.line}>
        <Button size="s" disabled={none} onClick={close}>
          {t("close")}
        </Button>
        <Button size="s" disabled={none} onClick={() => askAbout("assign", chosen)}>
          {t("assign")}
        </Button>
        <Button size="s" disabled={none} onClick={() => askAbout("snooze", chosen)}>
          {t("snooze")}
        </Button>
      </div>
    </div>
  );
}
