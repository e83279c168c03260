import { signal } from "@preact/signals";
import { language } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { SelectField, TextField } from "@shared/ui/field.tsx";
import { useRoom } from "../desk/room.ts";
import type { Status } from "../desk/wire.ts";
import { go, isStatus, narrowed, STATUSES, status, who } from "../place.ts";
import { byEveryId, found } from "../tags/naming.ts";
import { t as workspace } from "../words.ts";
import { nameOf } from "./chips.tsx";
import style from "./dialog.module.css";
import { isSearching } from "./field.tsx";
import { type Name, type Narrowed, UNNARROWED } from "./filters.ts";
import { t } from "./words.ts";

export const choosing = signal(false);

interface Choice {
  id: string;
  name: string;
}

/** What to narrow the list by; each choice counts at once, behind the dialog. */
export function FilterDialog() {
  const { store } = useRoom();
  const here = narrowed.value;
  const searching = isSearching();
  const set = (change: Partial<Narrowed>) => go({ narrowed: { ...here, ...change } }, { replace: true });
  const close = () => {
    choosing.value = false;
  };
  const by = (a: Choice, b: Choice) => a.name.localeCompare(b.name, language.value);
  const agents = [...store.agents.value.values()].map(({ id, name }) => ({ id, name })).sort(by);
  const tag = here.tag === null ? null : (byEveryId(store.tags.value).get(here.tag)?.id ?? here.tag);
  const choices: Record<"tag" | "agent" | "group", Choice[]> = {
    tag: found(store.tags.value, "", language.value),
    agent: agents,
    group: [...store.groups.value.values()].map(({ id, name }) => ({ id, name })).sort(by),
  };
  const one = (name: "tag" | "agent" | "group", chosen: string | null) => (
    <Select
      label={t(`filters.${name}`)}
      none={t(`filters.${name}.any`)}
      gone={name === "agent" ? nameOf(store, chosen ?? "") : t(`filters.${name}.gone`)}
      chosen={chosen}
      choices={choices[name]}
      onChosen={(id) => set({ [name]: id } as Partial<Record<Name, string | null>>)}
    />
  );

  return (
    <Dialog title={t("filters.title")} onClose={close}>
      <div class={style.fields}>
        {searching && (
          <>
            <Select
              label={t("filters.who")}
              none={t("filters.who.any")}
              gone={nameOf(store, who.value ?? "")}
              chosen={who.value}
              choices={[
                { id: "visitor", name: t("filters.who.visitor") },
                { id: "agent", name: t("filters.who.agent") },
                ...agents,
              ]}
              onChosen={(id) => go({ who: id }, { replace: true })}
            />
            <Select
              label={t("filters.status")}
              none={t("filters.status.any")}
              gone=""
              chosen={status.value}
              choices={STATUSES.map((id: Status) => ({ id, name: workspace(`status.${id}`) }))}
              onChosen={(id) => go({ status: isStatus(id) ? id : null }, { replace: true })}
            />
          </>
        )}
        {one("tag", tag)}
        {one("agent", here.agent)}
        {store.groups.value.size > 0 || here.group ? one("group", here.group) : null}
        <div class={style.days}>
          <TextField
            type="date"
            label={t("filters.from")}
            value={here.from ?? ""}
            max={here.to ?? undefined}
            onValue={(day) => set({ from: day || null })}
          />
          <TextField
            type="date"
            label={t("filters.to")}
            value={here.to ?? ""}
            min={here.from ?? undefined}
            onValue={(day) => set({ to: day || null })}
          />
        </div>
        <p class={style.hint}>{t(searching ? "filters.days.said" : "filters.days.active")}</p>
      </div>
      <DialogActions>
        <Button
          look="quiet"
          onClick={() =>
            go({ narrowed: UNNARROWED, ...(searching ? { who: null, status: null } : {}) }, { replace: true })
          }
        >
          {t("filters.clear")}
        </Button>
        <Button look="primary" onClick={close}>
          {t("filters.show")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface SelectProps {
  label: string;
  none: string;
  /** What a choice is called that is there no more. */
  gone: string;
  chosen: string | null;
  choices: readonly Choice[];
  onChosen: (id: string | null) => void;
}

function Select({ label, none, gone, chosen, choices, onChosen }: SelectProps) {
  const known = chosen === null || choices.some((one) => one.id === chosen);
  return (
    <SelectField
      label={label}
      value={chosen ?? ""}
      onValue={(id) => onChosen(id || null)}
      options={[
        { value: "", label: none },
        ...choices.map(({ id, name }) => ({ value: id, label: name })),
        ...(known ? [] : [{ value: chosen ?? "", label: gone }]),
      ]}
    />
  );
}
