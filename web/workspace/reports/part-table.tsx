import type { ReportPart } from "@shared/api/index.ts";
import { NumberLink } from "./number-link.tsx";
import type { NumberName } from "./place.ts";
import type { Range } from "./range.ts";
import style from "./reports.module.css";
import { lasted } from "./showing.ts";
import { t } from "./words.ts";

const COUNTED = ["started", "replied", "closed"] as const satisfies readonly NumberName[];

interface Props {
  title: string;
  parts: readonly ReportPart[];
  named: "agent_id" | "group_id" | "tag_id";
  range: Range;
}

/** The numbers of each agent, group or tag, the busiest first. */
export function PartTable({ title, parts, named, range }: Props) {
  // One line for "no group" alone says nothing.
  if (parts.every((one) => one.id === "none")) return null;
  return (
    <section class={style.section} aria-labelledby={named}>
      <h2 id={named}>{title}</h2>
      {named === "agent_id" && <p class={style.quiet}>{t("parts.about")}</p>}
      <div class={`${style.scroll} ${style.card}`}>
        <table class={style.table}>
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              {COUNTED.map((number) => (
                <th key={number} scope="col">
                  {t(number)}
                </th>
              ))}
              <th scope="col">{t("middle", { what: t("reply") })}</th>
              <th scope="col">{t("middle", { what: t("resolution") })}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <bdi>{nameOf(one, named)}</bdi>
                </th>
                {COUNTED.map((number) => (
                  <td key={number}>
                    <NumberLink n={one.numbers[number]} range={range} behind={{ number, [named]: one.id }} />
                  </td>
                ))}
                <td>{timeOf(one.numbers.reply.median)}</td>
                <td>{timeOf(one.numbers.resolution.median)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function nameOf(part: ReportPart, named: Props["named"]): string {
  if (part.id === "none") return named === "agent_id" ? t("nobody") : t("no_group");
  return part.name ?? t("gone");
}

function timeOf(seconds: number | null): string {
  return seconds === null ? "–" : lasted(seconds);
}
