import { formatNumber } from "@shared/i18n/index.ts";

/** How many digits follow the point in this currency. */
export function digitsOf(currency: string): number {
  const options = { style: "currency", currency } as const;
  return new Intl.NumberFormat("en", options).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in the currency's smallest unit, as the reader writes it. */
export function money(minor: number, currency: string): string {
  return formatNumber(minor / 10 ** digitsOf(currency), { style: "currency", currency });
}

/** What somebody typed, in the currency's smallest unit: "119", "119.00" or "119,00"; null for anything else. */
export function minorOf(typed: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const found = /^(\d{1,9})(?:[.,](\d+))?$/.exec(typed.trim());
  const rest = found?.[2] ?? "";
  if (!found || rest.length > digits) return null;
  return Number(found[1]) * 10 ** digits + Number(rest.padEnd(digits, "0") || 0);
}

/** Whether this is what a currency can be called, so that asking for its digits does not throw. */
export function isCurrency(text: string): boolean {
  return /^[A-Za-z]{3}$/.test(text.trim());
}
