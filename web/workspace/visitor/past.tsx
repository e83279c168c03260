import type { VisitorPast } from "@shared/api/index.ts";
import { snippet } from "@shared/files/snippet.ts";
import { formatMoment } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Link } from "@shared/ui/router.tsx";
import { Skeleton } from "@shared/ui/skeleton.tsx";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import type { Visitor } from "../desk/wire.ts";
import { pathTo } from "../place.ts";
import { inWords } from "../problems.ts";
import { t } from "../words.ts";
import { Address } from "./address.tsx";
import style from "./details.module.css";

/** Where they were and what they wrote about before; asked for again when they come to another page. */
export function Past({ visitor, present }: { visitor: Visitor; present: string }) {
  const { ask } = useRoom();
  const [past, setPast] = useState<VisitorPast | null>(null);
  const [problem, setProblem] = useState("");
  const [tries, setTries] = useState(0);
  const { id, page_url } = visitor;
  useEffect(() => {
    let left = false;
    setProblem("");
    ask
      .visitorPast(id)
      .then((found) => !left && setPast(found))
      .catch((refused) => !left && setProblem(inWords(refused)));
    return () => {
      left = true;
    };
  }, [ask, id, page_url, tries]);
  if (problem) {
    return (
      <div class={style.section} role="alert">
        <p>{problem}</p>
        <Button size="s" onClick={() => setTries(tries + 1)}>
          {t("retry")}
        </Button>
      </div>
    );
  }
  if (!past) return <Skeleton lines={3} label={t("details.loading")} />;
  const others = past.conversations.filter((one) => one.id !== present);
  return (
    <>
      <details class={style.section} open>
        <summary>{t("details.pages")}</summary>
        {past.pages.length === 0 && <p class={style.seen}>{t("details.pages.none")}</p>}
        <ol class={style.trace}>
          {past.pages.map((page) => (
            <li key={`${page.at} ${page.url}`}>
              <Address url={page.url} title={page.title} />
              <time class={style.seen} dateTime={new Date(page.at).toISOString()}>
                {formatMoment(page.at)}
              </time>
            </li>
          ))}
        </ol>
      </details>
      <details class={style.section} open>
        <summary>{t("details.earlier")}</summary>
        {others.length === 0 && <p class={style.seen}>{t("details.earlier.none")}</p>}
        <ol class={style.trace}>
          {others.map((one) => (
            <li key={one.id}>
              <Link href={pathTo({ view: "all", conversation: one.id })}>
                <bdi>
                  {one.team.title ??
                    (one.last_message ? snippet(one.last_message) : null) ??
                    t("row.nothing")}
                </bdi>
              </Link>
              <span class={style.seen}>
                {t(`status.${one.status}`)} · {formatMoment(one.created_at)}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
