import { Dialog } from "@shared/ui/dialog.tsx";
import { t } from "../words.ts";
import style from "./help.module.css";
import { face, KEYS, singleKeys, switchSingleKeys } from "./keys.ts";

/** Every key and what it does, from the table that the keys themselves use. */
export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("keys")} onClose={onClose}>
      <dl class={style.table}>
        {KEYS.map(({ deed, keys }) => (
          <div
            key={deed}
            class={style.row}
            data-off={!singleKeys.value && !keys.some((key) => key.length > 1)}
          >
            <dt>{t(`keys.${deed}`)}</dt>
            <dd>{faces(keys)}</dd>
          </div>
        ))}
      </dl>
      <label class={style.switch}>
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
        />
        <span>{t("keys.single")}</span>
      </label>
      <p class={style.hint}>{t("keys.single.hint")}</p>
    </Dialog>
  );
}

function faces(keys: readonly string[]) {
  const shown = keys.length > 3 ? [keys[0], "–", keys.at(-1)] : keys;
  return shown.map((key) => (key === "–" ? " – " : <kbd key={key}>{face(key ?? "")}</kbd>));
}
