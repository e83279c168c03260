/** Where one is within the reports: the range, and the number whose conversations are open, stand in the address. */
import { query } from "@shared/ui/router.tsx";
import { reportsPath } from "../place.ts";
import { queryOf, type Range } from "./range.ts";

export const NUMBERS = ["started", "assigned", "replied", "unanswered", "reopened", "closed"] as const;
export type NumberName = (typeof NUMBERS)[number];

/** Which conversations a number counts. */
export interface Behind {
  number: NumberName;
  agent_id?: string;
  group_id?: string;
  tag_id?: string;
  hour?: number;
  at_least?: number;
  below?: number;
  /** One day of the range. */
  day?: string;
}

const IDS = ["agent_id", "group_id", "tag_id"] as const;
const COUNTS = ["hour", "at_least", "below"] as const;

/** The number that is open, if the address names one. */
export function openNumber(): Behind | null {
  const number = NUMBERS.find((one) => one === query.value.get("number"));
  if (!number) return null;
  const behind: Behind = { number };
  for (const name of [...IDS, "day"] as const) {
    const value = query.value.get(name);
    if (value) behind[name] = value;
  }
  for (const name of COUNTS) {
    const value = query.value.get(name);
    if (value && /^\d+$/.test(value)) behind[name] = Number(value);
  }
  return behind;
}

export function historyPath(range: Range, behind?: Behind): string {
  const pairs = Object.entries({ ...queryOf(range), ...behind }).map(([key, value]) => [key, String(value)]);
  return `${reportsPath("history")}?${new URLSearchParams(pairs)}`;
}

/** What the server is asked for. */
export function askedFor(range: Range, { day, ...behind }: Behind) {
  return { first: day ?? range.first, last: day ?? range.last, ...behind };
}
