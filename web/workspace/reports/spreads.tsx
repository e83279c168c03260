import type { Report } from "@shared/api/index.ts";
import { NumberLink } from "./number-link.tsx";
import type { NumberName } from "./place.ts";
import type { Range } from "./range.ts";
import style from "./reports.module.css";
import { lasted, type Part, parts } from "./showing.ts";
import { t } from "./words.ts";

const WHICH = [
  { what: "wait", number: "assigned" },
  { what: "reply", number: "replied" },
  { what: "resolution", number: "closed" },
] as const satisfies readonly { what: keyof Report["now"]; number: NumberName }[];

/** How the times are spread: a table whose rows are drawn as bars. */
export function Spreads({ report, range }: { report: Report; range: Range }) {
  return (
    <section class={style.section} aria-labelledby="spread">
      <h2 id="spread">{t("spread")}</h2>
      <div class={style.side}>
        {WHICH.map(({ what, number }) => {
          const shown = parts(report.now[what].parts);
          const most = Math.max(1, ...shown.map(({ n }) => n));
          return (
            <table key={what} class={`${style.spread} ${style.card}`}>
              <caption>{t(what)}</caption>
              <thead class={style.silent}>
                <tr>
                  <th scope="col">{t("time")}</th>
                  <th scope="col">{t("conversations")}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((part) => (
                  <tr key={part.from ?? 0}>
                    <th scope="row">{nameOf(part)}</th>
                    <td>
                      <span class={style.bar}>
                        <progress max={most} value={part.n} aria-hidden="true" />
                        <NumberLink n={part.n} range={range} behind={{ number, ...limitsOf(part) }} />
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
    </section>
  );
}

function nameOf({ from, below }: Part): string {
  if (from === undefined) return t("spread.below", { time: lasted(below ?? 0) });
  if (below === undefined) return t("spread.from", { time: lasted(from) });
  return t("spread.between", { from: lasted(from), to: lasted(below) });
}

function limitsOf({ from, below }: Part) {
  return { ...(from === undefined ? {} : { at_least: from }), ...(below === undefined ? {} : { below }) };
}
