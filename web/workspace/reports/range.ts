/** Which days are looked at: the address says it, the project's clock says which day it is. */

export const RANGES = ["today", "7", "30", "90", "custom"] as const;
export type RangeName = (typeof RANGES)[number];

export interface Range {
  name: RangeName;
  /** As YYYY-MM-DD, both among them. */
  first: string;
  last: string;
}

const DAY = 86_400_000;

/** Which day it is in a zone, as YYYY-MM-DD. */
export function dayIn(zone: string, at: number): string {
  // Swedes write their dates so.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);
}

export function rangeFrom(query: URLSearchParams, today: string): Range {
  const [first, last] = [query.get("first"), query.get("last")];
  if (isDay(first) && isDay(last)) return { name: "custom", first, last };
  const name = RANGES.find((one) => one === query.get("range")) ?? "30";
  const days = name === "today" ? 1 : name === "custom" ? 30 : Number(name);
  return { name, first: daysBefore(today, days - 1), last: today };
}

/** What stands in the address for it. */
export function queryOf(range: Range): Record<string, string> {
  return range.name === "custom" ? { first: range.first, last: range.last } : { range: range.name };
}

/** A day as a moment, for formatting in UTC. */
export function momentOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function daysBefore(day: string, days: number): string {
  return new Date(momentOf(day) - days * DAY).toISOString().slice(0, 10);
}

function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(momentOf(text));
}
