import type { ComponentChildren } from "preact";
import style from "./badge.module.css";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";

/** A state in one or two words. The tone repeats what the words say; it never says it alone. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ComponentChildren }) {
  return (
    <span class={style.badge} data-tone={tone}>
      {children}
    </span>
  );
}

/** A number to notice, such as unread messages. `label` says what is counted. */
export function Count({ n, label }: { n: number; label?: string }) {
  if (n <= 0) return null;
  return (
    <span class={style.count}>
      <span aria-hidden={label ? "true" : undefined}>{n > 99 ? "99+" : n}</span>
      {label && <span class={style.silent}>{label}</span>}
    </span>
  );
}
