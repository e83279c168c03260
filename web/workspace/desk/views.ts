import type { Conversation, Place, Status, StatusCount } from "./wire.ts";

/** The groups of the conversation list, in the order in which they stand. */
export const VIEWS = ["my", "queuing", "awaiting_reply", "replied", "pending", "all", "closed"] as const;
export type View = (typeof VIEWS)[number];

export const ORDERS = ["newest", "waiting"] as const;
export type Order = (typeof ORDERS)[number];

export function isView(word: string | undefined): word is View {
  return VIEWS.some((view) => view === word);
}

export function isOrder(word: string | null | undefined): word is Order {
  return ORDERS.some((order) => order === word);
}

/** Whether a conversation at this place stands in a view of this agent. */
export function belongs(view: View, place: Place, me: string): boolean {
  if (view === "all") return true;
  if (view === "my") return place.assignee_id === me && place.status !== "closed";
  return place.status === view;
}

/** What all conversations of a list have in common; null: whatever it is. */
export interface Filters {
  /** Every id that the tag ever had. */
  readonly tags: readonly string[] | null;
  readonly agent: string | null;
  readonly group: string | null;
  /** Somebody wrote last at this time or later, and before `until`. */
  readonly since: number | null;
  readonly until: number | null;
}

export const UNFILTERED: Filters = { tags: null, agent: null, group: null, since: null, until: null };

/** Whether a conversation stands in a list with these filters: the server decides by the same. */
export function fits(filters: Filters, conversation: Conversation): boolean {
  const { tags, agent, group, since, until } = filters;
  const { team, assignee_id, last_message_at } = conversation;
  return (
    (tags === null || team.tags.some((tag) => tags.includes(tag))) &&
    (agent === null || assignee_id === agent) &&
    (group === null || team.group_id === group) &&
    (since === null || last_message_at >= since) &&
    (until === null || last_message_at < until)
  );
}

/** The filters as the server is asked for them. */
export function askedFor(filters: Filters) {
  return {
    tag_id: filters.tags?.[0] ?? null,
    agent_id: filters.agent,
    group_id: filters.group,
    since: filters.since,
    until: filters.until,
  };
}

/** Counts are kept by place, so that one fact changes at most two of them and every view is a sum. */
export type Counts = ReadonlyMap<string, StatusCount>;

export function countsFrom(kept: readonly StatusCount[]): Counts {
  return new Map(kept.map((count) => [nameOf(count), count]));
}

export function moved(counts: Counts, was: Place | null, is: Place | null): Counts {
  if (was && is && nameOf(was) === nameOf(is)) return counts;
  const next = new Map(counts);
  if (was) step(next, was, -1);
  if (is) step(next, is, 1);
  return next;
}

export function countIn(view: View, counts: Counts, me: string): number {
  let sum = 0;
  for (const count of counts.values()) if (belongs(view, count, me)) sum += count.n;
  return sum;
}

function step(counts: Map<string, StatusCount>, place: Place, by: number): void {
  const n = (counts.get(nameOf(place))?.n ?? 0) + by;
  if (n > 0) counts.set(nameOf(place), { status: place.status, assignee_id: place.assignee_id, n });
  else counts.delete(nameOf(place));
}

function nameOf(place: { status: Status; assignee_id: string | null }): string {
  return `${place.status} ${place.assignee_id ?? ""}`;
}

/** Where a conversation stands in a list: smaller stands higher. Ties are broken by id as the server breaks them. */
export interface Rank {
  readonly at: number;
  readonly id: string;
}

/** In the order of waiting: those above it do not wait and follow after, newest first. */
const LATEST = 2 ** 52;

export function rank(order: Order, conversation: Conversation): Rank {
  if (order === "newest") {
    return { at: -conversation.last_message_at, id: conversation.id };
  }
  const { waiting_since, last_message_at } = conversation;
  return { at: waiting_since ?? Number.MAX_SAFE_INTEGER - last_message_at, id: conversation.id };
}

export function compare(order: Order, a: Rank, b: Rank): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id === b.id) return 0;
  const forward = a.id < b.id ? -1 : 1;
  return order === "newest" || a.at > LATEST ? -forward : forward;
}
