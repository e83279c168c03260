import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { IconButton } from "./button.tsx";
import style from "./dialog.module.css";
import { CloseIcon } from "./icons.tsx";
import { ToastsOfDialog } from "./toast.tsx";
import { t } from "./words.ts";

interface DialogProps {
  title: string;
  /** Escape, the cross or (unless `careful`) a press beside it. Whoever opened it takes it away. */
  onClose: () => void;
  /** Something typed here would be lost by a slip of the hand: only Escape, the cross and a Cancel button close it. */
  careful?: boolean;
  /** Nobody may leave without an answer, and there is no cross. */
  binding?: boolean;
  wide?: boolean;
  /** As wide as a picture needs. */
  widest?: boolean;
  /** Beside the cross, such as a way to help. */
  tools?: ComponentChildren;
  children: ComponentChildren;
}

/**
 * A modal question over the page, on the browser's own <dialog>: it keeps the focus inside, makes the rest inert and
 * draws above everything. Shown by being drawn. The focus goes to the element marked `autofocus`, else to the first
 * control, and back to where it came from when the dialog goes.
 */
export function Dialog({
  title,
  onClose,
  careful = false,
  binding = false,
  wide = false,
  widest = false,
  tools,
  children,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    const first =
      element?.querySelector<HTMLElement>("[data-autofocus]") ??
      element?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
    first?.focus();
    if (first instanceof HTMLInputElement && first.type === "text") first.select();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class={`${style.dialog} ${widest ? style.widest : wide ? style.wide : ""}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A cancel of something inside (a file picker) bubbles up to here and is none of ours.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        if (!binding) onClose();
      }}
      onKeyDown={(event) => {
        // Chromium closes at a second Escape without asking.
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          if (!binding) onClose();
        }
      }}
      onMouseDown={(event) => {
        if (!careful && !binding && event.target === dialog.current) onClose();
      }}
    >
      <div class={style.inside}>
        <header class={style.head}>
          <h2 id={heading}>{title}</h2>
          <div class={style.tools}>
            {tools}
            {!binding && <IconButton icon={CloseIcon} label={t("close")} onClick={onClose} />}
          </div>
        </header>
        {children}
      </div>
      <ToastsOfDialog />
    </dialog>
  );
}

/** The row of answers at the end of a dialog: the main one last in reading order, first under a thumb. */
export function DialogActions({ children }: { children: ComponentChildren }) {
  return <div class={style.actions}>{children}</div>;
}
