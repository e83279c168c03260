import type { SpecialDays } from "@shared/api/index.ts";
import { Button, IconButton } from "@shared/ui/button.tsx";
import { TextField } from "@shared/ui/field.tsx";
import { CloseIcon, PlusIcon } from "@shared/ui/icons.tsx";
import { t } from "../../words.ts";
import style from "../settings.module.css";
import own from "./hours.module.css";
import { Spans } from "./spans.tsx";
import { nextDay, replaced } from "./typed.ts";

const MOST = 100;

/** Holidays, and other days with times of their own. */
export function Special({
  special,
  onSpecial,
}: {
  special: readonly SpecialDays[];
  onSpecial: (special: SpecialDays[]) => void;
}) {
  return (
    <section class={style.section} aria-labelledby="special">
      <div>
        <h2 id="special">{t("hours.special")}</h2>
        <p class={style.quiet}>{t("hours.special.hint")}</p>
      </div>
      {special.length > 0 && (
        <ul class={own.days}>
          {special.map((days, at) => {
            const change = (some: Partial<SpecialDays>) =>
              onSpecial(replaced(special, at, { ...days, ...some }));
            const name = days.name || days.first;
            return (
              <li key={at} class={own.special}>
                <TextField
                  label={t("hours.special.name")}
                  value={days.name}
                  maxLength={80}
                  onValue={(named) => change({ name: named })}
                />
                <TextField
                  type="date"
                  label={t("hours.special.first")}
                  value={days.first}
                  onValue={(first) => change({ first, last: days.last < first ? first : days.last })}
                />
                <TextField
                  type="date"
                  label={t("hours.special.last")}
                  value={days.last}
                  min={days.first}
                  onValue={(last) => change({ last })}
                />
                <Spans day={name} spans={days.spans} onSpans={(spans) => change({ spans })} />
                <IconButton
                  icon={CloseIcon}
                  label={t("hours.special.take_out", { name })}
                  onClick={() => onSpecial(replaced(special, at))}
                />
              </li>
            );
          })}
        </ul>
      )}
      {special.length < MOST && (
        <Button
          icon={PlusIcon}
          class={own.more}
          onClick={() => onSpecial([...special, nextDay(special, new Date().toISOString().slice(0, 10))])}
        >
          {t("hours.special.add")}
        </Button>
      )}
    </section>
  );
}
