import type { Report } from "@shared/api/index.ts";
import { formatNumber } from "@shared/i18n/index.ts";
import { NumberLink } from "./number-link.tsx";
import type { NumberName } from "./place.ts";
import type { Range } from "./range.ts";
import style from "./reports.module.css";
import { lasted } from "./showing.ts";
import { Tile } from "./tile.tsx";
import { t } from "./words.ts";

/** The numbers of all, each beside what it was in as many days before. */
export function Tiles({ report, range }: { report: Report; range: Range }) {
  const { now, before } = report;
  const count = (number: NumberName, n: number, was: number) => (
    <Tile label={t(number)} notes={[t("before", { n: was })]}>
      <NumberLink big n={n} range={range} behind={{ number }} />
    </Tile>
  );
  const time = (what: "wait" | "reply" | "resolution") => {
    const [spread, was] = [now[what], before[what]];
    return (
      <Tile
        label={t("middle", { what: t(what) })}
        notes={[
          spread.ninth === null ? undefined : t("ninth", { time: lasted(spread.ninth) }),
          was.median === null ? t("before.none") : t("before", { n: lasted(was.median) }),
        ]}
      >
        <strong class={style.big}>{spread.median === null ? "–" : lasted(spread.median)}</strong>
      </Tile>
    );
  };
  const messages = now.visitor_messages + now.team_messages;
  return (
    <div class={style.tiles}>
      {count("started", now.started, before.started)}
      {count("closed", now.closed, before.closed)}
      {count("unanswered", now.started - now.replied, before.started - before.replied)}
      {count("reopened", now.reopened, before.reopened)}
      {time("wait")}
      {time("reply")}
      {time("resolution")}
      <Tile
        label={t("messages")}
        notes={[
          t("messages.of", {
            visitors: formatNumber(now.visitor_messages),
            team: formatNumber(now.team_messages),
          }),
          t("before", { n: before.visitor_messages + before.team_messages }),
        ]}
      >
        <NumberLink big n={messages} range={range} behind={{ number: "started" }} />
      </Tile>
    </div>
  );
}
