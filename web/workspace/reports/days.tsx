import type { Report } from "@shared/api/index.ts";
import { formatNumber } from "@shared/i18n/index.ts";
import { NumberLink } from "./number-link.tsx";
import type { Range } from "./range.ts";
import style from "./reports.module.css";
import { dayName, dayShort, lasted } from "./showing.ts";
import { t } from "./words.ts";

const WIDTH = 720;
const HEIGHT = 160;
const FOOT = 28;

/** Two columns for each day, and the same as a table: for the keyboard, for screen readers and for exact numbers. */
export function DayByDay({ report, range }: { report: Report; range: Range }) {
  return (
    <section class={style.section} aria-labelledby="days">
      <h2 id="days">{t("days")}</h2>
      <div class={style.card}>
        <p class={style.legend} aria-hidden="true">
          <span data-tint="started">{t("started")}</span>
          <span data-tint="closed">{t("closed")}</span>
        </p>
        <Columns days={report.days} />
        <details class={style.details}>
          <summary>{t("as_table")}</summary>
          <div class={style.scroll}>
            <table class={style.table}>
              <thead>
                <tr>
                  <th scope="col">{t("day")}</th>
                  <th scope="col">{t("started")}</th>
                  <th scope="col">{t("closed")}</th>
                  <th scope="col">{t("middle", { what: t("reply") })}</th>
                </tr>
              </thead>
              <tbody>
                {report.days.map(({ day, started, closed, reply }) => (
                  <tr key={day}>
                    <th scope="row">{dayName(day)}</th>
                    <td>
                      <NumberLink n={started} range={range} behind={{ number: "started", day }} />
                    </td>
                    <td>
                      <NumberLink n={closed} range={range} behind={{ number: "closed", day }} />
                    </td>
                    <td>{reply === null ? "–" : lasted(reply)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </div>
    </section>
  );
}

function Columns({ days }: { days: Report["days"] }) {
  const most = Math.max(1, ...days.flatMap(({ started, closed }) => [started, closed]));
  const step = WIDTH / days.length;
  const wide = Math.max(1, Math.min(14, step * 0.36));
  const every = Math.ceil(days.length / 7);
  const high = (n: number) => (n / most) * (HEIGHT - FOOT - 24);
  const base = HEIGHT - FOOT;
  return (
    <svg class={style.columns} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <line x1="0" x2={WIDTH} y1={base} y2={base} class={style.axis} />
      <text x="0" y="18" class={style.tick}>
        {formatNumber(most)}
      </text>
      {days.map(({ day, started, closed }, at) => {
        const middle = (at + 0.5) * step;
        return (
          <g key={day}>
            <title>{`${dayName(day)}: ${t("started")} ${started}, ${t("closed")} ${closed}`}</title>
            <rect x={at * step} y="0" width={step} height={base} class={style.behind} />
            <rect
              x={middle - wide}
              y={base - high(started)}
              width={wide}
              height={high(started)}
              data-tint="started"
            />
            <rect x={middle} y={base - high(closed)} width={wide} height={high(closed)} data-tint="closed" />
            {at % every === 0 && (
              <text
                x={middle}
                y={HEIGHT - 6}
                class={style.tick}
                text-anchor={days.length > 7 && at === 0 ? "start" : "middle"}
              >
                {dayShort(day)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
