import type { Counted } from "@shared/api/index.ts";
import { formatDate, formatNumber } from "@shared/i18n/index.ts";
import { Button, ButtonLink } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ChevronStartIcon, DownloadIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { pathTo } from "../place.ts";
import { inWords } from "../problems.ts";
import { ReportsIcon } from "./icon.tsx";
import { askedFor, type Behind, historyPath } from "./place.ts";
import type { Range } from "./range.ts";
import style from "./reports.module.css";
import { dayWhole, lasted } from "./showing.ts";
import { t } from "./words.ts";

/** The conversations that a number counts. */
export function BehindNumber({ range, behind }: { range: Range; behind: Behind }) {
  const { ask, store } = useRoom();
  const zone = store.project.value.time_zone;
  const { items, next, problem, busy, more } = useCounted(range, behind);
  const asked = askedFor(range, behind);
  return (
    <div class={style.figures}>
      <p>
        <Link class={style.back} href={historyPath(range)}>
          <ChevronStartIcon size={16} />
          {t("back")}
        </Link>
      </p>
      <header class={style.head}>
        <div>
          <h2>{t(behind.number)}</h2>
          <p class={style.quiet}>
            {t("zone", {
              first: dayWhole(asked.first),
              last: dayWhole(asked.last),
              zone: zone.replaceAll("_", " "),
            })}
          </p>
        </div>
        {items && items.length > 0 && (
          <ButtonLink icon={DownloadIcon} href={ask.exportPath(asked)} download>
            {t("csv")}
          </ButtonLink>
        )}
      </header>
      {problem && <Failed title={t("failed")} words={problem} onRetry={more} />}
      {!items && !problem && <Skeleton label={t("loading")} lines={6} />}
      {items?.length === 0 && <Empty icon={ReportsIcon} title={t("behind.none")} />}
      {items && items.length > 0 && <Lines items={items} zone={zone} />}
      {next && (
        <Button busy={busy} class={style.full} onClick={more}>
          {t("behind.more")}
        </Button>
      )}
    </div>
  );
}

function Lines({ items, zone }: { items: readonly Counted[]; zone: string }) {
  const moment = (at: number) => formatDate(at, { timeZone: zone, dateStyle: "medium", timeStyle: "short" });
  const time = (one: Counted, at: number | null) =>
    at === null ? "–" : lasted(Math.max(0, Math.floor((at - one.started_at) / 1000)));
  return (
    <div class={`${style.scroll} ${style.card}`}>
      <table class={style.table}>
        <thead>
          <tr>
            <th scope="col">{t("visitor")}</th>
            <th scope="col">{t("agent")}</th>
            <th scope="col">{t("began")}</th>
            <th scope="col">{t("wait")}</th>
            <th scope="col">{t("reply")}</th>
            <th scope="col">{t("resolution")}</th>
            <th scope="col">{t("messages")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link class={style.number} href={pathTo({ view: "all", conversation: one.id })}>
                  <bdi>{one.visitor || one.id}</bdi>
                </Link>
              </th>
              <td>
                <bdi>{one.agent ?? "–"}</bdi>
              </td>
              <td>{moment(one.started_at)}</td>
              <td>{time(one, one.assigned_at)}</td>
              <td>{time(one, one.replied_at)}</td>
              <td>{time(one, one.closed_at)}</td>
              <td>{formatNumber(one.visitor_messages + one.team_messages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Page after page of them. */
function useCounted(range: Range, behind: Behind) {
  const { ask } = useRoom();
  const [items, setItems] = useState<Counted[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const key = JSON.stringify(askedFor(range, behind));
  const load = useCallback(
    async (after: string | null) => {
      setBusy(true);
      setProblem(null);
      try {
        const page = await ask.counted({ ...JSON.parse(key), after });
        setItems((before) => [...(after ? (before ?? []) : []), ...page.items]);
        setNext(page.next);
      } catch (refused) {
        setProblem(inWords(refused));
      } finally {
        setBusy(false);
      }
    },
    [ask, key],
  );
  useEffect(() => void load(null), [load]);
  return { items, next, problem, busy, more: () => void load(next) };
}
