import { formatNumber } from "@shared/i18n/index.ts";
import { Avatar } from "@shared/ui/avatar.tsx";
import { Button } from "@shared/ui/button.tsx";
import { ScreenIcon } from "@shared/ui/icons.tsx";
import { Link } from "@shared/ui/router.tsx";
import { useEffect, useRef, useState } from "preact/hooks";
import { now } from "../desk/clock.ts";
import { useRoom } from "../desk/room.ts";
import { countIn, type View } from "../desk/views.ts";
import { loadOf } from "../moving/targets.ts";
import { pathTo } from "../place.ts";
import { t as all } from "../words.ts";
import style from "./reports.module.css";
import { lasted } from "./showing.ts";
import { Tile } from "./tile.tsx";
import { t } from "./words.ts";

const STATES = ["awaiting_reply", "replied", "pending"] as const satisfies readonly View[];

/** What goes on at this moment, from what the Workspace hears anyway; readable from across a room. */
export function LiveBoard() {
  const { store } = useRoom();
  const board = useRef<HTMLDivElement>(null);
  const longest = useLongest();
  const count = (view: View) => countIn(view, store.counts.value, store.agent.value.id);
  const waiting = count("queuing");
  const since = waiting > 0 ? longest : null;
  const waits = since === null ? null : Math.max(0, Math.floor((now.value - since) / 1000));
  return (
    <div class={style.board} ref={board}>
      <div class={style.tiles}>
        <Tile label={t("waiting")} hot={waiting > 0}>
          <Link class={style.big} href={pathTo({ view: "queuing", conversation: null, order: "waiting" })}>
            {formatNumber(waiting)}
          </Link>
        </Tile>
        <Tile label={t("longest")} hot={(waits ?? 0) >= 60}>
          <strong class={style.big}>{waits === null ? "–" : lasted(waits)}</strong>
        </Tile>
        {STATES.map((view) => (
          <Tile key={view} label={all(`view.${view}`)}>
            <Link class={style.big} href={pathTo({ view, conversation: null })}>
              {formatNumber(count(view))}
            </Link>
          </Tile>
        ))}
      </div>
      <Agents />
      <Button icon={ScreenIcon} class={style.full} onClick={() => void board.current?.requestFullscreen?.()}>
        {t("full")}
      </Button>
    </div>
  );
}

const ORDER = ["online", "away", "offline"];

function Agents() {
  const { store } = useRoom();
  const counts = store.counts.value;
  const agents = [...store.agents.value.values()].map((card) => ({
    card,
    state: card.online ? card.availability : "offline",
    load: loadOf(card.id, counts),
  }));
  agents.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      b.load - a.load ||
      a.card.name.localeCompare(b.card.name),
  );
  return (
    <section class={style.section} aria-labelledby="live-agents">
      <h2 id="live-agents">{t("agents")}</h2>
      <div class={style.scroll}>
        <table class={style.table}>
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              <th scope="col">{t("availability")}</th>
              <th scope="col">{t("load")}</th>
            </tr>
          </thead>
          <tbody>
            {agents.map(({ card, state, load }) => (
              <tr key={card.id}>
                <th scope="row">
                  <span class={style.person}>
                    <Avatar size="s" name={card.name} id={card.id} presence={state} />
                    <bdi>{card.name}</bdi>
                  </span>
                </th>
                <td>{all(`availability.${state}`)}</td>
                <td>
                  <span class={style.load} data-full={load >= card.conversation_limit || undefined}>
                    <span>{t("load.of", { n: load, limit: card.conversation_limit })}</span>
                    <meter
                      min={0}
                      max={Math.max(card.conversation_limit, load, 1)}
                      value={load}
                      aria-hidden="true"
                    />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Since when whoever waits longest does so; asked again, a moment later, whenever the numbers change. */
function useLongest(): number | null {
  const { ask, store } = useRoom();
  const [since, setSince] = useState<number | null>(null);
  const counts = store.counts.value;
  useEffect(() => {
    // Another one may wait longest while the number stays the same.
    void counts;
    let left = false;
    const timer = setTimeout(async () => {
      try {
        const { items } = await ask.page("queuing", "waiting", null, { limit: 1 });
        if (!left) setSince(items[0]?.waiting_since ?? null);
      } catch {
        // The banner says that there is no connection; the next change asks again.
      }
    }, 300);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [ask, counts]);
  return since;
}
