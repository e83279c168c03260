import { signal } from "@preact/signals";
import { IconButton } from "./button.tsx";
import { CheckIcon, CloseIcon, WarningIcon } from "./icons.tsx";
import style from "./toast.module.css";
import { t } from "./words.ts";

interface Toast {
  id: number;
  text: string;
  kind: "done" | "problem";
}

const shown = signal<Toast[]>([]);
const said = signal("");
let last = 0;

/** Confirms what just happened. Goes by itself; a problem stays until it is read and dismissed. */
export function toast(text: string, kind: Toast["kind"] = "done"): void {
  const id = ++last;
  shown.value = [...shown.value.slice(-2), { id, text, kind }];
  if (kind === "done") setTimeout(() => dismiss(id), 5000);
}

/** Says something to a screen reader alone, for a change that others see happen. */
export function announce(text: string): void {
  // The same words twice are silence to a screen reader: a trailing space makes them new.
  said.value = said.value === text ? `${text}\u00a0` : text;
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}

/** The live region of an app; draw it once, beside everything else. It never takes the focus. */
export function Toasts() {
  return (
    <>
      <section class={style.region} aria-live="polite" aria-label={t("notifications")}>
        {shown.value.map(({ id, text, kind }) => (
          <div key={id} class={style.toast} data-kind={kind}>
            {kind === "done" ? <CheckIcon size={18} /> : <WarningIcon size={18} />}
            <span>{text}</span>
            <IconButton size="s" icon={CloseIcon} label={t("dismiss")} onClick={() => dismiss(id)} />
          </div>
        ))}
      </section>
      <Announcements />
    </>
  );
}

/** What `announce` says. An open dialog has its own: all outside it is mute to a screen reader. */
export function Announcements() {
  return (
    <div class={style.silent} role="status">
      {said.value}
    </div>
  );
}
