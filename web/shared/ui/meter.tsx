import style from "./meter.module.css";
import type { Strength } from "./strength.ts";

/** Four bars and the verdict in words; the words are what counts, the bars are for the eye. */
export function Meter({ value, label }: { value: Strength; label: string }) {
  return (
    <span class={style.meter} data-value={value}>
      <span class={style.bars} aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </span>
      <span>{label}</span>
    </span>
  );
}
