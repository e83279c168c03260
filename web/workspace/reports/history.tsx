import type { Report } from "@shared/api/index.ts";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { query } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useState } from "preact/hooks";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import { inWords } from "../problems.ts";
import { BehindNumber } from "./behind.tsx";
import { DayByDay } from "./days.tsx";
import { Hours } from "./hours.tsx";
import { ReportsIcon } from "./icon.tsx";
import { PartTable } from "./part-table.tsx";
import { openNumber } from "./place.ts";
import { dayIn, type Range, rangeFrom } from "./range.ts";
import { RangeChoice } from "./range-choice.tsx";
import style from "./reports.module.css";
import { dayWhole } from "./showing.ts";
import { Spreads } from "./spreads.tsx";
import { Tiles } from "./tiles.tsx";
import { t } from "./words.ts";

/** What went on in some days, beside as many days before; or the conversations behind one of the numbers. */
export function History() {
  const { store } = useRoom();
  const range = rangeFrom(query.value, dayIn(store.project.value.time_zone, now.peek()));
  const behind = openNumber();
  if (behind) return <BehindNumber key={query.value.toString()} range={range} behind={behind} />;
  return (
    <>
      <RangeChoice range={range} />
      <Figures key={`${range.first} ${range.last}`} range={range} />
    </>
  );
}

function Figures({ range }: { range: Range }) {
  const { ask } = useRoom();
  const [shown, setShown] = useState<Report | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    void tries;
    let left = false;
    setProblem(null);
    ask.report({ first: range.first, last: range.last }).then(
      (report) => !left && setShown(report),
      (refused) => !left && setProblem(inWords(refused)),
    );
    return () => {
      left = true;
    };
  }, [ask, range.first, range.last, tries]);
  if (problem) return <Failed title={t("failed")} words={problem} onRetry={() => setTries(tries + 1)} />;
  if (!shown) return <Skeleton label={t("loading")} lines={8} />;
  if (!shown.ever) {
    return (
      <Empty icon={ReportsIcon} title={t("empty")}>
        {t("empty.why")}
      </Empty>
    );
  }
  const zone = shown.time_zone.replaceAll("_", " ");
  return (
    <div class={style.figures}>
      <div class={style.quiet}>
        <p>{t("zone", { first: dayWhole(shown.first), last: dayWhole(shown.last), zone })}</p>
        <p>{shown.own ? t("own") : t("about")}</p>
      </div>
      <Tiles report={shown} range={range} />
      {shown.days.length > 1 && <DayByDay report={shown} range={range} />}
      <Spreads report={shown} range={range} />
      <PartTable title={t("by_agent")} parts={shown.by_agent} named="agent_id" range={range} />
      <PartTable title={t("by_group")} parts={shown.by_group} named="group_id" range={range} />
      <PartTable title={t("by_tag")} parts={shown.by_tag} named="tag_id" range={range} />
      <Hours report={shown} range={range} />
    </div>
  );
}
