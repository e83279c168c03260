/** The order in which a view shows what is known: derived whole once, then only what changed is moved. */
import type { Known } from "./apply.ts";
import { belongs, compare, type Filters, fits, type Order, type Rank, rank, type View } from "./views.ts";
import type { Conversation } from "./wire.ts";

export interface Listing {
  readonly view: View;
  readonly order: Order;
  readonly filters?: Filters | undefined;
  readonly ids: readonly string[];
  /** Rank of the last row that was fetched; what stands below it belongs to pages not fetched yet. Null: all are here. */
  readonly bound: Rank | null;
}

type KnownMap = ReadonlyMap<string, Known>;

/** Above this many changes at once, sorting anew is cheaper than moving each. */
const MANY = 200;

export function derive(listing: Listing, known: KnownMap, me: string): Listing {
  const ids: string[] = [];
  for (const [id, { conversation }] of known) if (stands(listing, conversation, me)) ids.push(id);
  const ranks = new Map(ids.map((id) => [id, rankOf(listing.order, known, id)]));
  ids.sort((a, b) => compare(listing.order, ranks.get(a) ?? NOWHERE, ranks.get(b) ?? NOWHERE));
  return { ...listing, ids: same(listing.ids, ids) ? listing.ids : ids };
}

export function relist(listing: Listing, known: KnownMap, touched: ReadonlySet<string>, me: string): Listing {
  if (touched.size === 0) return listing;
  if (touched.size > MANY) return derive(listing, known, me);
  const ids = listing.ids.filter((id) => !touched.has(id));
  for (const id of touched) {
    const conversation = known.get(id)?.conversation;
    if (conversation && stands(listing, conversation, me)) {
      ids.splice(placeOf(listing.order, known, ids, rank(listing.order, conversation)), 0, id);
    }
  }
  return same(listing.ids, ids) ? listing : { ...listing, ids };
}

const NOWHERE: Rank = { at: Number.POSITIVE_INFINITY, id: "" };

function stands(listing: Listing, conversation: Conversation, me: string): boolean {
  if (!belongs(listing.view, conversation, me)) return false;
  if (listing.filters && !fits(listing.filters, conversation)) return false;
  return (
    listing.bound === null || compare(listing.order, rank(listing.order, conversation), listing.bound) <= 0
  );
}

function placeOf(order: Order, known: KnownMap, ids: readonly string[], at: Rank): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(order, rankOf(order, known, ids[middle] ?? ""), at) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rankOf(order: Order, known: KnownMap, id: string): Rank {
  const conversation = known.get(id)?.conversation;
  return conversation ? rank(order, conversation) : NOWHERE;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
