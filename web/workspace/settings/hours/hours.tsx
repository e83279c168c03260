import { formatDate } from "@shared/i18n/index.ts";
import { Problem } from "@shared/ui/banner.tsx";
import { Button } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { CheckField } from "@shared/ui/field.tsx";
import { CopyIcon } from "@shared/ui/icons.tsx";
import { Menu } from "@shared/ui/menu.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useCallback } from "preact/hooks";
import { useRoom } from "../../desk/room.ts";
import { t } from "../../words.ts";
import style from "../settings.module.css";
import { useSettled } from "../settled.ts";
import own from "./hours.module.css";
import { Spans } from "./spans.tsx";
import { Special } from "./special.tsx";
import { copied, replaced, type Typed, typedFrom } from "./typed.ts";

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const WORKDAYS = [0, 1, 2, 3, 4];
// A Monday, for the names of the days.
const MONDAY = Date.UTC(2026, 5, 1);
const DAY = 24 * 60 * 60 * 1000;

/** When the team is there: the week, and the days on which it is otherwise. */
export function Hours() {
  const { ask } = useRoom();
  const load = useCallback(() => ask.hours().then(typedFrom), [ask]);
  const save = useCallback(
    ({ time_zone: _, ...hours }: Typed, version: number) =>
      ask.changeHours({ hours, version }).then(typedFrom),
    [ask],
  );
  const { typed, setTyped, problem, reload, form } = useSettled([], load, save);
  if (problem) return <Failed title={t("settings.failed")} words={problem} onRetry={reload} />;
  if (!typed) return <Skeleton label={t("settings.loading")} lines={8} />;

  const change = (some: Partial<Typed>) => setTyped({ ...typed, ...some });
  return (
    <form class={style.form} {...form.attributes}>
      <Problem words={form.problem} />
      <CheckField
        label={t("hours.kept")}
        hint={t("hours.kept.hint")}
        name="kept"
        value={typed.kept}
        onValue={(kept) => change({ kept })}
      />
      {typed.kept && (
        <>
          <section class={style.section} aria-labelledby="week">
            <div>
              <h2 id="week">{t("hours.week")}</h2>
              <p class={style.quiet}>{t("hours.zone", { zone: typed.time_zone.replaceAll("_", " ") })}</p>
            </div>
            <ul class={own.days}>
              {DAYS.map((day) => {
                const name = nameOf(day);
                const spans = typed.week[day] ?? [];
                const copy = (to: readonly number[]) => change({ week: copied(typed.week, day, to) });
                return (
                  <li key={day} class={own.day}>
                    <h3>{name}</h3>
                    <Spans
                      day={name}
                      spans={spans}
                      onSpans={(now) => change({ week: replaced(typed.week, day, now) })}
                    />
                    <Menu
                      size="s"
                      icon={CopyIcon}
                      face={null}
                      label={t("hours.copy", { day: name })}
                      items={[
                        { label: t("hours.copy.workdays"), onChoose: () => copy(WORKDAYS) },
                        { label: t("hours.copy.all"), onChoose: () => copy(DAYS) },
                      ]}
                    />
                  </li>
                );
              })}
            </ul>
          </section>
          <Special special={typed.special} onSpecial={(special) => change({ special })} />
          <CheckField
            label={t("hours.assign_outside")}
            hint={t("hours.assign_outside.hint")}
            name="assign_outside"
            value={typed.assign_outside}
            onValue={(assign_outside) => change({ assign_outside })}
          />
        </>
      )}
      <Button type="submit" look="primary" busy={form.busy}>
        {t("save")}
      </Button>
    </form>
  );
}

function nameOf(day: number): string {
  return formatDate(MONDAY + day * DAY, { weekday: "long", timeZone: "UTC" });
}
