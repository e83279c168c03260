import type { Report } from "@shared/api/index.ts";
import { formatNumber } from "@shared/i18n/index.ts";
import { Link } from "@shared/ui/router.tsx";
import { historyPath } from "./place.ts";
import type { Range } from "./range.ts";
import style from "./reports.module.css";
import { hourName, weekdayName } from "./showing.ts";
import { t } from "./words.ts";

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SHADES = 5;

/** The hours of the week, the busier the darker: a table, so that everybody can read it. */
export function Hours({ report, range }: { report: Report; range: Range }) {
  const most = Math.max(1, ...report.hours);
  return (
    <section class={style.section} aria-labelledby="hours">
      <h2 id="hours">{t("hours")}</h2>
      <div class={`${style.scroll} ${style.card}`}>
        <table class={style.hours}>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  <span class={hour % 3 ? style.silent : undefined}>{hourName(hour)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{weekdayName(day, "short")}</th>
                {HOURS.map((hour) => {
                  const n = report.hours[day * 24 + hour] ?? 0;
                  return (
                    <td key={hour} data-shade={n === 0 ? 0 : Math.ceil((n / most) * SHADES)}>
                      {n === 0 ? (
                        <span class={style.silent}>0</span>
                      ) : (
                        <Link
                          href={historyPath(range, { number: "started", hour: day * 24 + hour })}
                          aria-label={t("hour.of", {
                            day: weekdayName(day, "long"),
                            hour: hourName(hour),
                            n,
                          })}
                        >
                          {formatNumber(n)}
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
