import { language } from "./current.ts";

/** All times are milliseconds since 1970 UTC and are shown in the zone of the browser unless one is given. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return made(Intl.NumberFormat, options).format(value);
}

export function formatTime(at: number): string {
  return formatDate(at, { hour: "numeric", minute: "2-digit" });
}

export function formatDate(
  at: number,
  options: Intl.DateTimeFormatOptions = { dateStyle: "medium" },
): string {
  return made(Intl.DateTimeFormat, options).format(at);
}

/** To the second, for what somebody may want to quote. */
export function formatMoment(at: number): string {
  return formatDate(at, { dateStyle: "medium", timeStyle: "medium" });
}

/** "today", "yesterday", else the day, with its year only where it is another one. */
export function formatDay(at: number, now: number = Date.now()): string {
  const days = Math.round((midnight(at) - midnight(now)) / DAY);
  if (days === 0 || days === -1)
    return made(Intl.RelativeTimeFormat, { numeric: "auto" }).format(days, "day");
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatDate(at, {
    weekday: "short",
    day: "numeric",
    month: "long",
    ...(thisYear ? {} : { year: "numeric" }),
  });
}

/** "now", "5 minutes ago", "in 3 days": the largest unit that is not nought. */
export function formatAgo(
  at: number,
  now: number = Date.now(),
  style: "long" | "narrow" | "short" = "long",
): string {
  const apart = at - now;
  const relative = made(Intl.RelativeTimeFormat, { numeric: "auto", style });
  const size = Math.abs(apart);
  if (size < MINUTE) return relative.format(0, "second");
  if (size < HOUR) return relative.format(Math.trunc(apart / MINUTE), "minute");
  if (size < DAY) return relative.format(Math.trunc(apart / HOUR), "hour");
  return relative.format(Math.trunc(apart / DAY), "day");
}

/** How long something lasts, short, for a waiting time: "45s", "12m", "3h", "2d" in the reader's own way. */
export function formatSpan(milliseconds: number): string {
  const size = Math.max(0, milliseconds);
  const [value, unit] =
    size < MINUTE
      ? [size / 1000, "second"]
      : size < HOUR
        ? [size / MINUTE, "minute"]
        : size < DAY
          ? [size / HOUR, "hour"]
          : [size / DAY, "day"];
  return formatNumber(Math.floor(value as number), {
    style: "unit",
    unit: unit as string,
    unitDisplay: "narrow",
  });
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

// Making one of these takes up to a millisecond; a thread shows hundreds of times.
const kept = new Map<string, unknown>();

function made<Made, Options>(
  Kind: new (language: string, options?: Options) => Made,
  options?: Options,
): Made {
  const key = `${language.value} ${Kind.name} ${JSON.stringify(options)}`;
  const found = (kept.get(key) as Made | undefined) ?? new Kind(language.value, options);
  kept.set(key, found);
  return found;
}
