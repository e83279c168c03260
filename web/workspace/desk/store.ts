/**
 * The desk as signals. The state itself is values (apply.ts); here only what changed is handed to those who show it:
 * one signal for each conversation, one for the list, one for the counts. A hundred facts a second redraw a few rows.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Desk, type Known, type Outcome, openDesk } from "./apply.ts";
import { derive, type Listing, relist } from "./lists.ts";
import type { Me } from "./wire.ts";

const NOTHING: Listing = {
  view: "my",
  order: "newest",
  ids: [],
  bound: { at: Number.NEGATIVE_INFINITY, id: "" },
};

export type Store = ReturnType<typeof openStore>;

export function openStore(me: Me) {
  let desk = openDesk(me);
  const rows = new Map<string, Signal<Known | undefined>>();
  const listing = signal<Listing>(NOTHING);
  const mine = signal<Listing>({ ...NOTHING, bound: null });
  const parts = {
    agent: signal(desk.agent),
    project: signal(desk.project),
    agents: signal(desk.agents),
    groups: signal(desk.groups),
    counts: signal(desk.counts),
    tags: signal(desk.tags),
    visitors: signal(desk.visitors),
  };

  function row(id: string): ReadonlySignal<Known | undefined> {
    const kept = rows.get(id);
    if (kept) return kept;
    const fresh = signal(desk.known.get(id));
    rows.set(id, fresh);
    return fresh;
  }

  function spread(next: Desk): void {
    desk = next;
    parts.agent.value = next.agent;
    parts.project.value = next.project;
    parts.agents.value = next.agents;
    parts.groups.value = next.groups;
    parts.counts.value = next.counts;
    parts.tags.value = next.tags;
    parts.visitors.value = next.visitors;
  }

  /** Takes what applyAll, learn and their like made of the state. */
  function take({ desk: next, touched }: Pick<Outcome, "desk" | "touched">): void {
    batch(() => {
      spread(next);
      for (const id of touched) {
        const shown = rows.get(id);
        if (shown) shown.value = next.known.get(id);
      }
      listing.value = relist(listing.value, next.known, touched, next.agent.id);
      mine.value = relist(mine.value, next.known, touched, next.agent.id);
    });
  }

  /** Everything anew, after the server could not tell what was missed. The old rows stay until this moment. */
  function restart(next: Desk, shown: Listing): void {
    batch(() => {
      spread(next);
      for (const [id, shownRow] of rows) shownRow.value = next.known.get(id);
      listing.value = derive(shown, next.known, next.agent.id);
      mine.value = derive(mine.value, next.known, next.agent.id);
    });
  }

  /** Another view, or another length of the same one. */
  function list(shown: Omit<Listing, "ids">): void {
    listing.value = derive({ ...shown, ids: [] }, desk.known, desk.agent.id);
  }

  /** Messages that wait for this agent to read them, in the conversations that are theirs. */
  const unread = computed(() =>
    mine.value.ids.reduce((sum, id) => sum + (row(id).value?.conversation.unread ?? 0), 0),
  );

  return { desk: () => desk, row, listing, unread, ...parts, take, restart, list };
}
