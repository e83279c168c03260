import { formatNumber } from "@shared/i18n/index.ts";
import { Link } from "@shared/ui/router.tsx";
import { type Behind, historyPath } from "./place.ts";
import type { Range } from "./range.ts";
import style from "./reports.module.css";

interface Props {
  n: number;
  range: Range;
  behind: Behind;
  big?: boolean;
  /** What is read out, where the number alone would not say of what. */
  label?: string;
}

/** A number that leads to the conversations it counts; nought leads nowhere. */
export function NumberLink({ n, range, behind, big = false, label }: Props) {
  const look = big ? style.big : style.number;
  if (n === 0) return <span class={look}>{formatNumber(0)}</span>;
  return (
    <Link class={look} href={historyPath(range, behind)} aria-label={label}>
      {formatNumber(n)}
    </Link>
  );
}
