import type { ComponentChildren } from "preact";
import style from "./banner.module.css";
import { CheckIcon, InfoIcon, WarningIcon } from "./icons.tsx";

interface BannerProps {
  tone?: "info" | "success" | "warning" | "danger";
  /** Read out at once when it appears: for what somebody must know now. */
  urgent?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

const ICONS = { info: InfoIcon, success: CheckIcon, warning: WarningIcon, danger: WarningIcon };

/** A sentence that belongs to the page or the form that it stands in. */
export function Banner({ tone = "info", urgent = false, actions, children }: BannerProps) {
  const Glyph = ICONS[tone];
  return (
    <div class={style.banner} data-tone={tone} role={urgent ? "alert" : undefined}>
      <Glyph size={18} />
      <div class={style.words}>{children}</div>
      {actions && <div class={style.actions}>{actions}</div>}
    </div>
  );
}

/** What is wrong with a form as a whole, at its head, and what follows from it; nothing while nothing is. */
export function Problem({ words, children }: { words: string | null; children?: ComponentChildren }) {
  if (!words) return null;
  return (
    <Banner tone="danger" urgent>
      <p>{words}</p>
      {children}
    </Banner>
  );
}
