/** Numbers, days and times as the reader writes them. */
import { formatDate, formatNumber } from "@shared/i18n/index.ts";
import { momentOf } from "./range.ts";

/** Between which seconds the parts of a distribution lie, as the server counts them. */
export const LIMITS = [30, 60, 120, 300, 900, 3_600, 14_400, 86_400] as const;

const UNITS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** Seconds in their two largest units: "2m 30s". */
export function lasted(seconds: number): string {
  const at = UNITS.findIndex((one) => seconds >= one.seconds);
  const [large, small] = UNITS.slice(at === -1 ? UNITS.length - 1 : at);
  if (!large) return "";
  const whole = said(Math.floor(seconds / large.seconds), large.unit);
  const rest = small ? Math.floor((seconds % large.seconds) / small.seconds) : 0;
  return small && rest > 0 ? `${whole} ${said(rest, small.unit)}` : whole;
}

function said(value: number, unit: string): string {
  return formatNumber(value, { style: "unit", unit, unitDisplay: "narrow" });
}

export function dayName(day: string): string {
  return formatDate(momentOf(day), { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" });
}

export function dayShort(day: string): string {
  return formatDate(momentOf(day), { timeZone: "UTC", day: "numeric", month: "short" });
}

export function dayWhole(day: string): string {
  return formatDate(momentOf(day), { timeZone: "UTC", dateStyle: "medium" });
}

// A Monday.
const MONDAY = Date.UTC(2026, 5, 1);

export function weekdayName(day: number, weekday: "short" | "long"): string {
  return formatDate(MONDAY + day * 86_400_000, { timeZone: "UTC", weekday });
}

export function hourName(hour: number): string {
  return formatDate(MONDAY + hour * 3_600_000, { timeZone: "UTC", hour: "numeric" });
}

export interface Part {
  n: number;
  from?: number;
  below?: number;
}

export function parts(counted: readonly number[], limits: readonly number[] = LIMITS): Part[] {
  return counted.map((n, at) => {
    const [from, below] = [limits[at - 1], limits[at]];
    return { n, ...(from === undefined ? {} : { from }), ...(below === undefined ? {} : { below }) };
  });
}
