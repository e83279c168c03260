import { formatMoment } from "@shared/i18n/index.ts";
import { t } from "../words.ts";

/** What an entry of the audit log tells: its action and the gaps of that action's sentence. */
export interface Told {
  action: string;
  by: string;
  target: string | null;
  details: Record<string, string | number | null>;
}

/** The entry as a sentence. Numbers under a name that ends in `_at` or `_until` are times. */
export function said({ action, by, target, details }: Told): string {
  const key = `audit.${action}`;
  const gaps = Object.entries(details).map(([name, value]) => [name, shown(name, value)]);
  return t.has(key) ? t(key, { ...Object.fromEntries(gaps), by, target: target ?? "" }) : action;
}

/** Whom an entry names: by the name they had, or as what they are. */
export function named(by: { kind: string; name: string }): string {
  const key = `audit_by.${by.kind}`;
  return by.name || (t.has(key) ? t(key) : by.kind);
}

function shown(name: string, value: string | number | null): string | number {
  if (typeof value === "number" && /_(at|until)$/.test(name)) return formatMoment(value);
  return value ?? "–";
}
