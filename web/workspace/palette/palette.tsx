import { signal } from "@preact/signals";
import { language } from "@shared/i18n/index.ts";
import { Dialog } from "@shared/ui/dialog.tsx";
import { SearchIcon } from "@shared/ui/icons.tsx";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { present } from "../shortcuts/keys.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { matching } from "./matching.ts";
import style from "./palette.module.css";
import { t } from "./words.ts";

export const paletteOpen = signal(false);

/** Every action and every place, to be found by its name: arrows walk, Enter chooses. */
export function Palette() {
  const room = useRoom();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = matching(entriesOf(room, present.value), typed, language.value);
  const chosen = Math.min(at, shown.length - 1);

  useLayoutEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen, typed]);

  const close = () => {
    paletteOpen.value = false;
  };
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    // The dialog gives the focus back first; what is chosen may want it elsewhere.
    setTimeout(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Enter") choose(shown[chosen]);
    else if (event.key === "ArrowDown") setAt((chosen + 1) % Math.max(1, shown.length));
    else if (event.key === "ArrowUp") setAt((chosen + shown.length - 1) % Math.max(1, shown.length));
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t("title")} onClose={close}>
      <div class={style.field}>
        <SearchIcon size={16} />
        <input
          class={style.input}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={shown[chosen] && `${id}-${chosen}`}
          aria-label={t("field")}
          placeholder={t("field")}
          maxLength={100}
          autocomplete="off"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class={style.list} id={id} role="listbox" aria-label={t("title")} ref={list}>
        {shown.map((entry, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={entry.id}
            id={`${id}-${n}`}
            class={style.entry}
            role="option"
            aria-selected={n === chosen}
            tabIndex={-1}
            onMouseMove={() => setAt(n)}
            onClick={() => choose(entry)}
          >
            <span class={style.words}>
              <bdi>{entry.words}</bdi>
              {shown[n - 1]?.part !== entry.part && <span class={style.part}>{t(`part.${entry.part}`)}</span>}
            </span>
            {entry.key && <kbd class={style.key}>{entry.key}</kbd>}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <p class={style.nothing} role="status">
          {t("nothing")}
        </p>
      )}
    </Dialog>
  );
}
