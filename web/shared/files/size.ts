import { formatNumber } from "../i18n/index.ts";

const KB = 1024;

/** A size as people say it, in the reader's language. */
export function formatSize(bytes: number): string {
  const large = bytes >= 1000 * KB;
  return formatNumber(Math.max(large ? 0 : 1, bytes / (large ? KB * KB : KB)), {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumFractionDigits: large ? 1 : 0,
  });
}
