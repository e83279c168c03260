import { formatDate } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Dialog, DialogActions } from "@shared/ui/dialog.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { refuse, useSubmit } from "@shared/ui/submit.ts";
import { useState } from "preact/hooks";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import { t } from "../words.ts";
import { doToMany } from "./many.ts";
import style from "./moving.module.css";
import { type Choice, choices, localTime } from "./times.ts";

const CUSTOM = "custom";

/** Until when to set one conversation or many aside. */
export function SnoozeDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const room = useRoom();
  const [offered] = useState(() => choices(now.peek()));
  const [wanted, setWanted] = useState<Choice["name"] | typeof CUSTOM>(offered[0]?.name ?? CUSTOM);
  const [own, setOwn] = useState(() => localTime(offered[0]?.at ?? now.peek()));
  const form = useSubmit(
    ["until"],
    async () => {
      const until =
        wanted === CUSTOM ? new Date(own).getTime() : offered.find(({ name }) => name === wanted)?.at;
      if (!until) return refuse("until", t("snooze.bad"));
      if (until <= now.peek()) refuse("until", t("snooze.past"));
      const many = { conversation_ids: ids, deed: "snooze" as const, until };
      await doToMany(room, many, (n) => t("snooze.done", { n, when: moment(until) }));
      onClose();
    },
    t("problem.unknown"),
  );
  return (
    <Dialog title={t("snooze.title")} onClose={onClose}>
      <form class={style.form} {...form.attributes}>
        <Problem words={form.problem} />
        <p class={style.quiet}>{t("snooze.words")}</p>
        <fieldset class={style.targets}>
          <legend class={style.silent}>{t("snooze.until")}</legend>
          {offered.map(({ name, at }, place) => (
            <label key={name} class={style.target}>
              <input
                type="radio"
                name="until"
                data-autofocus={place === 0 ? "" : undefined}
                checked={wanted === name}
                onChange={() => setWanted(name)}
              />
              <span class={style.name}>{t(`snooze.${name}`)}</span>
              <span class={style.load}>{moment(at)}</span>
            </label>
          ))}
          <label class={style.target}>
            <input type="radio" name="until" checked={wanted === CUSTOM} onChange={() => setWanted(CUSTOM)} />
            <span class={style.name}>{t("snooze.custom")}</span>
          </label>
        </fieldset>
        {wanted === CUSTOM && (
          <TextField
            label={t("snooze.when")}
            type="datetime-local"
            name="until"
            min={localTime(now.value)}
            value={own}
            onValue={setOwn}
            error={form.about("until")}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("snooze.do")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** With its day, which is what one chooses by. */
export function moment(at: number): string {
  return formatDate(at, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
}

/** Where there is little room. */
export function shortly(at: number): string {
  return formatDate(at, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
}
