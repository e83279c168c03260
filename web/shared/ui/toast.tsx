import { signal } from "@preact/signals";
import { useLayoutEffect, useState } from "preact/hooks";
import { Button, IconButton } from "./button.tsx";
import { CheckIcon, CloseIcon, WarningIcon } from "./icons.tsx";
import style from "./toast.module.css";
import { t } from "./words.ts";

interface Toast {
  id: number;
  text: string;
  kind: "done" | "problem";
  action?: ToastAction | undefined;
}

/** Something to do about it while the toast is there, such as undoing it. */
interface ToastAction {
  label: string;
  onPress: () => void;
}

const shown = signal<Toast[]>([]);
const said = signal("");
let last = 0;

/** The open dialogs, the uppermost last: toasts show in that one, for all that lies beneath is mute and out of reach. */
const dialogs = signal<readonly symbol[]>([]);

/** Confirms what just happened. Goes by itself; a problem stays until it is read and dismissed. */
export function toast(text: string, kind: Toast["kind"] = "done", action?: ToastAction): void {
  const id = ++last;
  shown.value = [...shown.value.slice(-2), { id, text, kind, action }];
  // Who may undo something gets the time to read it, and to reach the button.
  if (kind === "done") setTimeout(() => dismiss(id), action ? 15_000 : 5000);
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
      <Region toasts={dialogs.value.length === 0 ? shown.value : []} />
      <Announcements />
    </>
  );
}

/** The same inside an open dialog. */
export function ToastsOfDialog() {
  const [me] = useState(() => Symbol("dialog"));
  useLayoutEffect(() => {
    dialogs.value = [...dialogs.peek(), me];
    return () => {
      dialogs.value = dialogs.peek().filter((one) => one !== me);
    };
  }, [me]);
  return (
    <>
      <Region toasts={dialogs.value.at(-1) === me ? shown.value : []} />
      <Announcements />
    </>
  );
}

function Region({ toasts }: { toasts: readonly Toast[] }) {
  return (
    <section class={style.region} aria-live="polite" aria-label={t("notifications")}>
      {toasts.map(({ id, text, kind, action }) => (
        <div key={id} class={style.toast} data-kind={kind}>
          {kind === "done" ? <CheckIcon size={18} /> : <WarningIcon size={18} />}
          <span>{text}</span>
          {action && (
            <Button
              size="s"
              look="quiet"
              class={style.action}
              onClick={() => {
                dismiss(id);
                action.onPress();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton size="s" icon={CloseIcon} label={t("dismiss")} onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}

/** What `announce` says. */
function Announcements() {
  return (
    <div class={style.silent} role="status">
      {said.value}
    </div>
  );
}
