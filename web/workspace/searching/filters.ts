import type { Filters } from "../desk/views.ts";
import type { Tag } from "../desk/wire.ts";
import { byEveryId } from "../tags/naming.ts";

/** What a list is narrowed by, as it stands in the address: ids, and days of one's own calendar. */
export interface Narrowed {
  readonly tag: string | null;
  readonly agent: string | null;
  readonly group: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export const NAMES = ["tag", "agent", "group", "from", "to"] as const;
export type Name = (typeof NAMES)[number];

export const UNNARROWED: Narrowed = { tag: null, agent: null, group: null, from: null, to: null };

const ID = /^[0-9A-Za-z_-]{1,64}$/;

/** From an address. What could not be an id or a day is none. */
export function narrowedIn(query: URLSearchParams): Narrowed {
  const id = (name: string) => {
    const word = query.get(name);
    return word !== null && ID.test(word) ? word : null;
  };
  const day = (name: string) => {
    const word = query.get(name);
    return word !== null && dayStart(word) !== null ? word : null;
  };
  return { tag: id("tag"), agent: id("agent"), group: id("group"), from: day("from"), to: day("to") };
}

export function isNarrowed(narrowed: Narrowed): boolean {
  return NAMES.some((name) => narrowed[name] !== null);
}

/** When a day begins here; null for what is no day. `after`: so many days later. */
export function dayStart(day: string, after = 0): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return null;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const at = new Date(year, month - 1, date + after);
  const same = after > 0 || (at.getMonth() === month - 1 && at.getDate() === date);
  return same && at.getTime() >= 0 ? at.getTime() : null;
}

/** The same as what a conversation is compared with. A tag goes by every id that it ever had. */
export function filtersOf(narrowed: Narrowed, tags: readonly Tag[]): Filters {
  const { tag, agent, group, from, to } = narrowed;
  const known = tag === null ? undefined : byEveryId(tags).get(tag);
  return {
    tags: tag === null ? null : known ? [known.id, ...known.was] : [tag],
    agent,
    group,
    since: from === null ? null : dayStart(from),
    until: to === null ? null : dayStart(to, 1),
  };
}
