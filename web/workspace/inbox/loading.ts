import { signal } from "@preact/signals";
import type { Asking } from "../desk/asking.ts";
import { learn } from "../desk/learning.ts";
import type { Listing } from "../desk/lists.ts";
import type { Store } from "../desk/store.ts";
import { belongs, type Filters, type Order, type Rank, rank, UNFILTERED, type View } from "../desk/views.ts";
import type { ConversationPage } from "../desk/wire.ts";
import { inWords } from "../problems.ts";
import { openMissing, placeOf } from "./missing.ts";

interface Kept {
  readonly bound: Rank | null;
  readonly next: string | null;
}

/** Fetches the chosen view page by page, and single conversations that facts spoke of but nobody had fetched. */
export function openLoading(ask: Asking, store: Store) {
  const state = signal<"loading" | "ready" | "failed">("loading");
  const problem = signal("");
  const moreFailed = signal(false);
  const kept = new Map<string, Kept>();
  const missing = openMissing(ask, store);
  let shown: { view: View; order: Order; filters: Filters } = {
    view: "my",
    order: "newest",
    filters: UNFILTERED,
  };
  let turn = 0;
  let loadingMore = false;

  const key = () => `${shown.view} ${shown.order} ${JSON.stringify(shown.filters)}`;

  async function show(view: View, order: Order, filters = UNFILTERED): Promise<void> {
    shown = { view, order, filters };
    const mine = ++turn;
    const before = kept.get(key());
    state.value = before ? "ready" : "loading";
    moreFailed.value = false;
    loadingMore = false;
    store.list({ ...shown, bound: before ? before.bound : NOWHERE });
    try {
      const page = await ask.page(view, order, null, { filters });
      if (mine !== turn) return;
      store.take(learn(store.desk(), page.items, page.pos));
      // What was fetched deeper before stays, since facts have kept it true.
      if (!kept.has(key())) keep(page);
      state.value = "ready";
    } catch (refused) {
      if (mine !== turn || before) return;
      problem.value = inWords(refused);
      state.value = "failed";
    }
  }

  function keep(page: ConversationPage): void {
    const last = page.items.at(-1);
    const bound = page.next === null || !last ? null : rank(shown.order, last);
    kept.set(key(), { bound, next: page.next });
    store.list({ ...shown, bound });
  }

  async function more(again = false): Promise<void> {
    const next = kept.get(key())?.next;
    if (!next || loadingMore || (moreFailed.value && !again)) return;
    const mine = turn;
    loadingMore = true;
    moreFailed.value = false;
    try {
      const page = await ask.page(shown.view, shown.order, next, { filters: shown.filters });
      if (mine !== turn) return;
      store.take(learn(store.desk(), page.items, page.pos));
      keep(page);
    } catch {
      if (mine === turn) moreFailed.value = true;
    } finally {
      if (mine === turn) loadingMore = false;
    }
  }

  /** Conversations that a fact named: fetched at once if a list in use shows them, else when their list is opened. */
  function want(ids: ReadonlySet<string>): void {
    const { known, agent } = store.desk();
    for (const id of ids) {
      const place = known.has(id) ? null : placeOf(store.desk(), id);
      for (const name of kept.keys()) {
        // A list that lacks one can no longer be trusted as deep as it was fetched.
        if (place && name !== key() && belongs(name.split(" ")[0] as View, place, agent.id))
          kept.delete(name);
      }
      if (!place || belongs(shown.view, place, agent.id) || belongs("my", place, agent.id)) missing.fetch(id);
    }
  }

  /** The agent's own conversations, whichever view is open: the unread number of the title is theirs. */
  async function loadMine(): Promise<void> {
    const page = await ask.page("my", "newest", null);
    store.take(learn(store.desk(), page.items, page.pos));
  }

  /** The present list from the server, as long as it was, for starting over with it. */
  async function anew(): Promise<{ page: ConversationPage; listing: Listing }> {
    const { view, order, filters } = shown;
    const asked = key();
    const length = Math.min(100, Math.max(50, store.listing.value.ids.length));
    const page = await ask.page(view, order, null, { filters, limit: length });
    kept.clear();
    const last = page.items.at(-1);
    const bound = page.next === null || !last ? null : rank(order, last);
    if (asked === key()) {
      kept.set(key(), { bound, next: page.next });
      state.value = "ready";
    }
    return { page, listing: { view, order, filters, ids: [], bound } };
  }

  return {
    state,
    problem,
    moreFailed,
    show,
    again: () => show(shown.view, shown.order, shown.filters),
    more,
    want,
    loadMine,
    anew,
  };
}

const NOWHERE: Rank = { at: Number.NEGATIVE_INFINITY, id: "" };
