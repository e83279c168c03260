import { formatNumber, language } from "@shared/i18n/index.ts";

/** Texts of the operator's catalogue, by language; English is always there. */
export function named(texts: Record<string, string>): string {
  return texts[language.value] ?? texts.en ?? "";
}

/** An amount in the currency's smallest unit, as the reader writes it. */
export function money(minor: number, currency: string): string {
  const options = { style: "currency", currency } as const;
  const digits = new Intl.NumberFormat("en", options).resolvedOptions().maximumFractionDigits ?? 2;
  return formatNumber(minor / 10 ** digits, options);
}
