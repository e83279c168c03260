/* What stands in the address of a log, and what the server is asked for it. Days are the reader's own. */

export const GROUPS = [
  "account",
  "project",
  "administrator",
  "agent",
  "subscription",
  "invoice",
  "letter",
  "audit",
] as const;
export type Group = (typeof GROUPS)[number];

export const OF_PROJECT: readonly Group[] = [
  "project",
  "administrator",
  "agent",
  "subscription",
  "invoice",
  "audit",
];
export const OF_ACCOUNT: readonly Group[] = ["account", "audit"];

const NAMES = ["group", "who", "from", "to"];
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The server's filter for an address. A hand-made one that means nothing asks for nothing. */
export function asked(query: URLSearchParams): Record<string, string | null> {
  const until = midnight(query.get("to"), 1);
  return {
    group: GROUPS.find((group) => group === query.get("group")) ?? null,
    who: query.get("who")?.match(/^[0-9a-z]{1,16}$/)?.[0] ?? null,
    since: midnight(query.get("from"), 0),
    until,
  };
}

export function filtered(query: URLSearchParams): boolean {
  return NAMES.some((name) => query.get(name));
}

/** The beginning of a day as this browser's clock has it, some days later. */
function midnight(text: string | null, later: number): string | null {
  const [, year, month, day] = DAY.exec(text ?? "") ?? [];
  if (!year) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(day) + later).getTime();
  return at >= 0 ? String(at) : null;
}
