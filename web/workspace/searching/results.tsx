import { formatDate } from "@shared/i18n/index.ts";
import { Button } from "@shared/ui/button.tsx";
import { Empty, Failed } from "@shared/ui/empty.tsx";
import { ClockIcon, SearchIcon } from "@shared/ui/icons.tsx";
import { useEffect } from "preact/hooks";
import type { Searched } from "../desk/asking.ts";
import { useRoom } from "../desk/room.ts";
import { askedFor } from "../desk/views.ts";
import { RowSkeletons } from "../inbox/skeleton.tsx";
import { at, conversation, go, narrowed, search, status, who } from "../place.ts";
import { filtersOf, isNarrowed } from "./filters.ts";
import { FoundConversation, FoundMessage } from "./found.tsx";
import { forgetRecent, openRecent, recent } from "./recent.ts";
import style from "./results.module.css";
import { t } from "./words.ts";

/** What was found, in place of the list. */
export function Results() {
  const { id, store, finding } = useRoom();
  const words = search.value ?? "";
  const filters = askedFor(filtersOf(narrowed.value, store.tags.value));
  const asked = { search: words, status: status.value, ...writtenBy(who.value), ...filters };
  const key = JSON.stringify(asked);
  useEffect(() => void finding.search(asked), [finding, key]);
  useEffect(() => openRecent(id), [id]);

  const state = finding.state.value;
  if (!words.trim()) return <Recent />;
  if (state === "failed")
    return <Failed title={t("search.failed")} words={finding.problem.value} onRetry={finding.again} />;
  if (state !== "ready") return <RowSkeletons />;
  return <Found narrowed={isNarrowed(narrowed.value) || status.value !== null || who.value !== null} />;
}

function Found({ narrowed }: { narrowed: boolean }) {
  const { finding } = useRoom();
  const { conversations, messages, next, since, more } = finding;
  const known = conversations.value;
  const names = finding.places.value.map((one) => `${one.conversation} ${one.at}`);
  const here = `${conversation.value} ${at.value}`;
  const reachable = names.includes(here) ? here : names[0];
  const nothing = names.length === 0;

  return (
    <div class={style.scroller} data-results>
      <p class={style.silent} role="status">
        {nothing ? t("search.nothing") : t("search.found", { n: names.length })}
      </p>
      {known && known.items.length > 0 && (
        <section aria-label={t("search.conversations")}>
          <h2 class={style.part}>{t("search.conversations")}</h2>
          <ul class={style.list} onKeyDown={walkFound}>
            {known.items.map((one) => (
              <FoundConversation key={one.conversation.id} found={one} here={here} reachable={reachable} />
            ))}
          </ul>
          {known.more && <p class={style.quiet}>{t("search.more_words")}</p>}
        </section>
      )}
      {messages.value.length > 0 && (
        <section aria-label={t("search.messages")}>
          <h2 class={style.part}>{t("search.messages")}</h2>
          <ul class={style.list} onKeyDown={walkFound}>
            {messages.value.map((one) => (
              <FoundMessage key={one.id} found={one} here={here} reachable={reachable} />
            ))}
          </ul>
        </section>
      )}
      {nothing && (
        <Empty
          icon={SearchIcon}
          title={t("search.nothing")}
          actions={
            narrowed && (
              <Button size="s" onClick={() => go({ narrowed: null, who: null, status: null })}>
                {t("filters.clear")}
              </Button>
            )
          }
        >
          {next.value === null && t(narrowed ? "search.nothing.narrowed" : "search.nothing.hint")}
        </Empty>
      )}
      {next.value !== null && (
        <div class={style.more}>
          {since.value !== null && (
            <p>{t("search.since", { day: formatDate(since.value, { dateStyle: "medium" }) })}</p>
          )}
          <Button size="s" busy={more.value === "loading"} onClick={() => void finding.further()}>
            {t("search.further")}
          </Button>
          {more.value === "failed" && <p role="alert">{t("search.failed")}</p>}
        </div>
      )}
    </div>
  );
}

/** Nothing is typed yet. */
function Recent() {
  return recent.value.length === 0 ? (
    <Empty icon={SearchIcon} title={t("search.begin")}>
      {t("search.begin.hint")}
    </Empty>
  ) : (
    <div class={style.scroller} data-results>
      <h2 class={style.part}>{t("search.recent")}</h2>
      <ul class={style.list} onKeyDown={walkFound}>
        {recent.value.map((words) => (
          <li key={words}>
            <button type="button" class={style.recent} data-found onClick={() => go({ search: words })}>
              <ClockIcon size={16} />
              <bdi>{words}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <div class={style.more}>
        <Button size="s" look="quiet" onClick={forgetRecent}>
          {t("search.recent.forget")}
        </Button>
      </div>
    </div>
  );
}

/** "visitor", "agent", or the id of an agent. */
function writtenBy(who: string | null): Pick<Searched, "who" | "author_id"> {
  if (who === null) return {};
  return who === "visitor" || who === "agent" ? { who } : { who: "agent", author_id: who };
}

/** Up and down go from one to the next, as in the list. Up from the first leads back into the field. */
function walkFound(event: KeyboardEvent): void {
  const results = (event.currentTarget as HTMLElement).closest("[data-results]");
  const found = [...(results?.querySelectorAll<HTMLElement>("[data-found]") ?? [])];
  const at = found.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  if (to < 0) document.querySelector<HTMLElement>("search input")?.focus();
  else found[to]?.focus();
}
