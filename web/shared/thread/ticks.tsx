import type { Tick } from "./grouping.ts";
import style from "./thread.module.css";
import { t } from "./words.ts";

/** One mark: the server has it. Two: their device has it. Two in colour, and in words: they have read it. */
export function Ticks({
  tick,
  offline,
}: {
  readonly tick: Exclude<Tick, "failed">;
  readonly offline: boolean;
}) {
  const words = tick === "sending" && offline ? t("tick.waiting") : t(`tick.${tick}`);
  if (tick === "sending") return <span class={style.tick}>{words}</span>;
  return (
    <span class={style.tick} data-tick={tick} title={words}>
      <svg width="17" height="11" viewBox="0 0 17 11" aria-hidden="true">
        <path
          d={tick === "sent" ? "M4.5 6 7.5 9 13 2" : "M1 6 4 9 9.5 2M7 8 8 9 13.5 2"}
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <span class={style.hidden}>{words}</span>
    </span>
  );
}
