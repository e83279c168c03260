import { signal } from "@preact/signals";
import type { VisitorsHere } from "@shared/api/index.ts";
import type { Asking } from "../desk/asking.ts";
import type { Fact } from "../desk/wire.ts";
import { inWords } from "../problems.ts";

export type KnownVisitors = ReturnType<typeof openVisitors>;

/** What many come and go at once have in common is asked for once. */
const SOON = 400;
/** Whoever went without a word, as where a server died, is seen to be gone by then. */
const AT_LEAST = 30_000;

/** Who is on the site: asked for while the page is open, and again when somebody comes, goes, moves or talks. */
export function openVisitors(ask: Asking) {
  const shown = signal<VisitorsHere | null>(null);
  const problem = signal<string | null>(null);
  let watchers = 0;
  let asked = 0;
  let due = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    forget();
    const turn = ++asked;
    try {
      const here = await ask.visitorsHere();
      if (turn !== asked) return;
      shown.value = here;
      problem.value = null;
    } catch (refused) {
      if (turn === asked) problem.value = inWords(refused);
    }
    later(AT_LEAST);
  }

  function later(pause: number): void {
    if (watchers === 0 || Date.now() + pause >= due) return;
    forget();
    due = Date.now() + pause;
    timer = setTimeout(() => void refresh(), pause);
  }

  function forget(): void {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  }

  function watch(): () => void {
    watchers++;
    void refresh();
    return () => {
      watchers--;
      if (watchers === 0) forget();
    };
  }

  function hear(facts: readonly Fact[]): void {
    if (facts.some(({ type }) => /^(visitor_|conversation_|message_posted)/.test(type))) later(SOON);
  }

  return { shown, problem, refresh, watch, hear, someoneMoved: () => later(SOON), close: forget };
}
