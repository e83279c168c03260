import { signal } from "@preact/signals";
import type { SavedFilters, SavedView } from "@shared/api/index.ts";
import type { Asking } from "../desk/asking.ts";
import { isOrder, isView, type Order, type View } from "../desk/views.ts";
import type { Fact } from "../desk/wire.ts";
import type { Narrowed } from "./filters.ts";

/** What a saved view leads to, and what the address says of the list. */
export interface Shown {
  readonly view: View;
  readonly order: Order;
  readonly narrowed: Narrowed;
}

/** The saved views, the team's first; kept fresh by the facts. */
export function openSaved(ask: Pick<Asking, "views">, me: string) {
  const known = signal<readonly SavedView[]>([]);
  let asked = 0;
  let closed = false;

  async function refresh(): Promise<void> {
    const mine = ++asked;
    try {
      const { items } = await ask.views();
      if (!closed && mine === asked) known.value = items;
    } catch {
      // The next fact, or the next visit, asks again.
    }
  }

  void refresh();
  return {
    known,
    refresh,
    hear: (facts: readonly Fact[]) => {
      const ours = facts.some(
        ({ type, team }) => type === "saved_views_changed" && (!team?.agent_id || team.agent_id === me),
      );
      if (ours) void refresh();
    },
    close: () => {
      closed = true;
    },
  };
}

export function shownBy({ filters }: SavedView): Shown {
  const { view, order, tag_id, agent_id, group_id, first_day, last_day } = filters;
  return {
    view: isView(view) ? view : "all",
    order: isOrder(order) ? order : "newest",
    narrowed: {
      tag: tag_id ?? null,
      agent: agent_id ?? null,
      group: group_id ?? null,
      from: first_day ?? null,
      to: last_day ?? null,
    },
  };
}

export function filtersFor({ view, order, narrowed }: Shown): SavedFilters {
  return {
    view,
    order,
    tag_id: narrowed.tag,
    agent_id: narrowed.agent,
    group_id: narrowed.group,
    first_day: narrowed.from,
    last_day: narrowed.to,
  };
}

/** Whether both lead to the same list. */
export function same(a: Shown, b: Shown): boolean {
  return JSON.stringify(filtersFor(a)) === JSON.stringify(filtersFor(b));
}

/** The ids with one of them a step further up or down, among those that are shared or one's own as it is. */
export function moved(views: readonly SavedView[], id: string, by: -1 | 1): string[] {
  const shared = views.find((one) => one.id === id)?.shared;
  const ids = views.filter((one) => one.shared === shared).map((one) => one.id);
  const at = ids.indexOf(id);
  const other = ids[at + by];
  if (at < 0 || other === undefined) return ids;
  ids[at] = other;
  ids[at + by] = id;
  return ids;
}
