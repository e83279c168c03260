import { IconButton } from "@shared/ui/button.tsx";
import { Failed } from "@shared/ui/empty.tsx";
import { useEffect, useRef } from "preact/hooks";
import { useRoom } from "../desk/room.ts";
import { isOrder, ORDERS } from "../desk/views.ts";
import { conversation, go, narrowed, order, view } from "../place.ts";
import { Chips, isGone } from "../searching/chips.tsx";
import { choosing } from "../searching/dialog.tsx";
import { isSearching, SearchHere, searchTitle } from "../searching/field.tsx";
import { isNarrowed } from "../searching/filters.ts";
import { FilterIcon } from "../searching/icon.tsx";
import { Gone, NoMatch } from "../searching/nothing.tsx";
import { Results } from "../searching/results.tsx";
import { t as searching } from "../searching/words.ts";
import { t } from "../words.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { NothingHere } from "./empty.tsx";
import style from "./list.module.css";
import { Row } from "./row.tsx";
import { SelectIcon } from "./select-icon.tsx";
import { selecting, startSelecting } from "./selection.ts";
import { RowSkeletons } from "./skeleton.tsx";
import { useVirtualRows } from "./virtual.ts";

const ROW = 4.25;

/** The conversations of the chosen view, as many as were fetched, of which only those in sight are drawn. */
export function List() {
  const { loading, store } = useRoom();
  const looking = isSearching();
  const title = looking ? searching("search") : t(`view.${view.value}`);
  return (
    <section class={style.pane} aria-label={title}>
      {selecting.value && <BulkBar />}
      <header class={style.head} hidden={selecting.value}>
        <h1 class={style.title}>{looking ? searchTitle() : title}</h1>
        {!looking && (
          <IconButton size="s" icon={SelectIcon} label={t("bulk.start")} onClick={startSelecting} />
        )}
        <IconButton
          size="s"
          icon={FilterIcon}
          label={searching("filters.title")}
          onClick={() => {
            choosing.value = true;
          }}
        />
        <label class={style.order} hidden={looking}>
          <span class={style.silent}>{t("order")}</span>
          <select
            value={order.value}
            onChange={(event) => {
              const wanted = event.currentTarget.value;
              if (isOrder(wanted)) go({ order: wanted });
            }}
          >
            {ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(`order.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </header>
      <SearchHere />
      <Chips />
      {looking ? (
        <Results />
      ) : isGone(store, narrowed.value) ? (
        <Gone />
      ) : loading.state.value === "failed" ? (
        <Failed title={t("list.failed")} words={loading.problem.value} onRetry={() => loading.again()} />
      ) : (
        <Rows key={`${view.value} ${order.value} ${JSON.stringify(narrowed.value)}`} />
      )}
    </section>
  );
}

function Rows() {
  const { store, loading } = useRoom();
  const scroller = useRef<HTMLDivElement>(null);
  const ids = store.listing.value.ids;
  const height = ROW * rootSize();
  const virtual = useVirtualRows({ ids, height, scroller });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const open = conversation.value;
  const tabStop = open !== null && ids.includes(open) ? open : ids[0];

  useEffect(() => {
    if (last >= ids.length - 10) loading.more();
  }, [last, ids, loading]);

  // Walking with J and K, or coming by an address, keeps the chosen row in sight; facts that move it do not scroll.
  useEffect(() => {
    const at = open === null ? -1 : ids.indexOf(open);
    if (at >= 0) bringIntoSight(scroller.current, at * height, height);
  }, [open]);

  if (ids.length === 0) {
    if (loading.state.value !== "ready") return <RowSkeletons />;
    return isNarrowed(narrowed.value) ? <NoMatch /> : <NothingHere view={view.value} />;
  }
  return (
    <div class={style.scroller} ref={scroller}>
      <ol class={style.rows} onKeyDown={walkRows} style={{ height: `${virtual.getTotalSize()}px` }}>
        {items.map(({ index, start }) => {
          const id = ids[index];
          return id === undefined ? null : (
            <Row
              key={id}
              id={id}
              offset={start}
              at={index}
              of={ids.length}
              selected={id === open}
              reachable={id === tabStop}
            />
          );
        })}
      </ol>
      {loading.moreFailed.value && (
        <p class={style.more} role="alert">
          {t.pieces("list.more.failed", {
            retry: (
              <button key="retry" type="button" class={style.again} onClick={() => loading.more(true)}>
                {t("retry")}
              </button>
            ),
          })}
        </p>
      )}
    </div>
  );
}

function bringIntoSight(scroller: HTMLElement | null, top: number, height: number): void {
  if (!scroller) return;
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + height > scrollTop + clientHeight) scroller.scrollTop = top + height - clientHeight;
}

/** Up and down, Home and End go from row to row, as in any list. */
function walkRows(event: KeyboardEvent): void {
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[data-row]")].sort(
    (a, b) => place(a) - place(b),
  );
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}

function place(row: HTMLElement): number {
  return Number(row.parentElement?.getAttribute("aria-posinset"));
}

function rootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
