import type { Moment, SubscriptionState } from "@shared/api/index.ts";
import { t } from "../words.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** How much of the validity is left, in the unit one would say it in: nearest days, then whole hours, then minutes. */
export function left(until: Moment, now: Moment): { unit: "days" | "hours" | "minutes" | "over"; n: number } {
  const rest = until - now;
  if (rest <= 0) return { unit: "over", n: 0 };
  if (rest >= DAY) return { unit: "days", n: Math.round(rest / DAY) };
  if (rest >= HOUR) return { unit: "hours", n: Math.floor(rest / HOUR) };
  return { unit: "minutes", n: Math.max(1, Math.floor(rest / MINUTE)) };
}

/** An operator has stopped it: it stands as expired although its time is not over. */
export function stopped(state: SubscriptionState, until: Moment | null, now: Moment): boolean {
  return state === "expired" && (until === null || until > now);
}

/** "13 days left", "ended", that there is no end, or nothing while it is stopped. */
export function validity(state: SubscriptionState, until: Moment | null, now: Moment): string {
  if (stopped(state, until, now)) return "";
  if (until === null || state === "free") return t("validity.none");
  const { unit, n } = left(until, now);
  return t(`validity.${unit}`, { n });
}
