import type { Hours, HoursShown, Span, SpecialDays } from "@shared/api/index.ts";
import type { Settled } from "../settled.ts";

export interface Typed extends Hours {
  time_zone: string;
}

export const WORKDAY: Span = { opens: "09:00", closes: "17:00" };

export function typedFrom({ hours, time_zone, version }: HoursShown): Settled<Typed> {
  return { value: { ...hours, time_zone }, version };
}

/** Another list with one place changed; without a value that place is gone. */
export function replaced<Item>(items: readonly Item[], at: number, ...value: [Item] | []): Item[] {
  return items.toSpliced(at, 1, ...value);
}

/** A day's times put on other days too. */
export function copied(week: readonly Span[][], from: number, to: readonly number[]): Span[][] {
  return week.map((spans, day) => (to.includes(day) ? [...(week[from] ?? [])] : spans));
}

/** After the last span of a day, two hours more; after the last of all, the usual day. */
export function another(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return WORKDAY;
  const hour = Number(last.closes.slice(0, 2));
  const opens = Math.min(hour + 1, 22);
  return {
    opens: `${String(opens).padStart(2, "0")}:00`,
    closes: `${String(opens + 1).padStart(2, "0")}:00`,
  };
}

export function nextDay(special: readonly SpecialDays[], today: string): SpecialDays {
  const last = special.at(-1)?.last;
  const day = last && last > today ? last : today;
  return { first: day, last: day, name: "", spans: [] };
}
