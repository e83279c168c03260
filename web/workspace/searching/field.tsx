import { signal } from "@preact/signals";
import { Button } from "@shared/ui/button.tsx";
import { SearchField } from "@shared/ui/search.tsx";
import { useEffect, useRef, useState } from "preact/hooks";
import { go, search } from "../place.ts";
import style from "./results.module.css";
import { t } from "./words.ts";

/** The field has been entered, and nothing is typed yet. */
export const entered = signal(false);
/** Counts the wishes to be in the field. */
const wished = signal(0);

const PAUSE = 200;

export function isSearching(): boolean {
  return entered.value || search.value !== null;
}

/** What stands above the list while somebody searches. */
export function searchTitle(): string {
  return t("search.title");
}

/** Into the field, from wherever one is. */
export function beginSearch(): void {
  entered.value = true;
  wished.value += 1;
}

/** What comes next is no search. */
export function leaveSearch(): void {
  entered.value = false;
}

/** Back to the list. */
export function endSearch(): void {
  leaveSearch();
  go({ search: null, at: null });
}

/** Stands above the list; what is typed goes into the address after a moment, and stays there over a reload. */
export function SearchHere() {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search.value ?? "");
  const timer = useRef(0);
  const present = search.value ?? "";
  const wish = wished.value;

  // The address may have changed by itself: Back, or one of the recent searches.
  useEffect(() => {
    if (present.trim() !== typed.trim()) setTyped(present);
  }, [present]);
  useEffect(() => {
    if (wish === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [wish]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (words: string) => {
    clearTimeout(timer.current);
    // The first word is a step that Back undoes, the next ones are not.
    go({ search: words.trim() ? words : null, at: null }, { replace: search.peek() !== null });
  };
  const type = (words: string) => {
    setTyped(words);
    entered.value = true;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => ask(words), PAUSE);
  };
  const leave = () => {
    clearTimeout(timer.current);
    setTyped("");
    field.current?.blur();
    endSearch();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Escape") leave();
    else if (event.key === "Enter") ask(typed);
    else if (event.key === "ArrowDown") firstResult()?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search class={style.head} onKeyDown={onKeyDown} onFocusIn={() => (entered.value = true)}>
      <SearchField label={t("search")} value={typed} onValue={type} inputRef={field} />
      {isSearching() && (
        <Button size="s" look="quiet" onClick={leave}>
          {t("search.leave")}
        </Button>
      )}
    </search>
  );
}

function firstResult(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-found]");
}
