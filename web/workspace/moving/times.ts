/** Until when one sets something aside, by the clock of whoever does it. */
const HOUR = 3_600_000;
const HALF_HOUR = HOUR / 2;

export interface Choice {
  name: "later" | "tomorrow" | "next_week";
  at: number;
}

/** Later today, as long as that is today; tomorrow and next Monday at nine. */
export function choices(now: number): Choice[] {
  const later = Math.ceil((now + 3 * HOUR) / HALF_HOUR) * HALF_HOUR;
  const tomorrow = nineInTheMorning(now, 1);
  // Sunday is 0; on a Monday it is the one after.
  const untilMonday = (8 - new Date(now).getDay()) % 7 || 7;
  const monday = nineInTheMorning(now, untilMonday);
  const found: Choice[] = [];
  if (new Date(later).getDate() === new Date(now).getDate()) found.push({ name: "later", at: later });
  found.push({ name: "tomorrow", at: tomorrow });
  if (monday !== tomorrow) found.push({ name: "next_week", at: monday });
  return found;
}

/** What a field for date and time shows and gives: local, without a zone. */
export function localTime(at: number): string {
  const there = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${there.getFullYear()}-${two(there.getMonth() + 1)}-${two(there.getDate())}`;
  return `${day}T${two(there.getHours())}:${two(there.getMinutes())}`;
}

function nineInTheMorning(now: number, days: number): number {
  const there = new Date(now);
  // Not by adding hours: a night may have twenty-three or twenty-five of them.
  return new Date(there.getFullYear(), there.getMonth(), there.getDate() + days, 9).getTime();
}
